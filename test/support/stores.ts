import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import type {
  CommentRecord,
  IssueRecord,
  LinkRecord,
  SeriesRecord,
} from '../../src/model/report/records.ts'
import type { IngestSummary } from '../../src/model/report/ingest.ts'
import { commentRecords, issueRecords, linkRecords, seriesRecords } from '../../src/index.ts'
import { openForIngest, openForQuery, type Database } from '../../src/store/store.ts'
import { TABLES } from '../../src/store/tables.ts'
import { givenBack, lentPath } from './lent.ts'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
/** This Node.js brings an SQLite that has all we need. */
export const HAS_SQLITE = major > 22 || (major === 22 && minor >= 16)

/** A folder of its own for a test file; gone when its tests are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'patchtrail-test-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Opens a store in memory (real SQLite), runs `work` and closes it. */
export async function withStore<T>(
  work: (store: Database) => Promise<T>,
  path?: string,
): Promise<T> {
  const store = await openForIngest(path ?? lentPath())
  try {
    const done = await work(store)
    if (path === undefined) await givenBack(store)
    return done
  } finally {
    await store.close()
  }
}

export interface Exports {
  readonly links: readonly LinkRecord[]
  readonly comments: readonly CommentRecord[]
}

export async function exportsOf(store: Database): Promise<Exports> {
  const links: LinkRecord[] = []
  const comments: CommentRecord[] = []
  for await (const record of linkRecords(store, null)) links.push(record)
  for await (const record of commentRecords(store, null)) comments.push(record)
  return { links, comments }
}

/** All that `export` prints of a store. */
export interface AllExports extends Exports {
  readonly issues: readonly IssueRecord[]
  readonly series: readonly SeriesRecord[]
}

export async function allExportsOf(store: Database): Promise<AllExports> {
  const [issues, series]: [IssueRecord[], SeriesRecord[]] = [[], []]
  for await (const record of issueRecords(store, null)) issues.push(record)
  for await (const record of seriesRecords(store, null)) series.push(record)
  return { ...(await exportsOf(store)), issues, series }
}

/** All that `export` prints of the store in a file. */
export async function allExportsIn(path: string): Promise<AllExports> {
  const store = await openForQuery(path)
  return allExportsOf(store).finally(() => store.close())
}

/** All that `export` prints of a fresh store of these sources. */
export async function freshExports(...sources: string[]): Promise<AllExports> {
  return withStore(async (store) => (await ingest(store, sources), allExportsOf(store)))
}

/** Both say the same; else the first record that differs is shown, not thousands of lines. */
export function assertSameExports(actual: AllExports, expected: AllExports): void {
  for (const kind of ['links', 'comments', 'issues', 'series'] as const) {
    for (const [i, record] of expected[kind].entries())
      assert.deepEqual(actual[kind][i], record, `${kind}, record ${i}`)
    assert.equal(actual[kind].length, expected[kind].length, `how many ${kind}`)
  }
}

/** What sources become in a fresh store. */
export async function ingested(
  ...sources: string[]
): Promise<Exports & { readonly summary: IngestSummary }> {
  return withStore(async (store) => {
    const summary = await ingest(store, sources)
    return { summary, ...(await exportsOf(store)) }
  })
}

/** Writes a file into a folder and returns its path. */
export function written(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** Rows of each table of a store. */
export async function rowCounts(store: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { name } of TABLES) {
    counts[name] = (await store.get<{ n: number }>(`SELECT count(*) AS n FROM "${name}"`))?.n ?? 0
  }
  return counts
}
