import type { ListReport } from '../model/report/list.ts'
import { listSeries, type SeriesFilter } from '../store/standings.ts'
import type { Database } from '../store/store.ts'

/** After so many days without mail nobody is waiting any more, unless somebody says so. */
export const STALE_DAYS = 120

/** What of the list is asked for; `stale`: only what lies about. */
export type ListFilter = SeriesFilter & { readonly stale?: boolean }

/**
 * Series that fit a filter, newest activity first.
 * @param now milliseconds since 1970: what is stale depends on it
 */
export async function listReport(
  store: Database,
  filter: ListFilter,
  now: number,
): Promise<ListReport> {
  const edge = staleBefore(now)
  const { series, total } = await listSeries(
    store,
    filter.stale ? { ...filter, before: edge, notState: 'applied' } : filter,
  )
  return {
    schema: 'patchtrail/list/1',
    total,
    series: series.map(({ name, title, author, messageId, standing }) => ({
      id: name,
      title,
      author,
      messageId,
      standing,
      stale: isStale(standing.activity, standing.state, now),
    })),
  }
}

/** Is a series left lying? What is applied is done. */
export function isStale(activity: string | null, state: string, now: number): boolean {
  return state !== 'applied' && (activity === null || activity < staleBefore(now))
}

function staleBefore(now: number): string {
  return new Date(now - STALE_DAYS * 86400000).toISOString()
}
