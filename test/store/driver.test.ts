import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Connection, Driver, Value } from '../../src/store/driver/driver.ts'
import { nodeDriver } from '../../src/store/driver/node-sqlite.ts'
import { npmDriver } from '../../src/store/driver/npm-sqlite3.ts'
import { CLI } from '../support/built.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import { HAS_SQLITE, temporaryFolder, written } from '../support/stores.ts'

const DRIVERS = {
  'the package sqlite3': { load: npmDriver, skip: false },
  'the SQLite of Node.js': {
    load: nodeDriver,
    skip: HAS_SQLITE ? false : `Node.js ${process.version} brings none`,
  },
} as const

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'none',
    (error: unknown) => (error as { code?: string }).code,
  )
}

for (const [name, { load, skip }] of Object.entries(DRIVERS))
  describe(name, { skip }, () => {
    const folder = temporaryFolder()
    const open = async (path = ':memory:'): Promise<Connection> =>
      (await load()).open(path, 'write', 0)
    const one = async (sql: string, ...values: Value[]): Promise<unknown> => {
      const connection = await open()
      return connection.all(sql, values).finally(() => connection.close())
    }

    test('values come back as they went in, in plain rows', async () => {
      assert.deepEqual(
        await one(`SELECT ? AS a, ? AS b, ? AS c, ? AS d`, 'é€', null, 1.5, 2 ** 31 - 1),
        [{ a: 'é€', b: null, c: 1.5, d: 2 ** 31 - 1 }],
      )
    })

    test('whole numbers are bound as such', async () => {
      assert.deepEqual(await one('SELECT typeof(?) AS t, ? / 2 AS half, ? || 1 AS text', 3, 3, 3), [
        { t: 'integer', half: 1, text: '31' },
      ])
    })

    test('a parameter may have its number, and one behind it takes the next', async () => {
      const sql = `SELECT ?1 AS a, ?2 AS b, ?1 AS c, 'what?' AS d, ? AS e`
      assert.deepEqual(await one(sql, 1, null, 'x'), [{ a: 1, b: null, c: 1, d: 'what?', e: 'x' }])
      assert.deepEqual(await one('SELECT ?2 AS a, ?1 AS b', 1, 2), [{ a: 2, b: 1 }])
    })

    test('references between tables are not enforced', async () => {
      const connection = await open()
      await connection.exec(
        'CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a REFERENCES a)',
      )
      await connection.run('INSERT INTO b VALUES (?)', [7])
      assert.deepEqual(await connection.all('SELECT a FROM b', []), [{ a: 7 }])
      await connection.close()
    })

    test('full text: words with underscores, other forms, accents, ranks', async () => {
      const connection = await open()
      await connection.exec(`CREATE VIRTUAL TABLE t USING fts5(own, above, content = '', contentless_delete = 1,
        tokenize = "porter unicode61 remove_diacritics 2 tokenchars '_'")`)
      await connection.run('INSERT INTO t (rowid, own, above) VALUES (1, ?, ?)', [
        'kt_read fails',
        'Ünlü',
      ])
      const hits = (words: string): Promise<unknown[]> =>
        connection.all('SELECT rowid AS id FROM t WHERE t MATCH ? ORDER BY bm25(t, 3.0, 0.3)', [
          words,
        ])
      for (const words of ['kt_read', 'failing', 'unlu', 'above : unlu'])
        assert.deepEqual(await hits(words), [{ id: 1 }], words)
      assert.deepEqual(await hits('kt'), [])
      await connection.run('DELETE FROM t WHERE rowid = ?', [1])
      assert.deepEqual(await hits('kt_read'), [])
      await connection.close()
    })

    test('mistakes have the words of SQLite', async () => {
      const driver = await load()
      const letter = written(
        folder,
        'letter',
        'Dear diary, this is no database at all.\n'.repeat(99),
      )
      const opened = async (
        path: string,
        mode: 'read' | 'write',
        sql: string,
      ): Promise<unknown> => {
        const connection = await driver.open(path, mode, 0)
        return codeOf(connection.exec(sql)).finally(() => connection.close())
      }
      assert.equal(await opened(letter, 'read', 'SELECT * FROM t'), 'SQLITE_NOTADB')
      assert.equal(
        await codeOf(driver.open(join(folder, 'no', 'x.db'), 'write', 0)),
        'SQLITE_CANTOPEN',
      )
      const path = join(folder, 'some.db')
      assert.equal(await opened(path, 'write', 'CREATE TABLE t (a)'), 'none')
      assert.equal(await opened(path, 'read', 'CREATE TABLE u (a)'), 'SQLITE_READONLY')
    })

    test('it waits for another writer of the same process, as long as its patience is', async () => {
      const driver = await load()
      const path = join(folder, 'two.db')
      const [first, second] = [
        await driver.open(path, 'write', 0),
        await driver.open(path, 'write', 5000),
      ]
      await first.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (a)')
      await first.exec('BEGIN IMMEDIATE')
      assert.equal(
        await codeOf((await driver.open(path, 'write', 0)).exec('BEGIN IMMEDIATE')),
        'SQLITE_BUSY',
      )
      const waiting = second.exec('BEGIN IMMEDIATE')
      await first.run('INSERT INTO t VALUES (?)', ['x'])
      await first.exec('COMMIT')
      await waiting
      assert.deepEqual(await second.all('SELECT a FROM t', []), [{ a: 'x' }])
      await second.exec('COMMIT')
      await Promise.all([first.close(), second.close()])
    })

    test('what runs can be ended, and the connection used again', async () => {
      const connection = await open()
      const sql =
        'WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n LIMIT 20000) SELECT max(i) FROM n'
      const many = async (): Promise<void> => {
        for (let i = 0; i < 200; i++) await connection.all(sql, [])
      }
      const timer = setInterval(() => connection.interrupt(), 20)
      assert.equal(await codeOf(many()).finally(() => clearInterval(timer)), 'SQLITE_INTERRUPT')
      assert.deepEqual(await connection.all('SELECT 1 AS a', []), [{ a: 1 }])
      await connection.close()
    })

    test('a frozen file is read where nothing can be written beside it', async () => {
      const driver: Driver = await load()
      const path = join(folder, 'f #1?.db')
      const writer = await driver.open(path, 'write', 0)
      await writer.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (5)')
      await writer.close()
      chmodSync(path, 0o444)
      const frozen = await driver.open(path, 'frozen', 0)
      assert.deepEqual(await frozen.all('SELECT a FROM t', []), [{ a: 5 }])
      await frozen.close()
      assert.deepEqual(
        readdirSync(folder).filter((file) => file.startsWith('f #1?')),
        ['f #1?.db'],
      )
    })
  })

