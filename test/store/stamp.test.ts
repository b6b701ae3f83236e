import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { checkStore } from '../../src/ingest/check.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import { refresh } from '../../src/ingest/refresh.ts'
import { readFactsAnew, upgrade } from '../../src/ingest/upgrade.ts'
import { dropDerived } from '../../src/store/rebuild.ts'
import { isOutdated, ownStamps, stampsOf } from '../../src/store/stamp.ts'
import { openForIngest, openForQuery, type Database } from '../../src/store/store.ts'
import { CONTENT_TABLES } from '../../src/store/tables/content.ts'
import type { IssueState } from '../../src/model/issue.ts'
import { copyStoreFile } from '../support/sample-store.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import {
  allExportsIn,
  allExportsOf,
  assertSameExports,
  freshExports,
  temporaryFolder,
  withStore,
  type AllExports,
} from '../support/stores.ts'

const ROOT = join(import.meta.dirname, '../..')
const OLDER = `UPDATE meta SET value = 'of an older program' WHERE key = 'derived'`

describe('a store knows by what it was derived', () => {
  const folder = temporaryFolder()
  const sample = join(folder, 'sample.db')
  before(() => withStore((store) => ingest(store, [SAMPLE_MBOX, SAMPLE_PAGE]), sample))

  /** A copy of the sample, of its own for each test. */
  function copyAs(name: string): string {
    copyStoreFile(sample, join(folder, name))
    return join(folder, name)
  }

  async function problemsOf(path: string): Promise<readonly string[]> {
    const store = await openForQuery(path)
    const { problems } = await checkStore(store, null)
    await store.close()
    return problems
  }

  test('a fresh one is of this program, and sound', async () => {
    assert.deepEqual(await withStore(stampsOf, sample), { ...ownStamps() })
    assert.deepEqual(await problemsOf(sample), [])
  })

  test('one that several make at the same time is made once', async () => {
    // Often: that two of them turn a new file to write-ahead logging at once comes about by chance.
    for (let round = 0; round < 20; round++) {
      const path = join(folder, `raced-${round}.db`)
      // Not more: each that waits for a file holds one of the four threads of Node.js.
      const stores = await Promise.all([1, 2, 3].map(() => openForIngest(path)))
      const [first] = stores
      assert.ok(first !== undefined)
      assert.deepEqual(await stampsOf(first), { ...ownStamps() })
      for (const store of stores) await store.close()
    }
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

  test('a program with other weights gives other verdicts, from the next ingest on', async () => {
    const path = copyAs('weights.db')
    const before = await allExportsIn(path)
    const said = ingestBy(programWith(folder, sureOf('open')), path, SAMPLE_MBOX)
    assert.match(said, /derived by an older patchtrail/)
    const after = await allExportsIn(path)
    assert.deepEqual(after.links, before.links)
    assert.ok(countBy(after.issues, 'open') > countBy(before.issues, 'open'))
    assert.notDeepEqual(await withStore(stampsOf, path), { ...ownStamps() })
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

function countBy(issues: AllExports['issues'], state: IssueState): number {
  return issues.filter((issue) => issue.state === state).length
}

/** Weights that leave one state only, where the rules allow it. */
function sureOf(state: IssueState): string {
  const { classes } = JSON.parse(readFileSync(join(ROOT, 'data/states.json'), 'utf8')) as {
    classes: readonly string[]
  }
  return JSON.stringify({
    classes,
    bias: classes.map((name) => (name === state ? 20 : 0)),
    trees: classes.map(() => []),
  })
}

/** The folder of a copy of this program that judges by other weights. */
function programWith(folder: string, states: string): string {
  const copy = join(folder, 'program')
  for (const name of ['src', 'data', 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  writeFileSync(join(copy, 'data/states.json'), states)
  return copy
}

/** What that program says while it ingests. */
function ingestBy(program: string, db: string, source: string): string {
  const args = ['--import', 'tsx', 'src/cli.ts', '--db', db, 'ingest', source]
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: program,
    encoding: 'utf8',
  })
  assert.equal(status, 0, stderr)
  return stdout + stderr
}

/** All that bodies and subjects say. */
async function contentOf(store: Database): Promise<unknown> {
  const tables = CONTENT_TABLES.map(({ name }) => name)
  const rows = await Promise.all(
    tables.map((name) => store.all(`SELECT * FROM ${name} ORDER BY 1, 2`)),
  )
  return [
    rows,
    await store.all('SELECT id, message_id, content, subject_key FROM message ORDER BY id'),
  ]
}
