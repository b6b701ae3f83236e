import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { serveStore } from '../../src/web/server.ts'
import { Readers, TooLong } from '../../src/web/readers.ts'
import { replicaOf, sessionOfEither } from '../../src/store/postgres/session/replica.ts'
import { serverAddress } from '../../src/store/postgres/url.ts'
import { openForQuery, openToLookUp } from '../../src/store/store.ts'
import { mailing } from '../support/mailing.ts'
import { mboxText } from '../support/mails.ts'
import { OwnServer } from '../support/own-server.ts'
import { patchtrail } from '../support/programs.ts'
import { filesAndServer, NO_SERVER } from '../support/server.ts'
import { temporaryFolder, written } from '../support/stores.ts'
import { got } from '../support/web.ts'

const MAILS = mailing(3)

/** Asks a server something, over a connection of its own. */
async function asked<T extends pg.QueryResultRow>(store: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: serverAddress(store).url })
  await client.connect()
  return client
    .query<T>(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

/** How many messages a store says that it has. */
async function counted(db: string): Promise<{ readonly messages: number; readonly err: string }> {
  const { out, err } = await patchtrail(db, 'check', '--json')
  const { counts } = JSON.parse(out) as { counts: { messages: number } }
  return { messages: counts.messages, err }
}

describe('a replica', { skip: NO_SERVER }, () => {
  filesAndServer()
  const folder = temporaryFolder()
  const first = written(folder, 'first.mbox', mboxText(MAILS.slice(0, 9)))
  const rest = written(folder, 'rest.mbox', mboxText(MAILS.slice(9)))
  let server: OwnServer
  let other: OwnServer
  let [db, replica] = ['', '']

  before(async () => {
    const started = await OwnServer.started()
    assert.ok(started, 'PostgreSQL is installed where a server is given')
    server = started
    db = server.store('mail')
    assert.equal((await patchtrail(db, 'ingest', first)).code, 0)
    other = await server.replica()
    replica = other.store('mail')
    process.env.PATCHTRAIL_READ_DB = replica.replace(/\?.*/, '')
  })
  after(() => {
    delete process.env.PATCHTRAIL_READ_DB
    other.remove()
    server.remove()
  })

  /** Waits until the replica has what the server has. */
  async function caughtUp(): Promise<void> {
    const [{ lsn = '' } = {}] = await asked<{ lsn: string }>(
      db,
      // A record of our own: at the head of a page the place of the next one is never reached.
      "SELECT pg_logical_emit_message(true, 'patchtrail', 'here')::text AS lsn",
    )
    for (let tries = 200; tries > 0; tries--) {
      const [row] = await asked<{ has: boolean }>(
        replica,
        `SELECT pg_last_wal_replay_lsn() >= '${lsn}' AS has`,
      )
      if (row?.has) return
      await pause(50)
    }
    assert.fail('the replica does not follow')
  }

  test('is what is read; what is written goes to the server', async () => {
    await caughtUp()
    await asked(replica, 'SELECT pg_wal_replay_pause()')
    assert.equal((await patchtrail(db, 'ingest', rest)).code, 0)
    assert.deepEqual(await counted(db), { messages: 9, err: '' })
    const store = await openForQuery(db)
    const row = await store.get<{ n: number }>('SELECT count(*) AS n FROM message')
    assert.equal(row?.n, MAILS.length, 'who derives or copies reads the server')
    const [issue] = await store.all<{ id: string }>(
      `SELECT m.message_id || '#' || i.number AS id FROM issue i
       JOIN message m ON m.id = i.message ORDER BY i.message LIMIT 1`,
    )
    const { code, err } = await patchtrail(db, 'mark', issue?.id ?? '', 'rejected')
    assert.deepEqual({ code, err }, { code: 0, err: '' })
    const marks = 'SELECT state FROM user_mark'
    assert.deepEqual(await store.all(marks), [{ state: 'rejected' }])
    await store.close()
    await asked(replica, 'SELECT pg_wal_replay_resume()')
    await caughtUp()
    assert.deepEqual(await counted(db), { messages: MAILS.length, err: '' })
  })

  test('that is too far behind is not read, unless the server is away', async () => {
    const lines: string[] = []
    const tell = (line: string): void => void lines.push(line)
    await asked(replica, 'SELECT pg_wal_replay_pause()')
    assert.equal((await patchtrail(db, 'rebuild')).code, 0)
    await pause(1200)
    const session = await sessionOfEither(db, replica, 1000, tell, 1)
    await session.client.end()
    assert.equal(session.shown, db)
    assert.match(lines.join('\n'), /^the replica \S+ is \d+ s behind; \S+ is read instead$/)
    server.stop()
    const older = await sessionOfEither(db, replica, 1000, tell, 1)
    await older.client.end()
    assert.equal(older.shown, replica)
    assert.match(lines[1] ?? '', /^the replica \S+ is \d+ s behind, and \S+ is away; it is read/)
    server.start()
    await asked(replica, 'SELECT pg_wal_replay_resume()')
    await caughtUp()
  })

  test('serves who looks up while the server is away', async () => {
    server.stop()
    assert.deepEqual(await counted(db), { messages: MAILS.length, err: '' })
    const { code, err } = await patchtrail(db, 'derive')
    assert.equal(code, 1)
    assert.match(err, /^patchtrail: no PostgreSQL answers at \S+ \(.*\); start it, or name another/)
    server.start()
  })

  test('that is away is told in one line, and the server is read', async () => {
    other.stop()
    const { messages, err } = await counted(db)
    assert.equal(messages, MAILS.length)
    assert.match(err, /^patchtrail: the replica \S+ cannot be read \(.+\); \S+ is read instead\n$/)
    other.start()
  })

  test('who reads goes on where a server was away and is back', async () => {
    const lines: string[] = []
    const store = await openToLookUp(db, (line) => void lines.push(line))
    const count = async (): Promise<unknown> =>
      store.get('SELECT count(*) AS n FROM message').catch((error: Error) => error.message)
    const all = { n: MAILS.length }
    assert.deepEqual(await count(), all)
    other.stop()
    await pause(200)
    assert.deepEqual(await count(), all)
    assert.match(lines.join('\n'), /^the replica \S+ cannot be read/)
    server.stop()
    await pause(200)
    assert.match(String(await count()), /^no PostgreSQL answers at/)
    server.start()
    other.start()
    assert.deepEqual(await count(), all)
    await store.close()
  })

  test('pages say so where all servers are away, and come again', async () => {
    const site = await serveStore(db, { host: '127.0.0.1', port: 0, names: [] })
    assert.equal((await got(site.address, '/')).status, 200)
    other.stop()
    server.stop()
    await pause(200)
    const { status, text } = await got(site.address, '/search?q=retries')
    assert.equal(status, 503)
    assert.match(text, /The store cannot be read[^]*no PostgreSQL answers at/)
    server.start()
    other.start()
    assert.equal((await got(site.address, '/search?q=retries')).status, 200)
    await site.close()
  })

  test('must be of the same data base', () => {
    const env = { PATCHTRAIL_READ_DB: 'postgres://h/other' }
    assert.throws(() => replicaOf('postgres://h/mail', env), /is no replica of \S+: its data base/)
    assert.throws(
      () => replicaOf('postgres://h/mail', { PATCHTRAIL_READ_DB: 'mail.db' }),
      /"mail.db" is no address of a replica; write postgres/,
    )
    assert.equal(replicaOf('mail.db', env), null)
    assert.equal(
      replicaOf('postgres://h/mail?schema=leds', { PATCHTRAIL_READ_DB: 'postgres://r/mail' }),
      'postgres://r/mail?schema=leds',
    )
  })

  test('a page that takes too long is ended, and the next one is made', async () => {
    const readers = await Readers.open(db, 300)
    const began = performance.now()
    // Many small questions, and one that is long.
    for (const sql of ['SELECT pg_sleep(0.05)', 'SELECT pg_sleep(30)']) {
      const work = readers.read(async ({ only }) => {
        for (let n = 0; n < 600; n++) await only?.all(sql)
      })
      await assert.rejects(work, TooLong)
    }
    assert.ok(performance.now() - began < 8000)
    const rows = await readers.read(({ only }) => only?.all('SELECT 1 AS n') ?? Promise.resolve([]))
    assert.deepEqual(rows, [{ n: 1 }])
    await readers.close()
  })
})