describe(
  'both',
  { skip: HAS_SQLITE ? false : `Node.js ${process.version} brings no SQLite` },
  () => {
    test('give the same exports, byte for byte, also of a store that the other wrote', () => {
      const folder = temporaryFolder()
      const run = (sqlite: string, db: string, ...args: string[]): string =>
        execFileSync(process.execPath, [CLI, '--db', join(folder, db), ...args], {
          encoding: 'utf8',
          env: { ...process.env, PATCHTRAIL_SQLITE: sqlite },
        })
      const names = ['sqlite3', 'node'] as const
      for (const name of names) run(name, name, 'ingest', SAMPLE_MBOX, SAMPLE_PAGE)
      for (const kind of ['links', 'comments', 'issues', 'series']) {
        const all = names.flatMap((reader) => names.map((db) => run(reader, db, 'export', kind)))
        assert.ok((all[0] ?? '').length > 100)
        assert.equal(new Set(all).size, 1, kind)
      }
    })
  },
)

test('which one may be said, and a word that names none is told', () => {
  const { PATCHTRAIL_TEST_STORE: _, ...env } = process.env
  const ran = spawnSync(process.execPath, [CLI, '--db', ':memory:', 'sync'], {
    encoding: 'utf8',
    env: { ...env, PATCHTRAIL_SQLITE: 'postgres' },
  })
  assert.deepEqual(
    [ran.status, ran.stderr],
    [1, 'patchtrail: PATCHTRAIL_SQLITE is "postgres"; it may be sqlite3 or node\n'],
  )
})
