import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { refresh } from '../../src/ingest/refresh.ts'
import { alone } from '../../src/store/work/alone.ts'
import { saveKept, readKept } from '../../src/config/kept.ts'
import { mailing } from '../support/mailing.ts'
import { mboxText } from '../support/mails.ts'
import { patchtrail, started, type Running } from '../support/programs.ts'
import { filesAndServer, NO_SERVER, serverStore } from '../support/server.ts'
import {
  allExportsIn,
  assertSameExports,
  temporaryFolder,
  withStore,
  written,
} from '../support/stores.ts'

filesAndServer()
const folder = temporaryFolder()
const mails = mailing(4)
const mbox = written(folder, 'list.mbox', mboxText(mails.slice(0, -6)))
const more = written(folder, 'more.mbox', mboxText(mails.slice(-6)))

describe('copy', () => {
  const db = join(folder, 'one.db')

  /** The copy goes on as the store does: the same mail makes the same of both. */
  async function assertSame(copy: string): Promise<void> {
    assertSameExports(await allExportsIn(copy), await allExportsIn(db))
    const searches = [db, copy].map((path) => patchtrail(path, 'search', 'magic', '--json'))
    const [here, there] = (await Promise.all(searches)).map(({ out }) => out)
    assert.ok(here && here.length > 200)
    assert.equal(there, here)
    assert.match((await patchtrail(copy, 'check', '--derive')).out, /the store is sound/)
  }

  test('has all of a store: what you said, how far sources were read, what is found', async () => {
    assert.equal((await patchtrail(db, 'ingest', mbox)).code, 0)
    const [issue] = (await allExportsIn(db)).issues
    const mark = ['mark', issue?.id ?? '', 'addressed', '--note', 'seen']
    assert.equal((await patchtrail(db, ...mark)).code, 0)
    saveKept(db, 'a series', { star: true })
    const copy = join(folder, 'copy.db')
    const { code, out, err } = await patchtrail(db, 'copy', db, copy)
    assert.deepEqual({ code, err }, { code: 0, err: '' })
    assert.match(out, /^30 messages copied to .*copy\.db in [\d.]+ s \([\d,]+ rows\)\n$/)
    await assertSame(copy)
    assert.equal(readKept(copy)['a series']?.star, true)
    assert.match((await patchtrail(copy, 'sync')).out, /^nothing new/)
    for (const path of [db, copy]) assert.equal((await patchtrail(path, 'ingest', more)).code, 0)
    await assertSame(copy)
  })

  test('refuses a store with mail', async () => {
    const { code, err } = await patchtrail(db, 'copy', db, join(folder, 'copy.db'))
    assert.equal(code, 1)
    assert.match(err, /^patchtrail: .*copy\.db is a store with mail already; name a new one/)
  })

  test('says what is wrong with a path, and which folder it made', async () => {
    const at = (name: string): string => join(folder, name)
    for (const [from, to, said] of [
      [folder, at('x.db'), `${folder} is a folder of stores; copy each of them`],
      [at('none/'), at('x.db'), `there is no store at ${at('none/')}`],
      [at('none.db'), at('x.db'), `there is no store at ${at('none.db')}`],
      [db, at('none/'), `${at('none/')} is a folder; name the new store: ${at('none/one.db')}`],
      [db, folder, `${folder} is a folder; name the new store: ${at('one.db')}`],
    ] as const) {
      const { code, err } = await patchtrail(db, 'copy', from, to)
      assert.deepEqual({ code, err }, { code: 1, err: `patchtrail: ${said}\n` })
    }
    assert.ok(!existsSync(at('none')) && !existsSync(at('x.db')))
    const { code, err } = await patchtrail(db, 'copy', db, at('made/one.db'))
    assert.deepEqual({ code, err }, { code: 0, err: `patchtrail: made the folder ${at('made')}\n` })
  })

  test('derives anew what another patchtrail derived', async () => {
    const old = join(folder, 'old.db')
    assert.equal((await patchtrail(db, 'copy', db, old)).code, 0)
    await withStore(
      (store) => store.run(`UPDATE meta SET value = 'old' WHERE key = 'derived'`),
      old,
    )
    const copy = join(folder, 'anew.db')
    assert.match((await patchtrail(db, 'copy', old, copy)).out, /; derived anew, since an older/)
    await assertSame(copy)
  })

  test('leads from a file to a server and back', { skip: NO_SERVER }, async () => {
    const [server, back] = [serverStore(), join(folder, 'back.db')]
    assert.equal((await patchtrail(db, 'copy', db, server)).code, 0)
    assertSameExports(await allExportsIn(server), await allExportsIn(db))
    assert.match((await patchtrail(server, 'sync')).out, /^nothing new/)
    const next = written(folder, 'next.mbox', mboxText(mailing(6).slice(-9)))
    for (const path of [db, server]) assert.equal((await patchtrail(path, 'ingest', next)).code, 0)
    assertSameExports(await allExportsIn(server), await allExportsIn(db))
    assert.equal((await patchtrail(db, 'copy', server, back)).code, 0)
    await assertSame(back)
  })
})

