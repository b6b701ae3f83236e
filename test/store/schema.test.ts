import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Database } from '../../src/store/database.ts'
import { MIGRATIONS } from '../../src/store/migrations/migrations.ts'
import { openForIngest } from '../../src/store/store.ts'
import { SCHEMA, TABLES } from '../../src/store/tables.ts'
import { columnsOf } from '../../src/store/tables/table.ts'
import { FILES_ONLY } from '../support/engine.ts'
import { shapeOf } from '../support/schema.ts'
import { temporaryFolder, withStore } from '../support/stores.ts'

/** "ptrl", as every version marks its files. */
const MARK = 'PRAGMA application_id = 1886679660'

describe('the schema', { skip: FILES_ONLY }, () => {
  const folder = temporaryFolder()

  test('data/schema.sql is that of a fresh store', async () => {
    const written = readFileSync(new URL('../../data/schema.sql', import.meta.url), 'utf8')
    assert.equal(written, SCHEMA, 'npm run schema writes it')
    const [fresh, read] = [await withStore(shapeOf), await Database.inMemory()]
    await read.exec(written)
    assert.deepEqual(await shapeOf(read), fresh)
    await read.close()
  })

  for (const [version] of MIGRATIONS.slice(1).entries()) {
    test(`a store of version ${version + 1} becomes what a fresh one is`, async () => {
      const path = join(folder, `${version + 1}.db`)
      const old = await Database.openForWriting(path)
      for (const step of MIGRATIONS.slice(0, version + 1)) await old.exec(step)
      await old.exec(`${MARK}; PRAGMA user_version = ${version + 1}`)
      await old.close()
      const store = await openForIngest(path)
      assert.deepEqual(await shapeOf(store), await withStore(shapeOf))
      await store.close()
    })
  }

  test('says of each table and each column in words what it is', async () => {
    await withStore(async (store) => {
      const rows = await store.all<{ name: string }>(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
         AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '*_text_*'`,
      )
      assert.deepEqual(rows.map(({ name }) => name).sort(), TABLES.map(({ name }) => name).sort())
    })
    const silent = TABLES.flatMap((table) =>
      columnsOf(table).filter((column) => table.columns[column]?.words === ''),
    )
    assert.deepEqual(silent, [])
  })

  test('a released step is never changed', () => {
    for (const step of MIGRATIONS) assert.ok(!step.includes('${'), 'text of its own')
    const known = MIGRATIONS[3]?.match(/tokenize = .*?\)/g)
    assert.deepEqual(known, [
      `tokenize = "porter unicode61 remove_diacritics 2 tokenchars '_'")`,
      `tokenize = "porter unicode61 remove_diacritics 2 tokenchars '_'")`,
      `tokenize = "unicode61 remove_diacritics 2 tokenchars '_'")`,
    ])
  })
})
