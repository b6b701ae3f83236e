import { NOTHING_KEPT } from '../model/kept.ts'
import { SEARCH_INS } from '../model/query.ts'
import { SERIES_STATES, TURNS } from '../model/review.ts'
import { UserError } from '../model/user-error.ts'
import { diffReport } from '../query/diff.ts'
import { explainReport } from '../query/explain.ts'
import { ALL_ISSUES, issuesOf, issuesReport, OPEN_ISSUES } from '../query/issues.ts'
import { clockOf, type ListFilter } from '../query/list.ts'
import { withProse } from '../query/prose.ts'
import { showMessage } from '../query/show.ts'
import { withKnownNames } from '../query/named/known-names.ts'
import { pendingMaterial, statusOf } from '../query/status.ts'
import { issueReport, recordOf } from '../query/issue.ts'
import { neighboursOf } from '../query/neighbours.ts'
import { overviewOf } from '../query/pages/overview.ts'
import { titleWords } from '../query/pages/complete.ts'
import { rawReport } from '../query/raw.ts'
import { diffPage } from '../report/html/diff-page.ts'
import { explainPage } from '../report/html/explain-page.ts'
import { listPage, type ListChoice, type ListPlace } from '../report/html/list-page.ts'
import { messagePage } from '../report/html/message-page.ts'
import { numbersPage } from '../report/html/numbers-page.ts'
import { rawPage } from '../report/html/raw-page.ts'
import { idPart } from '../report/html/site.ts'
import { searchPage } from '../report/html/search-page.ts'
import { issuesPage, seriesPage } from '../report/html/series-page.ts'
import { issuePage } from '../report/html/small-pages.ts'
import { SERIES_SORTS } from '../model/query.ts'
import type { Database } from '../store/store.ts'
import { waitingOver } from '../stores/notices.ts'
import type { Stores } from '../stores/stores.ts'
import { listOver, narrowedTo } from '../stores/over/list.ts'
import { numbersOver } from '../stores/over/numbers.ts'
import { completeOver } from '../stores/over/complete.ts'
import { searchOver } from '../stores/over/search.ts'
import { seriesTitled, titlesHolding } from '../store/lookup/complete.ts'
import { keysOfIds } from '../store/read-derived.ts'
import { dayBefore } from '../text/day-before.ts'
import { messageIdOf } from '../text/message-ids.ts'
import {
  fieldsText,
  oneOf,
  refusePage,
  wholeNumber,
  type Elsewhere,
  type Found,
  type Wish,
} from './wish.ts'

const SHOWN = 50
/** Series of that title above what was found. */
const TITLES = 4
/** Series on one page of a list, and on the longest. */
const LISTED = 60
const MOST_LISTED = 1000

export async function listAt(all: Stores, wish: Wish): Promise<Found> {
  const { site, field, now, seen } = wish
  const kept = wish.kept ?? {}
  const choice: ListChoice = {
    title: field('title'),
    author: field('author'),
    reviewer: field('reviewer'),
    file: field('file'),
    state: field('state'),
    turn: field('turn'),
    sort: field('sort'),
    kept: field('kept'),
  }
  refusePage(field, '?offset=60 leaves out the first 60 series')
  const limit = wholeNumber(field('limit'), LISTED, MOST_LISTED)
  const offset = wholeNumber(field('offset'), 0, 999_999)
  const since = dayBefore(field('since'), now)
  const list = field('list')
  const asked = { ...listFilter(choice, since, limit), ...(list ? { list } : {}), offset, kept }
  const { stores, filter } = narrowedTo(all, asked)
  const report = await listOver(stores, filter, now)
  const at = (fields: Readonly<Record<string, string>>): string =>
    fieldsText({ ...choice, list, since: field('since'), limit: field('limit'), ...fields })
  const isMore = report.total > offset + report.series.length && report.series.length > 0
  const place: ListPlace = {
    now: clockOf(report.newest, now),
    offset,
    before: offset > 0 ? `/${at({ offset: textOfOffset(offset - limit) })}` : null,
    after: isMore ? `/${at({ offset: String(offset + limit) })}` : null,
    asked: at({ offset: field('offset') }),
    sorted: (sort) => `/${at({ sort })}`,
    ignored: `/${at({ kept: 'ignored', offset: '' })}`,
    waiting: report.series.length === 0 ? await waitingOver(stores) : null,
    seen: wish.kept === null ? null : seen,
  }
  return { json: report, page: listPage(site, report, choice, place) }
}

