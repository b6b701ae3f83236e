import type { Rung } from '../model/link.ts'
import type { DerivedThreads } from './thread-rows.ts'
import { derive, type Derivation, type Group } from './derive.ts'
import { collectGarbage, expectMuch } from './engine.ts'
import { Pool } from './pool.ts'
import { refreshSeries } from './refresh-series.ts'
import { noCounts, type ThreadCounts } from '../linking/counts.ts'
import { saveReviews, staleSeries, stillStaleSeries, type ReviewRows } from '../store/reviews.ts'
import { stampDerived } from '../store/stamp.ts'
import type { Database } from '../store/store.ts'
import { staleThreads, stillStale } from '../store/threads.ts'
import { saveThreads } from '../store/write/threads.ts'

/** Messages per transaction. */
const BATCH = 100
/** Fewer messages are derived sooner than worker threads have started. */
const WORTH_WORKERS = 1500

export type Stage = 'linking' | 'reviewing'

/** What a refresh did. */
export interface Refreshed {
  readonly quotedLines: Readonly<Record<Rung | 'none', number>>
  readonly ambiguousLines: number
  readonly threads: number
  readonly copies: number
}

/** Told how many of how many messages are done. */
export type RefreshListener = (done: number, of: number, stage: Stage) => void

/**
 * Derives anew what the work lists name: which patches make which series, then threads, then the
 * review of each series, in groups that fit into memory. A run killed anywhere is taken up by the
 * next one.
 * @param pool worker threads that are there already
 */
export async function refresh(
  store: Database,
  progress: RefreshListener = () => undefined,
  pool: Pool | null = null,
): Promise<Refreshed> {
  const counts = noCounts()
  const threads = await staleThreads(store)
  if (threads.length > 0) {
    expectMuch()
    await refreshSeries(store)
  }
  const messages = threads.reduce((sum, { length }) => sum + length, 0)
  if (messages >= WORTH_WORKERS) collectGarbage()
  const own = pool === null ? Pool.for(store.path) : null
  try {
    await derive(
      store,
      messages < WORTH_WORKERS ? null : (pool ?? own),
      groupsOf(threads, ({ length }) => length),
      threadStage(store, counts),
      (done) => progress(done, messages, 'linking'),
    )
    const series = await staleSeries(store)
    const total = series.reduce((sum, s) => sum + s.messages * 2, 0)
    await derive(
      store,
      total < WORTH_WORKERS ? null : (pool ?? own),
      groupsOf(series, (s) => s.messages * 2),
      reviewStage(store),
      (done) => progress(done, total, 'reviewing'),
    )
    await stampDerived(store)
  } finally {
    await own?.close()
  }
  return { ...counts, threads: threads.length }
}

/** Items in groups whose sizes come to a batch. */
function groupsOf<T>(items: readonly T[], sizeOf: (item: T) => number): Group<T>[] {
  const groups: { items: T[]; size: number }[] = []
  for (const item of items) {
    const last = groups.at(-1)
    if (last && last.size < BATCH) {
      last.items.push(item)
      last.size += sizeOf(item)
    } else groups.push({ items: [item], size: sizeOf(item) })
  }
  return groups
}

function threadStage(
  store: Database,
  counts: ThreadCounts,
): Derivation<readonly number[], DerivedThreads> {
  return {
    job: (threads) => ({ kind: 'threads', threads }),
    here: async (threads) =>
      (await import('./thread-rows.ts')).deriveThreads(store, await stillStale(store, threads)),
    save: async ({ rows, counts: more }) => {
      await saveThreads(store, rows)
      for (const [rung, lines] of Object.entries(more.quotedLines))
        counts.quotedLines[rung as Rung] += lines
      counts.ambiguousLines += more.ambiguousLines
      counts.copies += more.copies
    },
  }
}

function reviewStage(store: Database): Derivation<{ readonly series: number }, ReviewRows> {
  return {
    job: (series) => ({ kind: 'reviews', series: series.map((s) => s.series) }),
    here: async (series) =>
      (await import('./review-rows.ts')).deriveReviews(
        store,
        await stillStaleSeries(
          store,
          series.map((s) => s.series),
        ),
      ),
    save: (reviews) => saveReviews(store, reviews),
  }
}
