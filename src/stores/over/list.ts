import type { SeriesSort } from '../../model/query.ts'
import type { ListedRecord, ListReport } from '../../model/report/list.ts'
import { listReport, type ListFilter } from '../../query/list.ts'
import type { Homes } from '../crossings.ts'
import { noSuchStore, storesNamed, type Answered, type Stores } from '../stores.ts'
import { named, newestOf, reaching } from './merge.ts'

/** The list of one store, or of all in a folder: a series that several have is listed once. */
export async function listOver(
  stores: Stores,
  filter: ListFilter,
  now: number,
): Promise<ListReport> {
  if (stores.only) return listReport(stores.only, filter, now)
  const homes = await stores.common()
  const { offset = 0, limit } = filter
  const answers = await stores.each(({ name, store }) => {
    const wanted = { ...filter, offset: 0, limit: reaching(offset, limit) }
    return listReport(store, { ...wanted, elsewhere: homes.series.away.get(name) ?? [] }, now)
  })
  return mergedList(answers, homes, { ...filter, offset })
}

/** What a word for a list comes to. */
export interface Narrowed<Filter> {
  readonly stores: Stores
  readonly filter: Filter
}

/** A word for a list chooses stores of a folder; what is no store's name stays a filter. */
export function narrowedTo<Filter extends Pick<ListFilter, 'list'>>(
  stores: Stores,
  filter: Filter,
): Narrowed<Omit<Filter, 'list'> & Pick<ListFilter, 'list'>> {
  const { list, ...rest } = filter
  const chosen = list === undefined || stores.only ? [] : storesNamed(stores.parts, list)
  return chosen.length > 0 ? { stores: stores.narrowed(chosen), filter: rest } : { stores, filter }
}

/**
 * A word that is in the name of no store, nor of a list whose mail one of them has, is mistyped.
 * Throws UserError.
 */
export async function requireList(
  stores: Stores,
  { list }: Pick<ListFilter, 'list'>,
  now: number,
): Promise<void> {
  if (stores.only || list === undefined) return
  if ((await listOver(stores, { list, limit: 0 }, now)).total === 0)
    throw noSuchStore(stores.parts, list)
}

/** Lists of several stores as one. */
export function mergedList(
  answers: readonly Answered<ListReport>[],
  homes: Homes,
  filter: Pick<ListFilter, 'sort' | 'kept' | 'limit' | 'offset'>,
): ListReport {
  const { sort, kept = {}, limit, offset = 0 } = filter
  const series = answers.flatMap(({ part, answer }) =>
    answer.series.map((one) => listedIn(one, part.name, homes)),
  )
  const reports = answers.map(({ answer }) => answer)
  const isFirst = ({ id }: ListedRecord): number => Number(kept[id]?.star ?? false)
  return {
    schema: 'patchtrail/list/1',
    total: reports.reduce((sum, { total }) => sum + total, 0),
    newest: newestOf(reports),
    ignored: reports.reduce((sum, { ignored }) => sum + ignored, 0),
    robots: reports.every(({ robots }) => robots),
    series: series
      .sort((a, b) => isFirst(b) - isFirst(a) || inOrder(sort, a, b))
      .slice(offset, offset + limit),
  }
}

function listedIn(one: ListedRecord, store: string, homes: Homes): ListedRecord {
  return { ...one, ...named(one.id, store, homes) }
}

/** Values by which a list is sorted, one after the other: less is first. */
type Keys = readonly (string | number)[]

/** As `store/lookup/waiting.ts` has SQL sort one store. */
const KEYS: Readonly<Record<SeriesSort, (one: ListedRecord) => Keys>> = {
  activity: () => [],
  waiting: ({ waitingSince }) => [waitingSince === null ? 1 : 0, waitingSince ?? ''],
  open: ({ standing }) => [-(standing.open + standing.agreed)],
  version: ({ standing }) => [-standing.version],
  started: ({ standing }) => [standing.started === null ? 1 : 0, standing.started ?? ''],
  replies: ({ standing }) => [-standing.replies],
  title: ({ title }) => [lower(title)],
  author: ({ author }) => [lower(author.name ?? '')],
}
const BY_ACTIVITY: ReadonlySet<SeriesSort> = new Set([
  'activity',
  'open',
  'version',
  'replies',
  'author',
])

function inOrder(sort: SeriesSort = 'activity', a: ListedRecord, b: ListedRecord): number {
  const [one, other] = [KEYS[sort](a), KEYS[sort](b)]
  for (const [i, key] of one.entries()) {
    const order = compared(key, other[i] ?? '')
    if (order !== 0) return order
  }
  const newer = compared(b.standing.activity ?? '', a.standing.activity ?? '')
  return (BY_ACTIVITY.has(sort) ? newer : 0) || compared(a.id, b.id)
}

function compared(a: string | number, b: string | number): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** As NOCASE of SQLite: ASCII alone. */
function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
