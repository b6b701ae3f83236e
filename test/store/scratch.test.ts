import assert from 'node:assert/strict'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { mailing } from '../support/mailing.ts'
import { mboxText } from '../support/mails.ts'
import { patchtrail, started, type Ran } from '../support/programs.ts'
import { filesAndServer, NO_SERVER, onServer, serverStore } from '../support/server.ts'
import { temporaryFolder, written } from '../support/stores.ts'

filesAndServer()
const folder = temporaryFolder()
const mbox = written(folder, 'list.mbox', mboxText(mailing(30)))
const STOPPED = 'patchtrail: stopped; the copy is gone, and the store is as it was\n'

/** A check that gets a signal as soon as its copy is there. */
async function stoppedBy(
  signal: NodeJS.Signals,
  db: string,
  copies: () => Promise<readonly string[]>,
): Promise<Ran> {
  const { child, ended } = started(db, 'check', '--derive')
  while (child.exitCode === null && (await copies()).length === 0) await pause(10)
  child.kill(signal)
  return ended
}

describe('the copy that check --derive compares with, in a schema', { skip: NO_SERVER }, () => {
  const db = NO_SERVER ? '' : serverStore()
  const schema = db.split('=')[1] ?? ''
  before(async () => assert.equal((await patchtrail(db, 'ingest', mbox)).code, 0))

  const copies = (): Promise<readonly string[]> =>
    onServer(async (client) => {
      const { rows } = await client.query<{ name: string }>(
        'SELECT nspname AS name FROM pg_namespace WHERE starts_with(nspname, $1) ORDER BY 1',
        [`${schema}_check_`],
      )
      return rows.map(({ name }) => name)
    })

  test('is dropped on Ctrl-C', async () => {
    const { code, out, err } = await stoppedBy('SIGINT', db, copies)
    assert.deepEqual({ code, out, err }, { code: 130, out: '', err: STOPPED })
    assert.deepEqual(await copies(), [])
  })

  test('is dropped by a later one where a process was killed; what else is there stays', async () => {
    await stoppedBy('SIGKILL', db, copies)
    const [left] = await copies()
    assert.ok(left !== undefined)
    const own = `${schema}_check_1`
    await onServer((client) => client.query(`CREATE SCHEMA ${own}`))
    const under = started(db, 'check', '--derive')
    while ((await copies()).includes(left)) await pause(10)
    const { out } = await patchtrail(db, 'check', '--derive')
    for (const said of [out, (await under.ended).out]) assert.match(said, /the store is sound/)
    assert.deepEqual(await copies(), [own])
    await onServer((client) => client.query(`DROP SCHEMA ${own}`))
  })
})

test('the copy that check --derive compares with, in a file, is gone on Ctrl-C', async () => {
  const db = join(folder, 'one.db')
  const own = join(folder, 'temporary')
  mkdirSync(own)
  assert.equal((await patchtrail(db, 'ingest', mbox)).code, 0)
  process.env.TMPDIR = own
  const copies = (): Promise<readonly string[]> =>
    Promise.resolve(readdirSync(own).filter((name) => name.startsWith('patchtrail-check-')))
  const { code, out, err } = await stoppedBy('SIGINT', db, copies)
  assert.deepEqual({ code, out, err }, { code: 130, out: '', err: STOPPED })
  assert.deepEqual(await copies(), [])
})
