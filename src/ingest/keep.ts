import type { ContentKind } from '../model/content.ts'
import type { SourceSummary } from '../model/report/ingest.ts'
import type { ListedProblem } from '../model/problem.ts'
import type { SourceStep } from '../model/source.ts'
import type { Remote } from '../mail/lore/lore.ts'
import type { Database } from '../store/store.ts'
import { addMessages, type FactHead } from '../store/write/facts.ts'
import { addProblems } from '../store/write/problems.ts'
import { parseBatch } from './batch.ts'
import type { ReadBatch } from './content.ts'
import type { Pool } from './pool.ts'
import type { Stage } from './refresh.ts'

/** Told of each problem as it is met, and of progress. */
export interface IngestListener {
  problem?(problem: ListedProblem): void
  progress?(done: Progress): void
  /** The store was made by another program; all of it is to be derived anew. */
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

/** What a run has done so far. */
export interface Tally {
  read: number
  added: number
  known: number
  removed: number
  kinds: Record<ContentKind, number>
  comments: number
  problems: ListedProblem[]
}

/** Nothing done yet. */
export function newTally(): Tally {
  return {
    read: 0,
    added: 0,
    known: 0,
    removed: 0,
    kinds: { cover: 0, patch: 0, reply: 0, other: 0 },
    comments: 0,
    problems: [],
  }
}

/** One run: what its parts share. */
export interface Run {
  readonly store: Database
  readonly tally: Tally
  readonly listener: IngestListener
  readonly pool: Pool | null
  readonly remote: Remote | undefined
}

/** A source as the user named it, and as the store knows it. */
export interface Named {
  readonly source: string
  readonly location: string
}

/** Steps of a source that are kept in one transaction. */
export interface Batch {
  readonly steps: readonly SourceStep[]
  readonly understood: Promise<readonly ReadBatch[]>
}

/**
 * Begins to take steps apart.
 * @param deflates as the dialect of the store says; @param pool `null`: in this thread
 */
export function begun(steps: readonly SourceStep[], deflates: boolean, pool: Pool | null): Batch {
  const mails = steps.flatMap(({ raw, removed }) => (raw ? [{ raw, removed }] : []))
  const understood = parseBatch(pool, mails, deflates)
  // Where a full disk ends the run, nobody waits for what was read ahead.
  understood.catch(() => undefined)
  return { steps, understood }
}

/** Where a source gave marks alone. */
const NOTHING: ReadBatch = {
  read: 0,
  facts: { heads: [], people: [], tables: [] },
  problems: [],
}

/** A part of a source that cannot be read. */
export function lostPart(
  source: string,
  { text, at }: NonNullable<SourceStep['problem']>,
): ListedProblem {
  return { kind: 'unreadable', text, line: null, source, at, messageId: null, fatal: true }
}

/** Lists a problem, for now and with the store. */
export async function fail(
  { store, tally, listener }: Run,
  location: string,
  problem: ListedProblem,
): Promise<void> {
  tally.problems.push(problem)
  listener.problem?.(problem)
  await addProblems(store, location, [problem])
}

/** Keeps a batch, with how far its source has been read; gives what is new in the store. */
export async function keep(
  run: Run,
  { source, location }: Named,
  { steps, understood }: Batch,
): Promise<FactHead[]> {
  const { store, tally, listener } = run
  for (const problem of steps.flatMap(({ problem }) => problem ?? []))
    await fail(run, location, lostPart(source, problem))
  const said = await understood
  const parts = said.length === 0 ? [NOTHING] : said
  const fresh: FactHead[] = []
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
    fresh.push(...added)
    for (const { kind, comments } of added) {
      tally.kinds[kind]++
      tally.comments += comments
    }
  }
  listener.progress?.({ stage: 'reading', done: tally.read, share: steps.at(-1)?.share ?? null })
  return fresh
}

/**
 * Two mails may have one Message-ID; archives keep both, and here the first one stands, but where
 * it is no more than the beginning of the other.
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