/** What lies about is no state of its own, and is asked for as one. */
const LISTED_STATES = [...SERIES_STATES, 'stale'] as const

function textOfOffset(offset: number): string {
  return offset > 0 ? String(offset) : ''
}

/** What a reader chose, as the query takes it. Throws UserError. */
function listFilter(choice: ListChoice, since: string | null, limit: number): ListFilter {
  const state = oneOf('state', choice.state, LISTED_STATES)
  const turn = oneOf('turn', choice.turn, TURNS)
  const sort = oneOf('sort', choice.sort, SERIES_SORTS)
  return {
    title: choice.title.trim(),
    author: choice.author,
    reviewer: choice.reviewer,
    file: choice.file,
    limit,
    ...(state && state !== 'stale' ? { state } : {}),
    ...(turn ? { turn } : {}),
    ...(sort ? { sort } : {}),
    ...(since ? { since } : {}),
    ...(state === 'stale' ? { stale: true } : {}),
    starred: choice.kept === 'starred',
    ignored: choice.kept === 'ignored',
  }
}

export async function seriesAt(store: Database, wish: Wish): Promise<Found> {
  const { site, part, now, kept, seen } = wish
  const read = await pendingMaterial(store, part('id'))
  const told = await withKnownNames(store, await statusOf(store, read, now))
  const status = { ...told, ...wish.on }
  const issues = await withKnownNames(store, issuesOf(read, OPEN_ISSUES, status.stale))
  const { id, standing } = status
  const overview = overviewOf(read.material, issues, seen[id] ?? null)
  const own = kept === null ? null : (kept[id] ?? NOTHING_KEPT)
  return {
    json: status,
    page: seriesPage(site, status, issues, overview, own),
    address: `/s/${idPart(id)}/`,
    visits: { id, activity: standing.activity ?? '' },
  }
}

export async function issuesAt(store: Database, { site, part }: Wish): Promise<Found> {
  const report = await issuesReport(store, part('id'), ALL_ISSUES)
  return { json: report, page: issuesPage(site, report) }
}

/** The way to the comparison of two versions that were chosen. */
export function compareAt(_: Stores, { part, field }: Wish): Promise<Elsewhere> {
  const range = `${encodeURIComponent(field('from'))}..${encodeURIComponent(field('to'))}`
  return Promise.resolve({ location: `/s/${idPart(part('id'))}/${range}/` })
}

export async function diffAt(store: Database, { site, part }: Wish): Promise<Found> {
  const [from = '', to = ''] = part('range').split('..')
  const report = await diffReport(store, part('id'), from, to)
  const all = await issuesReport(store, report.id, ALL_ISSUES)
  return { json: report, page: diffPage(site, report, all) }
}

export async function messageAt(store: Database, { site, part, field }: Wish): Promise<Found> {
  const report = withProse(await showMessage(store, part('id')))
  const near = await neighboursOf(store, part('id'))
  const view = field('view') === 'split' ? 'split' : 'unified'
  return { json: report, page: messagePage(site, report, near, view) }
}

/** A store at a glance. */
export async function numbersAt(stores: Stores, { site }: Wish): Promise<Found> {
  const report = await numbersOver(stores)
  return { json: report, page: numbersPage(site, report) }
}

export async function rawAt(store: Database, { site, part }: Wish): Promise<Found> {
  const report = await rawReport(store, part('id'))
  return { json: report, page: rawPage(site, report) }
}

