import assert from 'node:assert/strict'
import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { Database, openForIngest, openForQuery, StoreError } from '../../src/store/store.ts'
import { FILES_ONLY, ON_SERVER } from '../support/engine.ts'
import { mboxText } from '../support/mails.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import { exportsOf, rowCounts, temporaryFolder, withStore, written } from '../support/stores.ts'

const FACTS = [
  'source',
  'message',
  'message_reference',
  'patch',
  'file',
  'hunk',
  'quote',
  'comment',
  'attribution',
  'trailer',
  'problem',
  'stale',
]
const DERIVED = [
  'thread',
  'copy',
  'link',
  'link_candidate',
  'anchor',
  'series',
  'revision',
  'revision_patch',
]

/** All derived rows. Keys are those of this store. */
async function derivedRows(store: Database): Promise<unknown[]> {
  const rows: unknown[] = []
  for (const table of DERIVED)
    rows.push((await store.all(`SELECT * FROM ${table}`)).map((row) => JSON.stringify(row)).sort())
  return rows
}

/** The one line a user sees; fails where none is thrown. */
async function storeError(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
  } catch (error) {
    assert.ok(error instanceof StoreError, String(error))
    assert.ok(!error.message.includes('\n'), 'one line')
    return error.message
  }
  return assert.fail('no StoreError was thrown')
}

describe('a store that cannot be used says so in one line', () => {
  const folder = temporaryFolder()

  test('of a newer version', async () => {
    const path = join(folder, 'newer.db')
    const mark = ON_SERVER ? 'UPDATE patchtrail SET version = 999' : 'PRAGMA user_version = 999'
    await withStore((store) => store.exec(mark), path)
    for (const open of [openForIngest, openForQuery])
      assert.match(await storeError(() => open(path)), /newer patchtrail/)
  })

  test('a folder', { skip: FILES_ONLY }, async () => {
    assert.match(await storeError(() => openForQuery(folder)), /is a folder; name the file/)
  })
  test('no database at all', { skip: FILES_ONLY }, async () => {
    const path = written(
      folder,
      'letter.txt',
      'Dear diary, this is no database, though it is long enough to look like one.\n'.repeat(20),
    )
    for (const open of [openForIngest, openForQuery])
      assert.match(await storeError(() => open(path)), /no patchtrail store/)
  })

  test('an empty database to read from', { skip: FILES_ONLY }, async () => {
    const path = written(folder, 'empty.db', '')
    assert.match(await storeError(() => openForQuery(path)), /no patchtrail store|run any ingest/)
  })

  test("another program's database is neither read nor written to", async () => {
    const path = join(folder, 'other.db')
    const other = await Database.openForWriting(path)
    await other.exec('CREATE TABLE recipe (name TEXT)')
    await other.close()
    assert.match(await storeError(() => openForQuery(path)), /no patchtrail store/)
    assert.match(await storeError(() => openForIngest(path)), /no patchtrail store/)
  })

  test('an absent one, with the remedy', async () => {
    const path = join(folder, 'absent.db')
    assert.match(await storeError(() => openForQuery(path)), /patchtrail ingest/)
    assert.ok(!existsSync(path))
  })

  test('in a folder that cannot be made', { skip: FILES_ONLY }, async () => {
    const file = written(folder, 'file', '')
    assert.match(await storeError(() => openForIngest(join(file, 'store.db'))), /folder/)
  })

  test(
    'read-only: queries work, writing says so',
    { skip: process.getuid?.() === 0 ? 'the superuser may write anywhere' : FILES_ONLY },
    async () => {
      const path = join(folder, 'readonly.db')
      await withStore((store) => ingest(store, [SAMPLE_MBOX]), path)
      chmodSync(path, 0o444)
      const store = await openForQuery(path)
      assert.ok((await exportsOf(store)).comments.length > 30)
      await store.close()
      assert.match(
        await storeError(() => withStore((writable) => ingest(writable, [SAMPLE_PAGE]), path)),
        /read-only/,
      )
    },
  )
})

