import { NOTHING_KEPT, type KeptSeries } from '../model/kept.ts'
import type { ListedRecord, ListReport } from '../model/report/list.ts'
import { owedToHumans } from '../store/lookup/waiting.ts'
import { listSeries, type ListedSeries, type SeriesFilter } from '../store/standings.ts'
import type { Database } from '../store/store.ts'
import { Handles } from './named/handles.ts'
import { withKnownNames } from './named/known-names.ts'
import { newestMail } from './named/newest.ts'

/** After so many days without mail nobody is waiting any more, unless somebody says so. */
export const STALE_DAYS = 120

/** What of the list is asked for. */
export type ListFilter = Omit<SeriesFilter, 'only' | 'without' | 'first'> & {
  /** Only what lies about. */
  readonly stale?: boolean
  /** What the user keeps of series. */
  readonly kept?: KeptSeries
  /** Only what the user has starred, or ignores. */
  readonly starred?: boolean
  readonly ignored?: boolean
  /** `false`: what robots raised is not counted as open. */
  readonly robots?: boolean
}

/**
 * Series that fit a filter, newest activity first unless sorted otherwise; those that the user
 * ignores are left out.
 * @param now milliseconds since 1970; times are counted from the newest mail before it
 */
export async function listReport(
  store: Database,
  {
    stale = false,
    kept = {},
    starred = false,
    ignored = false,
    robots = true,
    ...filter
  }: ListFilter,
  now: number,
): Promise<ListReport> {
  const newest = await newestMail(store, new Date(now).toISOString())
  const clock = clockOf(newest, now)
  const named = (pick: 'star' | 'ignore'): string[] =>
    Object.entries(kept).flatMap(([name, one]) => (one[pick] ? [name] : []))
  const lying = stale ? { before: staleBefore(clock), notState: 'applied' as const } : {}
  const first = named('star')
  const wanted = { ...filter, ...lying, first, ...(starred ? { only: first } : {}) }
  const left = named('ignore')
  const { series, total } = await listSeries(store, {
    ...wanted,
    ...(ignored ? { only: left } : left.length > 0 ? { without: left } : {}),
  })
  const all = left.length > 0 && !ignored ? await listSeries(store, { ...wanted, limit: 0 }) : null
  const handleFor = await Handles.naming(store)
  return withKnownNames(store, {
    schema: 'patchtrail/list/1',
    total,
    newest,
    ignored: all === null ? 0 : all.total - total,
    robots,
    series: (robots ? series : await withoutRobots(store, series)).map((one) =>
      recordOf(one, handleFor, kept, clock),
    ),
  })
}

/** The same series, with what humans asked for alone as open and promised. */
async function withoutRobots(
  store: Database,
  series: readonly ListedSeries[],
): Promise<ListedSeries[]> {
  const owed = await owedToHumans(
    store,
    series.map(({ key }) => key),
  )
  return series.map((one) => {
    const counts = owed.get(one.key) ?? { open: 0, agreed: 0 }
    return { ...one, standing: { ...one.standing, ...counts } }
  })
}

function recordOf(
  { name, title, author, messageId, standing, waitingSince }: ListedSeries,
  handleFor: (name: string) => string,
  kept: KeptSeries,
  now: number,
): ListedRecord {
  return {
    id: name,
    handle: handleFor(name),
    title,
    author,
    messageId,
    standing,
    stale: isStale(standing.activity, standing.state, now),
    waitingSince,
    kept: kept[name] ?? NOTHING_KEPT,
  }
}

/**
 * What time it is for a store: that of its newest mail. In an archive that is not read every day,
 * nobody can tell what happened since.
 */
export function clockOf(newest: string | null, now: number): number {
  return newest === null ? now : Math.min(now, Date.parse(newest))
}

/** Is a series left lying? What is applied is done. */
export function isStale(activity: string | null, state: string, now: number): boolean {
  return state !== 'applied' && (activity === null || activity < staleBefore(now))
}

function staleBefore(now: number): string {
  return new Date(now - STALE_DAYS * 86400000).toISOString()
}
