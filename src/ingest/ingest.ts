import type { ContentKind } from '../model/content.ts'
import type { IngestSummary, SourceSummary } from '../model/report/ingest.ts'
import type { ListedProblem } from '../model/problem.ts'
import type { SourceStep } from '../model/source.ts'
import type { Remote } from '../mail/lore/lore.ts'
import { SourceError } from '../mail/source-error.ts'
import { locationOf, readSource } from '../mail/source/sources.ts'
import { expectMuch } from './engine.ts'
import { Pool } from './pool.ts'
import { refresh, type Stage } from './refresh.ts'
import { reachedParts } from '../store/sources.ts'
import { isOutdated } from '../store/stamp.ts'
import type { Database } from '../store/store.ts'
import { addMessages, type FactHead } from '../store/write/facts.ts'
import { addProblems } from '../store/write/problems.ts'
import { batchesOf } from './batches.ts'
import { parseBatch } from './batch.ts'
import type { ReadBatch } from './content.ts'

/** Batches that are read while earlier ones are taken apart. */
const AHEAD = 3
/** So many are taken apart sooner than a worker has started; most runs have no more. */
const FEW_BATCHES = 3

/** Told of each problem as it is met, and of progress. */
export interface IngestListener {
  problem?(problem: ListedProblem): void
  progress?(done: Progress): void
  /** The store was made by another program; all of it is derived anew. */
  outdated?(): void
  /** A source is done. */
  source?(done: SourceSummary): void
}

/** How far a run is. */
export interface Progress {
  readonly stage: 'reading' | Stage
  /** Messages done in this stage. */
  readonly done: number
  /** Of the stage, 0 to 1; `null` where it cannot be told. */
  readonly share: number | null
}

interface Tally {
  read: number
  added: number
  known: number
  removed: number
  kinds: Record<ContentKind, number>
  comments: number
  problems: ListedProblem[]
}

/** One run: what its parts share. */
interface Run {
  readonly store: Database
  readonly tally: Tally
  readonly listener: IngestListener
  readonly pool: Pool | null
  readonly remote: Remote | undefined
}

/**
 * Reads what is new in sources into the store and refreshes what is derived from it. A source or
 * message that cannot be read is a listed problem; the rest is kept. Throws StoreError.
 * @param remote how sources on the web are had
 */
export async function ingest(
  store: Database,
  sources: readonly string[],
  listener: IngestListener = {},
  remote?: Remote,
): Promise<IngestSummary> {
  const started = performance.now()
  expectMuch()
  const tally: Tally = {
    read: 0,
    added: 0,
    known: 0,
    removed: 0,
    kinds: { cover: 0, patch: 0, reply: 0, other: 0 },
    comments: 0,
    problems: [],
  }
  const pool = Pool.for(store.path)
  try {
    if (await isOutdated(store)) {
      listener.outdated?.()
      await (await import('./upgrade.ts')).upgrade(store)
    }
    for (const source of sources)
      await ingestSource({ store, tally, listener, pool, remote }, source)
    const refreshed = await refresh(
      store,
      (done, of, stage) => listener.progress?.({ stage, done, share: of === 0 ? null : done / of }),
      pool,
    )
    return { ...tally, ...refreshed, seconds: (performance.now() - started) / 1000 }
  } finally {
    await pool?.close()
  }
}

/** A source as the user named it, and as the store knows it. */
interface Named {
  readonly source: string
  readonly location: string
}

/** Steps of a source that are kept in one transaction. */
interface Batch {
  readonly steps: readonly SourceStep[]
  readonly understood: Promise<readonly ReadBatch[]>
}

/**
 * Batches are read ahead and taken apart by workers; they are kept in the order in which they were
 * read.
 */
async function ingestSource(run: Run, source: string): Promise<void> {
  const location = locationOf(source, run.remote)
  const started = performance.now()
  const before = { ...run.tally }
  const reached = await reachedParts(run.store, location)
  const waiting: Batch[] = []
  const keepNext = async (): Promise<void> => {
    const batch = waiting.shift()
    if (batch) await keep(run, { source, location }, batch)
  }
  let count = 0
  try {
    for await (const steps of batchesOf(readSource(source, reached, run.remote))) {
      const understood = parseBatch(
        count++ < FEW_BATCHES ? null : run.pool,
        steps.flatMap(({ raw, removed }) => (raw ? [{ raw, removed }] : [])),
      )
      // Where a full disk ends the run, nobody waits for what was read ahead.
      understood.catch(() => undefined)
      waiting.push({ steps, understood })
      if (waiting.length > AHEAD || !run.pool) await keepNext()
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    while (waiting.length > 0) await keepNext()
    await fail(run, location, lostPart(source, { text: error.message, at: error.at }))
  }
  while (waiting.length > 0) await keepNext()
  const { read, added, removed } = run.tally
  run.listener.source?.({
    source,
    read: read - before.read,
    added: added - before.added,
    removed: removed - before.removed,
    seconds: (performance.now() - started) / 1000,
  })
}

/** Where a source gave marks alone. */
const NOTHING: ReadBatch = {
  read: 0,
  facts: { heads: [], people: [], tables: [] },
  problems: [],
}

/** A part of a source that cannot be read. */
function lostPart(source: string, { text, at }: NonNullable<SourceStep['problem']>): ListedProblem {
  return { kind: 'unreadable', text, line: null, source, at, messageId: null, fatal: true }
}

async function fail(
  { store, tally, listener }: Run,
  location: string,
  problem: ListedProblem,
): Promise<void> {
  tally.problems.push(problem)
  listener.problem?.(problem)
  await addProblems(store, location, [problem])
}

async function keep(
  run: Run,
  { source, location }: Named,
  { steps, understood }: Batch,
): Promise<void> {
  const { store, tally, listener } = run
  for (const problem of steps.flatMap(({ problem }) => problem ?? []))
    await fail(run, location, lostPart(source, problem))
  const said = await understood
  const parts = said.length === 0 ? [NOTHING] : said
  for (const [i, { read, facts, problems }] of parts.entries()) {
    const isLast = i === parts.length - 1
    const marks = isLast ? steps.flatMap(({ checkpoint }) => checkpoint ?? []) : []
    const { added, others, mended, removed } = await addMessages(store, location, facts, marks)
    const listed = [
      ...problems,
      ...others.map(otherCopy(source, 'and other words was left out')),
      ...mended.map(otherCopy(source, 'is whole; the one kept before was cut short and made way')),
    ]
    for (const problem of listed) {
      tally.problems.push(problem)
      listener.problem?.(problem)
    }
    await addProblems(store, location, listed)
    tally.read += read
    tally.removed += removed
    tally.known += facts.heads.filter((head) => !head.removed).length - added.length
    tally.added += added.length
    for (const { kind, comments } of added) {
      tally.kinds[kind]++
      tally.comments += comments
    }
  }
  listener.progress?.({ stage: 'reading', done: tally.read, share: steps.at(-1)?.share ?? null })
}

/**
 * Two mails may have one Message-ID; archives keep both, and here the first one stands, but where it
 * is no more than the beginning of the other.
 */
function otherCopy(source: string, what: string): (head: FactHead) => ListedProblem {
  return ({ id, foundAt }) => ({
    kind: 'other-copy',
    text: `another mail with the Message-ID ${id} ${what}`,
    line: null,
    source,
    at: foundAt.at,
    messageId: id,
    fatal: false,
  })
}