export async function issueAt(store: Database, { site, part }: Wish): Promise<Found> {
  const { issue, series } = await issueReport(store, `${part('id')}#${part('number')}`)
  return { json: recordOf(issue), page: issuePage(site, issue, series) }
}

export async function explainAt(store: Database, { site, part }: Wish): Promise<Found> {
  const report = await explainReport(store, `${part('id')}#${part('number')}`)
  return { json: report, page: explainPage(site, report) }
}

/** How a query that is being typed may go on. */
export async function completeAt(stores: Stores, { field, searches }: Wish): Promise<string> {
  const query = field('q').trimStart().slice(0, LONGEST_QUERY)
  return JSON.stringify(await completeOver(stores, query, searches))
}

/** What was found; a Message-ID, or a file and line, leads to its page at once. */
export async function searchAt(
  stores: Stores,
  { site, field, now, kept, searches }: Wish,
): Promise<Found | Elsewhere> {
  const query = field('q').trim()
  if (query === '') throw new UserError('mistake', NO_QUERY)
  const known = query.startsWith('@') ? searches[query.slice(1)] : undefined
  if (known !== undefined) return { location: `/search?q=${encodeURIComponent(known)}` }
  const location = await placeNamed(stores, query)
  if (location !== null) return { location }
  const kind = SEARCH_INS.find((one) => one === field('in')) ?? null
  const sort = field('sort') === 'date' ? 'date' : 'relevance'
  const offset = wholeNumber(field('offset'), 0, 100_000)
  const report = await searchOver(stores, query, { in: kind, sort, limit: SHOWN, offset, now })
  const at = (from: number): string =>
    `/search?q=${encodeURIComponent(query)}&in=${report.in}&sort=${sort}&offset=${from}`
  const around = {
    before: offset > 0 ? at(Math.max(0, offset - SHOWN)) : null,
    after: offset + SHOWN < report.total ? at(offset + SHOWN) : null,
  }
  const saved =
    kept === null ? null : (Object.entries(searches).find(([, q]) => q === query)?.[0] ?? '')
  const titles = offset === 0 ? await seriesNamed(stores, query) : []
  return { json: report, page: searchPage(site, report, { ...around, titles }, saved) }
}

/** Characters of a query that can be completed. */
const LONGEST_QUERY = 200

const NO_QUERY =
  'type what to search for: words, "phrases", file:, fn:, by:, is:open, s:, dfb: ..., a Message-ID, or a path and line as x.c:120'

/** Series whose titles hold the words of a query, where it has words alone. */
async function seriesNamed(
  stores: Stores,
  query: string,
): Promise<readonly { readonly name: string; readonly title: string }[]> {
  const words = titleWords(query)
  if (words.length === 0) return []
  const found = await stores.each(({ store }) => titlesHolding(store, words, TITLES))
  const all = found.flatMap(({ answer }) => answer)
  return [...new Map(all.map((one) => [one.name, one])).values()].slice(0, TITLES)
}

/** A path with a line behind it. */
const FILE_LINE = /^[\w.+-]+(?:\/[\w.+-]+)*\.\w+:\d+$/

/** The address of the page that is named instead of searched for; `null` where none is. */
async function placeNamed(stores: Stores, query: string): Promise<string | null> {
  if (FILE_LINE.test(query)) return `/feedback/?path=${encodeURIComponent(query)}`
  const id = messageIdOf(query)
  const there = await stores.each(({ store }) => keysOfIds(store, id === null ? [] : [id]))
  if (id !== null && there.some(({ answer }) => answer.length > 0)) return `/m/${idPart(id)}/`
  const titled = await stores.each(({ store }) => seriesTitled(store, query))
  const [only, another] = [...new Set(titled.flatMap(({ answer }) => answer ?? []))]
  return only === undefined || another !== undefined ? null : `/s/${idPart(only)}/`
}
