import assert from 'node:assert/strict'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { checkStore } from '../../src/ingest/check.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import { refresh } from '../../src/ingest/refresh.ts'
import { readFactsAnew, upgrade } from '../../src/ingest/upgrade.ts'
import { dropDerived } from '../../src/store/rebuild.ts'
import { isOutdated, ownStamps, stampsOf } from '../../src/store/stamp.ts'
import { openForQuery, type Database } from '../../src/store/store.ts'
import { CONTENT_TABLES } from '../../src/store/tables/content.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import {
  allExportsOf,
  assertSameExports,
  freshExports,
  temporaryFolder,
  withStore,
} from '../support/stores.ts'

const OLDER = `UPDATE meta SET value = 'of an older program' WHERE key = 'derived'`

describe('a store knows by what it was derived', () => {
  const folder = temporaryFolder()
  const sample = join(folder, 'sample.db')
  before(() => withStore((store) => ingest(store, [SAMPLE_MBOX, SAMPLE_PAGE]), sample))

  /** A copy of the sample, of its own for each test. */
  function copyAs(name: string): string {
    copyFileSync(sample, join(folder, name))
    return join(folder, name)
  }

  async function problemsOf(path: string): Promise<readonly string[]> {
    const store = await openForQuery(path)
    const { problems } = await checkStore(store, path, null)
    await store.close()
    return problems
  }

  test('a fresh one is of this program, and sound', async () => {
    assert.deepEqual(await withStore(stampsOf, sample), { ...ownStamps() })
    assert.deepEqual(await problemsOf(sample), [])
  })

  test('of another stamp it is not sound; an ingest of nothing new derives all of it anew', async () => {
    const path = copyAs('older.db')
    await withStore(async (store) => {
      await store.exec(OLDER)
      await store.exec(`UPDATE issue SET state = 'rejected'; UPDATE link SET match = 'edited'`)
    }, path)
    assert.match((await problemsOf(path)).join('\n'), /^derived by an older patchtrail; patchtrail/)
    await withStore(async (store) => {
      let said = 0
      const { added } = await ingest(store, [SAMPLE_MBOX], { outdated: () => said++ })
      assert.deepEqual([added, said], [0, 1])
      assertSameExports(await allExportsOf(store), await freshExports(SAMPLE_MBOX, SAMPLE_PAGE))
      assert.equal((await ingest(store, [], { outdated: () => said++ })).threads, 0)
      assert.equal(said, 1, 'once')
    }, path)
    assert.deepEqual(await problemsOf(path), [])
  })

  test('one that was killed while it was derived anew goes on where it was', async () => {
    await withStore(async (store) => {
      await store.exec(OLDER)
      await upgrade(store)
      await store.exec('DELETE FROM stale WHERE message > 1')
      await upgrade(store)
      assert.deepEqual(await store.all('SELECT message FROM stale'), [{ message: 1 }])
      assert.equal(await isOutdated(store), true, 'until all is done')
      await refresh(store)
      assert.equal(await isOutdated(store), false)
    }, copyAs('killed.db'))
  })

  test('a rebuild makes it of this program at once', async () => {
    await withStore(async (store) => {
      await store.exec(OLDER)
      await dropDerived(store)
      await refresh(store)
      assert.equal(await isOutdated(store), false)
    }, copyAs('rebuilt.db'))
  })

  test('facts read anew from the stored bodies are the same rows with the same keys', async () => {
    await withStore(async (store) => {
      const expected = await contentOf(store)
      for (const { name } of CONTENT_TABLES) await store.exec(`DELETE FROM ${name}`)
      await store.exec(`UPDATE message SET content = 'other', subject_key = 'x'`)
      await readFactsAnew(store)
      assert.deepEqual(await contentOf(store), expected)
      await refresh(store)
      assertSameExports(await allExportsOf(store), await freshExports(SAMPLE_MBOX, SAMPLE_PAGE))
    }, copyAs('facts.db'))
  })

  test('of another grammar, its facts are read anew by the next ingest', async () => {
    await withStore(async (store) => {
      const expected = await contentOf(store)
      await store.exec(`DELETE FROM meta; DELETE FROM comment WHERE number > 1`)
      await ingest(store, [])
      assert.deepEqual(await contentOf(store), expected)
      assert.equal(await isOutdated(store), false)
    }, copyAs('grammar.db'))
  })
})

/** All that bodies and subjects say. */
async function contentOf(store: Database): Promise<unknown> {
  const tables = CONTENT_TABLES.map(({ name }) => name)
  const rows = await Promise.all(
    tables.map((name) => store.all(`SELECT * FROM ${name} ORDER BY 1, 2`)),
  )
  return [rows, await store.all('SELECT id, message_id, content, subject_key FROM message')]
}