describe('derive', () => {
  test('does for a file what ingest has left', async () => {
    const db = join(folder, 'left.db')
    const read = await patchtrail(db, 'ingest', '--no-derive', mbox)
    assert.match(read.out, /not derived yet: patchtrail --db \S+ derive/)
    assert.match((await patchtrail(db, 'derive')).out, /^\d+ threads derived in/)
    const whole = join(folder, 'whole.db')
    assert.equal((await patchtrail(whole, 'ingest', mbox)).code, 0)
    assertSameExports(await allExportsIn(db), await allExportsIn(whole))
    const none = await patchtrail(join(folder, 'none.db'), 'derive')
    assert.match(none.err, /^patchtrail: there is no store at/)
  })

  test('--follow tells once of a folder without stores and of a server that is away', async () => {
    const none = await patchtrail(join(folder, 'misspelt/'), 'derive', '--follow')
    assert.deepEqual(
      { code: none.code, err: none.err },
      { code: 1, err: `patchtrail: there is no folder ${join(folder, 'misspelt/')}\n` },
    )
    const empty = temporaryFolder()
    const followers = [empty, 'postgres://nobody@127.0.0.1:1/none'].map((path) =>
      started(path, 'derive', '--follow'),
    )
    await Promise.all(followers.map(({ child }) => once(child.stderr ?? child, 'data')))
    // It is looked for every two seconds.
    await pause(2500)
    for (const { child } of followers) child.kill('SIGTERM')
    const [waits, away] = await Promise.all(followers.map(({ ended }) => ended))
    assert.match(waits?.err ?? '', /^patchtrail: there is no store in the folder .* yet; waiting/)
    assert.match(
      away?.err ?? '',
      /^patchtrail: no PostgreSQL answers at \S+ \(.*\); waiting for it\n(?!.*waiting)/,
    )
  })

  test('waits for another one that derives the same file, and does what is left', async () => {
    const db = join(folder, 'both.db')
    assert.equal((await patchtrail(db, 'ingest', '--no-derive', mbox)).code, 0)
    let waiting: Running | undefined
    await alone(
      db,
      () => assert.fail('nobody is there'),
      async () => {
        waiting = started(db, 'derive')
        const [said] = (await once(waiting.child.stderr ?? waiting.child, 'data')) as [string]
        assert.equal(said, `patchtrail: another one derives ${db}; waiting for it\n`)
        await withStore((store) => refresh(store), db)
      },
    )
    const { code, out } = (await waiting?.ended) ?? {}
    assert.equal(code, 0)
    assert.match(out ?? '', /^nothing to derive/)
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('both.db-d')),
      [],
    )
    assert.match((await patchtrail(db, 'check', '--derive')).out, /the store is sound/)
  })
})
