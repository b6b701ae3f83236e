import { saveReviews } from '../../store/reviews.ts'
import { joinedTo } from '../../store/joining/reached.ts'
import type { Database } from '../../store/store.ts'
import { dropOthers, takeSeries } from '../../store/work/series.ts'
import { takeThreads } from '../../store/work/threads.ts'
import { saveThreads } from '../../store/write/threads.ts'
import { deriveReviews } from '../review-rows.ts'
import { deriveThreads } from '../thread-rows.ts'

/** What one transaction did. */
export interface Portion {
  readonly threads: number
  readonly messages: number
  readonly series: number
  /** Nothing was done, and others do nothing either: what is left is to be joined first. */
  readonly isIdle: boolean
}

/**
 * Takes a portion of the work lists, derives it and keeps it, in one transaction: where it ends
 * early, the lists have it still. Threads come first, for series are made of them.
 */
export async function derivePortion(store: Database): Promise<Portion> {
  return store.deriving(async () => {
    const upTo = await joinedTo(store)
    const { threads, isDone } = await takeThreads(store, upTo)
    if (threads.length > 0) {
      const { rows } = await deriveThreads(store, threads)
      await saveThreads(store, rows)
      const messages = threads.reduce((sum, { length }) => sum + length, 0)
      return { threads: threads.length, messages, series: 0, isIdle: false }
    }
    const series = isDone ? await takeSeries(store, upTo) : []
    if (series.length > 0) {
      const rows = await deriveReviews(store, series)
      await dropOthers(store, rows)
      await saveReviews(store, rows)
    }
    const isIdle = isDone && series.length === 0
    return { threads: 0, messages: 0, series: series.length, isIdle }
  })
}
