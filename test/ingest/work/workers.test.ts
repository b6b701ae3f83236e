import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { mailing } from '../../support/mailing.ts'
import { mboxText } from '../../support/mails.ts'
import { deriveAll } from '../../../src/store/stamp.ts'
import { patchtrail, started } from '../../support/programs.ts'
import { filesAndServer, NO_SERVER, onServer, serverStore } from '../../support/server.ts'
import {
  allExportsIn,
  assertSameExports,
  freshExports,
  temporaryFolder,
  withStore,
  written,
  type AllExports,
} from '../../support/stores.ts'

const MAILS = mailing(40)
const DONE = { code: 0, err: '' }

describe('workers', { skip: NO_SERVER }, () => {
  filesAndServer()
  const folder = temporaryFolder()
  const mbox = written(folder, 'list.mbox', mboxText(MAILS))
  let expected: AllExports

  before(async () => {
    expected = await freshExports(mbox)
    assert.ok(expected.issues.length > 20)
  })

  for (const count of [1, 3])
    test(`${count} of them derive what one process does`, async () => {
      const db = serverStore()
      const read = await patchtrail(db, 'ingest', '--no-derive', mbox)
      assert.match(read.out, /360 new[^]*not derived yet: patchtrail --db \S+ derive/)
      assert.deepEqual((await allExportsIn(db)).series, [])
      const ends = await Promise.all(
        Array.from({ length: count }, () => started(db, 'derive').ended),
      )
      for (const { code, err } of ends) assert.deepEqual({ code, err }, DONE)
      assertSameExports(await allExportsIn(db), expected)
      assert.match((await patchtrail(db, 'derive')).out, /^nothing to derive/)
    })

  test('do what an ingest that was stopped has left', async () => {
    const db = serverStore()
    assert.equal((await patchtrail(db, 'ingest', mbox)).code, 0)
    for (const sql of ['DELETE FROM issue', 'INSERT INTO stale_series SELECT id FROM series'])
      await withStore((store) => store.exec(sql), db)
    assert.match((await patchtrail(db, 'derive')).out, /^0 threads and 40 series derived/)
    assertSameExports(await allExportsIn(db), expected)
  })

  test('derive each series once where a store is to be derived anew', async () => {
    const db = serverStore()
    assert.equal((await patchtrail(db, 'ingest', mbox)).code, 0)
    await withStore((store) => store.transaction(() => deriveAll(store)), db)
    const { out } = await patchtrail(db, 'derive')
    assert.match(out, /^\d+ threads and 40 series derived/)
    assertSameExports(await allExportsIn(db), expected)
  })

  test('derive beside two that read, one of which derives, too', async () => {
    const db = serverStore()
    const half = MAILS.length >> 1
    const [one = '', other = ''] = [MAILS.slice(0, half), MAILS.slice(half)].map((mails, i) =>
      written(folder, `half-${i}.mbox`, mboxText(mails)),
    )
    assert.equal(
      (await patchtrail(db, 'ingest', '--no-derive', written(folder, 'no.mbox', ''))).code,
      0,
    )
    const followers = [1, 2].map(() => started(db, 'derive', '--follow'))
    const ends = [started(db, 'ingest', '--no-derive', one), started(db, 'ingest', other)]
    for (const { ended } of ends) {
      const { code, err } = await ended
      assert.deepEqual({ code, err }, DONE)
    }
    const last = await patchtrail(db, 'derive')
    for (const { child } of followers) child.kill('SIGTERM')
    assert.deepEqual({ code: last.code, err: last.err }, DONE)
    assertSameExports(await allExportsIn(db), expected)
  })

  test('that are killed, and whose connections are ended, leave their work to others', async (t) => {
    const db = serverStore()
    const schema = new URL(db).searchParams.get('schema') ?? ''
    assert.equal((await patchtrail(db, 'ingest', '--no-derive', mbox)).code, 0)
    const follower = started(db, 'derive', '--follow')
    for (let n = 0; n < 4; n++) {
      const { child, ended } = started(db, 'derive')
      const after = 300 + Math.round(700 * Math.random())
      t.diagnostic(`killed after ${after} ms`)
      await pause(after)
      child.kill('SIGKILL')
      await onServer((client) =>
        client.query(
          `SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
           JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1`,
          [schema],
        ),
      )
      await ended
    }
    const last = await patchtrail(db, 'derive')
    follower.child.kill('SIGTERM')
    assert.deepEqual({ code: last.code, err: last.err }, DONE)
    assertSameExports(await allExportsIn(db), expected)
    assert.match(
      (await follower.ended).err,
      // It may be ended while it waits.
      /^(?:(?:patchtrail: the connection to \S+ was lost; waiting for it\n)(?:patchtrail: \S+ answers again\n|$))*$/,
    )
  })
})