describe('facts are rows', () => {
  test('that anyone can query', async () => {
    await withStore(async (store) => {
      await ingest(store, [SAMPLE_MBOX, SAMPLE_PAGE])
      const one = (sql: string): Promise<Record<string, unknown> | null> =>
        store.get<Record<string, unknown>>(sql)
      assert.deepEqual(await one('SELECT count(*) AS n, sum(is_cover) AS covers FROM patch'), {
        n: 14,
        covers: 3,
      })
      assert.deepEqual(
        await store.all(
          `SELECT DISTINCT new_path FROM file WHERE status = 'added' ORDER BY new_path`,
        ),
        [
          'Documentation/devicetree/bindings/hwmon/kestrel,kt4320.yaml',
          'Documentation/hwmon/kt4320.rst',
          'drivers/hwmon/kt4320.c',
          'drivers/hwmon/kt43xx.h',
        ].map((new_path) => ({ new_path })),
      )
      assert.deepEqual(
        await store.all(
          `SELECT t.value FROM trailer t JOIN message m ON m.id = t.message WHERE m.content = 'reply' AND t.name = 'Tested-by'`,
        ),
        [{ value: 'Kenji Morohashi <k.morohashi@example.net>' }],
      )
      assert.deepEqual(await one('SELECT count(DISTINCT list) AS lists FROM message_list'), {
        lists: 2,
      })
      assert.deepEqual(
        await one(
          'SELECT count(*) AS n FROM hunk h LEFT JOIN file f ON f.message = h.message AND f.line = h.file_line WHERE f.line IS NULL',
        ),
        { n: 0 },
      )
    })
  })

  test('counted by hand for a small thread', async () => {
    const diff =
      'Words.\n\nSigned-off-by: Tova Lindqvist <tova@example.org>\n---\n flow.c | 2 +-\n\ndiff --git a/flow.c b/flow.c\n--- a/flow.c\n+++ b/flow.c\n@@ -1 +1 @@\n-int a;\n+int b;\n'
    const review =
      'On Mon, 3 Aug 2020, Tova Lindqvist wrote:\n> > old words\n> +int b;\nWhy b?\n\nAcked-by: Bram Okonkwo <bram@example.org>\n'
    const mbox = mboxText([
      { id: 'patch', body: diff },
      {
        id: 'review',
        body: review,
        from: 'Bram Okonkwo <bram@example.org>',
        subject: 'Re: [PATCH] flow',
        inReplyTo: 'patch',
        references: '<patch@example.org>',
      },
    ])
    await withStore(async (store) => {
      await ingest(store, [written(temporaryFolder(), 'two.mbox', mbox)])
      const counts = await rowCounts(store)
      assert.deepEqual(Object.fromEntries(FACTS.map((table) => [table, counts[table]])), {
        source: 1,
        message: 2,
        message_reference: 2,
        patch: 1,
        file: 1,
        hunk: 1,
        quote: 2,
        comment: 1,
        attribution: 1,
        trailer: 2,
        problem: 0,
        stale: 0,
      })
      assert.deepEqual(await store.all('SELECT line, end_line, depth FROM quote ORDER BY line'), [
        { line: 2, end_line: 2, depth: 2 },
        { line: 3, end_line: 3, depth: 1 },
      ])
    })
  })
})

describe('what is derived can be made again', () => {
  test('from a work list that an interrupted run left behind', async () => {
    const path = join(temporaryFolder(), 'store.db')
    const expected = await withStore(
      async (store) => (await ingest(store, [SAMPLE_MBOX, SAMPLE_PAGE]), derivedRows(store)),
      path,
    )
    await withStore(
      (store) => store.exec('INSERT INTO stale SELECT id FROM message WHERE id % 3 = 0'),
      path,
    )
    await withStore(async (store) => {
      const { threads, added } = await ingest(store, [])
      assert.deepEqual([threads, added], [3, 0])
      assert.deepEqual(await derivedRows(store), expected)
      assert.deepEqual(await store.all('SELECT * FROM stale'), [])
    }, path)
  })

  test('from facts alone, after all of it was deleted', async () => {
    await withStore(async (store) => {
      await ingest(store, [SAMPLE_MBOX, SAMPLE_PAGE])
      const expected = await derivedRows(store)
      for (const table of DERIVED) await store.exec(`DELETE FROM ${table}`)
      await store.exec('INSERT INTO stale SELECT id FROM message')
      await ingest(store, [])
      assert.deepEqual(await derivedRows(store), expected)
    })
  })
})
