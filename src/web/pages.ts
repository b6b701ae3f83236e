import { SEARCH_INS } from '../model/query.ts'
import { SERIES_STATES, TURNS } from '../model/review.ts'
import { UserError } from '../model/user-error.ts'
import { diffReport } from '../query/diff.ts'
import { explainReport } from '../query/explain.ts'
import { ALL_ISSUES, issuesOf, issuesReport, OPEN_ISSUES } from '../query/issues.ts'
import { listReport, type ListFilter } from '../query/list.ts'
import { withProse } from '../query/prose.ts'
import { searchReport } from '../query/search.ts'
import { showMessage } from '../query/show.ts'
import { seriesMaterial, statusOf } from '../query/status.ts'
import { todoReport } from '../query/todo.ts'
import { issueReport } from '../query/issue.ts'
import { neighboursOf } from '../query/neighbours.ts'
import { rawReport } from '../query/raw.ts'
import { diffPage } from '../report/html/diff-page.ts'
import { explainPage } from '../report/html/explain-page.ts'
import { listPage, type ListChoice } from '../report/html/list-page.ts'
import { messagePage } from '../report/html/message-page.ts'
import type { Page } from '../report/html/page.ts'
import { rawPage } from '../report/html/raw-page.ts'
import { searchPage } from '../report/html/search-page.ts'
import { issuesPage, seriesPage } from '../report/html/series-page.ts'
import type { Site } from '../report/html/site.ts'
import { issuePage, personPage } from '../report/html/small-pages.ts'
import type { Database } from '../store/store.ts'
import { dayBefore } from '../text/day-before.ts'

/** What is at an address: the data, and the page that shows it. */
export interface Found {
  readonly json: unknown
  readonly page: Page
}

/** What an address asks for: the parts of its path, and the fields of its query. */
export interface Wish {
  readonly site: Site
  readonly part: (name: string) => string
  readonly field: (name: string) => string
  /** Milliseconds since 1970. */
  readonly now: number
}

const SHOWN = 50
/** Series on the longest page of a list. */
const MOST_LISTED = 1000
/** Series that a page about a person looks at. */
export const LOOKED = 40

export async function listAt(store: Database, { site, field, now }: Wish): Promise<Found> {
  const choice: ListChoice = {
    title: field('title'),
    author: field('author'),
    reviewer: field('reviewer'),
    file: field('file'),
    state: field('state'),
    turn: field('turn'),
  }
  const limit = wholeNumber(field('limit'), 60, MOST_LISTED)
  const since = dayBefore(field('since'), now)
  const report = await listReport(store, listFilter(choice, since, limit), now)
  const isMore = report.total > report.series.length && limit < MOST_LISTED && site.isServed
  const addressed = (shown: string): string =>
    fieldsText({ ...choice, since: field('since'), limit: shown })
  const place = {
    now,
    more: isMore ? `/${addressed(String(Math.min(MOST_LISTED, limit * 2)))}` : null,
    asked: addressed(field('limit')),
  }
  return { json: report, page: listPage(site, report, choice, place) }
}

/**
 * What a reader chose, as the query takes it; a state or turn that there is none of is left out.
 */
function listFilter(choice: ListChoice, since: string | null, limit: number): ListFilter {
  const state = SERIES_STATES.find((one) => one === choice.state)
  const turn = TURNS.find((one) => one === choice.turn)
  return {
    title: choice.title.trim(),
    author: choice.author,
    reviewer: choice.reviewer,
    file: choice.file,
    limit,
    ...(state ? { state } : {}),
    ...(turn ? { turn } : {}),
    ...(since ? { since } : {}),
    ...(choice.state === 'stale' ? { stale: true } : {}),
  }
}

export async function seriesAt(store: Database, { site, part, now }: Wish): Promise<Found> {
  const read = await seriesMaterial(store, part('id'))
  const status = await statusOf(store, read, now)
  return {
    json: status,
    page: seriesPage(site, status, await issuesOf(store, read.material, OPEN_ISSUES)),
  }
}

export async function issuesAt(store: Database, { site, part }: Wish): Promise<Found> {
  const report = await issuesReport(store, part('id'), ALL_ISSUES)
  return { json: report, page: issuesPage(site, report) }
}

export async function diffAt(store: Database, { site, part }: Wish): Promise<Found> {
  const [from = '', to = ''] = part('range').split('..')
  const report = await diffReport(store, part('id'), from, to)
  const all = await issuesReport(store, report.id, ALL_ISSUES)
  const settled = all.versions
    .flatMap((v) => v.issues)
    .filter((issue) => issue.state === 'addressed' && issue.addressedIn === report.to.version)
  return { json: report, page: diffPage(site, report, settled) }
}

export async function messageAt(store: Database, { site, part }: Wish): Promise<Found> {
  const report = withProse(await showMessage(store, part('id')))
  return { json: report, page: messagePage(site, report, await neighboursOf(store, part('id'))) }
}

export async function rawAt(store: Database, { site, part }: Wish): Promise<Found> {
  const report = await rawReport(store, part('id'))
  return { json: report, page: rawPage(site, report) }
}

export async function issueAt(store: Database, { site, part }: Wish): Promise<Found> {
  const { issue, series } = await issueReport(store, `${part('id')}#${part('number')}`)
  return { json: issue, page: issuePage(site, issue, series) }
}

export async function explainAt(store: Database, { site, part }: Wish): Promise<Found> {
  const report = await explainReport(store, `${part('id')}#${part('number')}`)
  return { json: report, page: explainPage(site, report) }
}

export async function personAt(store: Database, { site, part }: Wish): Promise<Found> {
  const report = await todoReport(store, part('address'), null, LOOKED)
  return { json: report, page: personPage(site, report) }
}

export async function searchAt(store: Database, { site, field, now }: Wish): Promise<Found> {
  const query = field('q').trim()
  if (query === '')
    throw new UserError(
      'mistake',
      'type what to search for: words, "phrases", file:, fn:, by:, is:open, s:, dfb: ...',
    )
  const kind = SEARCH_INS.find((one) => one === field('in')) ?? null
  const sort = field('sort') === 'date' ? 'date' : 'relevance'
  const offset = wholeNumber(field('offset'), 0, 100_000)
  const report = await searchReport(store, query, { in: kind, sort, limit: SHOWN, offset, now })
  const at = (from: number): string =>
    `/search?q=${encodeURIComponent(query)}&in=${report.in}&sort=${sort}&offset=${from}`
  const around = {
    before: offset > 0 ? at(Math.max(0, offset - SHOWN)) : null,
    after: offset + SHOWN < report.total ? at(offset + SHOWN) : null,
  }
  return { json: report, page: searchPage(site, report, around) }
}

/** `?title=x&limit=60`: those that are given. */
function fieldsText(fields: Readonly<Record<string, string>>): string {
  const given = Object.entries(fields).filter(([, value]) => value !== '')
  return given.length === 0
    ? ''
    : `?${given.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}

function wholeNumber(text: string, otherwise: number, most: number): number {
  return /^\d{1,6}$/.test(text) ? Math.min(most, Number(text)) : otherwise
}
