import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { FILES_ONLY } from '../support/engine.ts'
import { listMbox, mailOfList } from '../support/lists.ts'
import { mailing } from '../support/mailing.ts'
import { mboxText } from '../support/mails.ts'
import { patchtrail, started } from '../support/programs.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'
import { ageOf, stampContent, type Age } from '../../src/store/stamp.ts'
import { openForQuery } from '../../src/store/store.ts'
import { serveStore } from '../../src/web/server.ts'
import { waitingText } from '../../src/model/waiting.ts'
import { got } from '../support/web.ts'

const OLDER = `UPDATE meta SET value = 'of an older program' WHERE key = 'derived'`
const SAID = /^patchtrail: (.*); until then not all is here: (patchtrail --db \S+ derive)$/m

const here = temporaryFolder()
const mbox = written(here, 'list.mbox', mboxText(mailing(2)))

test('what waits is said in few words', () => {
  const said = (messages: number, series: number) => waitingText({ messages, series })
  assert.equal(said(1204, 3), '1,204 messages and 3 series wait to be derived')
  assert.equal(said(1, 0), '1 message waits to be derived')
  assert.equal(said(0, 1), '1 series waits to be derived')
})

describe('a store with mail that is not derived yet', () => {
  const db = join(here, 'waits.db')
  before(async () => {
    assert.equal((await patchtrail(db, 'ingest', '--no-derive', mbox)).code, 0)
  })

  for (const asked of [
    ['list'],
    ['todo', '--me', 'tova', '--json'],
    ['digest'],
    ['search', 'magic'],
    ['feedback', 'drivers'],
    ['who', 'drivers'],
    ['export', 'issues'],
    ['issues', 'flow'],
    ['status', 'flow', '--json'],
  ])
    test(`${asked.join(' ')} says how much waits, once, and what derives it`, async () => {
      const { out, err } = await patchtrail(db, ...asked)
      const [, what, hint] = SAID.exec(err) ?? []
      assert.equal(what, '18 messages wait to be derived')
      assert.equal(hint, `patchtrail --db ${db} derive`)
      assert.equal(err.match(/to be derived/g)?.length, 1)
      assert.doesNotMatch(out, /wait to be derived/)
    })

  test('check says it where it says what is in the store, and there alone', async () => {
    const { out, err } = await patchtrail(db, 'check')
    assert.match(out, /^18 messages or series wait to be derived: patchtrail --db \S+ derive$/m)
    assert.equal(err, '')
  })

  test('the first page says it instead of that nothing is here', async () => {
    const running = await serveStore(db, { host: '127.0.0.1', port: 0, names: [] })
    try {
      const { text } = await got(running.address, '/')
      assert.match(text, /18 messages wait to be derived\. [^<]*<code>patchtrail derive<\/code>/)
      assert.doesNotMatch(text, /This reads mail/)
    } finally {
      await running.close()
    }
  })
})

describe('a store that is derived', () => {
  const db = join(here, 'done.db')
  before(async () => {
    assert.equal((await patchtrail(db, 'ingest', mbox)).code, 0)
  })

  test('has nothing said of it', async () => {
    const { code, err } = await patchtrail(db, 'list')
    assert.deepEqual({ code, err }, { code: 0, err: '' })
  })

  test('a series of which the verdicts wait is counted, one that is gone is not', async () => {
    await withStore(async (store) => {
      await store.exec('INSERT INTO stale_series SELECT id FROM series LIMIT 1')
      await store.exec('INSERT INTO stale_series VALUES (99999)')
    }, db)
    assert.equal(SAID.exec((await patchtrail(db, 'list')).err)?.[1], '1 series waits to be derived')
    await patchtrail(db, 'derive')
    assert.equal((await patchtrail(db, 'list')).err, '')
  })

  test('of an older patchtrail, ingest --no-derive says what is to be done, not that it does it', async () => {
    await withStore((store) => store.exec(OLDER), db)
    const aged = await patchtrail(db, 'list')
    assert.match(aged.err, /derived by an older patchtrail; patchtrail --db \S+ sync brings it up/)
    const read = await patchtrail(db, 'ingest', '--no-derive', mbox)
    assert.match(
      read.err,
      /older patchtrail; all of it is to be derived anew: patchtrail --db \S+ derive$/m,
    )
    const { err } = await patchtrail(db, 'list')
    assert.match(
      err,
      /^patchtrail: 18 messages and \d series wait to be derived anew; until then not all is here as it will be: patchtrail --db \S+ derive\n$/,
    )
    await patchtrail(db, 'derive')
    assert.equal((await patchtrail(db, 'list')).err, '')
  })
})

describe('a rebuild that was stopped', () => {
  const db = join(here, 'stopped.db')
  const long = written(here, 'long.mbox', mboxText(mailing(30)))
  before(async () => assert.equal((await patchtrail(db, 'ingest', long)).code, 0))

  const ageNow = async (): Promise<Age> => {
    const store = await openForQuery(db)
    return ageOf(store).finally(() => store.close())
  }

  test('by Ctrl-C says what goes on with it; nobody tells of an older patchtrail', async () => {
    const { child, ended } = started(db, 'rebuild')
    while (child.exitCode === null && (await ageNow()) === 'current') await pause(5)
    child.kill('SIGINT')
    const { code, err } = await ended
    assert.equal(code, 130)
    assert.match(
      err,
      /^patchtrail: stopped; what was derived is kept\. To go on: patchtrail --db \S+ derive\n$/,
    )
    const listed = await patchtrail(db, 'list')
    assert.match(
      listed.err,
      /^patchtrail: .* wait to be derived anew; until .*: patchtrail .* derive$/m,
    )
    const checked = await patchtrail(db, 'check')
    assert.match(checked.out, /wait to be derived: patchtrail/)
    for (const said of [listed.err, checked.out]) assert.doesNotMatch(said, /older/)
    assert.equal((await patchtrail(db, 'derive')).code, 0)
    assert.equal(await ageNow(), 'current')
  })

  test('while it read facts says so, and derive does the rest', async () => {
    await withStore((store) => stampContent(store, null), db)
    const { err } = await patchtrail(db, 'list')
    assert.match(
      err,
      /^patchtrail: the store is not whole: its mail .*; patchtrail .* derive goes on/,
    )
    assert.equal((await patchtrail(db, 'derive')).code, 0)
    assert.equal((await patchtrail(db, 'list')).err, '')
  })

  test('before it said that all is done is done by derive, which says it', async () => {
    await withStore(
      (store) => store.exec(`UPDATE meta SET key = 'deriving' WHERE key = 'derived'`),
      db,
    )
    assert.equal((await patchtrail(db, 'list')).err, '')
    assert.match((await patchtrail(db, 'derive')).out, /^nothing to derive/)
    assert.equal(await ageNow(), 'current')
  })
})

test('of a folder the line names the stores that wait', { skip: FILES_ONLY }, async () => {
  const folder = join(here, 'lists/')
  const [flow, port] = ['flow', 'port'].map((name) =>
    written(here, `${name}.mbox`, listMbox(mailOfList(name, 2))),
  )
  assert.equal((await patchtrail(folder, 'ingest', flow ?? '')).code, 0)
  assert.equal((await patchtrail(folder, 'ingest', '--no-derive', port ?? '')).code, 0)
  const { err } = await patchtrail(folder, 'list')
  assert.equal(SAID.exec(err)?.[1], 'port: 9 messages wait to be derived')
})
