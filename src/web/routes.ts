import { listFeed, personFeed, seriesFeed } from './feeds.ts'
import type { FeedWish } from './feeds.ts'
import { feedbackAt, reviewersAt } from './code-pages.ts'
import { markdownAt, mboxAt, recentAt, threadAt, threadMboxAt } from './mail-pages.ts'
import {
  compareAt,
  completeAt,
  diffAt,
  explainAt,
  issueAt,
  issuesAt,
  listAt,
  messageAt,
  numbersAt,
  rawAt,
  searchAt,
  seriesAt,
} from './pages.ts'
import { pageOf, textOn } from './held.ts'
import { mineAt, personAt, sinceAt } from './person-pages.ts'
import type { Build, Elsewhere, Found } from './wish.ts'

/** A page, and the address of the same as data. */
export interface PageRoute {
  readonly pattern: string
  /** `null`: there are no data of its own. */
  readonly json: string | null
  readonly build: Build<Found | Elsewhere>
  /** What of the reader's own it shows: nothing, who it is, what is kept of this series, or all. */
  readonly own: 'none' | 'me' | 'series' | 'all'
}

const DATA = '{[^/]+\\.json}'
const RANGE = ':range{[^/]+\\.\\.[^/]+}'
/** A Message-ID, as it stands in the address of an archive. */
const ANY_ID = ':id{[^/]*(?:@|%40)[^/]*}'
const NUMBER = ':number{[0-9]+}'

/** All pages. */
export const PAGES: readonly PageRoute[] = [
  { pattern: '/', json: '/list.json', build: listAt, own: 'all' },
  { pattern: '/search', json: '/search.json', build: searchAt, own: 'all' },
  { pattern: '/recent/', json: '/recent.json', build: recentAt, own: 'none' },
  { pattern: '/my/', json: '/my.json', build: mineAt, own: 'all' },
  { pattern: '/numbers/', json: '/numbers.json', build: numbersAt, own: 'none' },
  { pattern: '/feedback/', json: '/feedback.json', build: feedbackAt, own: 'none' },
  { pattern: '/who/', json: '/who.json', build: reviewersAt, own: 'none' },
  { pattern: '/m/:id/raw', json: '/m/:id/raw.json', build: pageOf('message', rawAt), own: 'none' },
  { pattern: '/m/:id/', json: `/m/:id${DATA}`, build: pageOf('message', messageAt), own: 'none' },
  { pattern: '/t/:id/', json: `/t/:id${DATA}`, build: pageOf('message', threadAt), own: 'none' },
  {
    pattern: '/s/:id/issues/',
    json: '/s/:id/issues.json',
    build: pageOf('series', issuesAt),
    own: 'none',
  },
  { pattern: '/s/:id/compare', json: null, build: compareAt, own: 'none' },
  { pattern: '/s/:id/since/', json: null, build: pageOf('series', sinceAt), own: 'me' },
  {
    pattern: `/s/:id/${RANGE}/`,
    json: '/s/:id/:range{[^/]+\\.\\.[^/]+\\.json}',
    build: pageOf('series', diffAt),
    own: 'none',
  },
  { pattern: '/s/:id/', json: `/s/:id${DATA}`, build: pageOf('series', seriesAt), own: 'series' },
  {
    pattern: `/i/:id/${NUMBER}/`,
    json: '/i/:id/:number{[0-9]+\\.json}',
    build: pageOf('message', issueAt),
    own: 'none',
  },
  {
    pattern: `/i/:id/${NUMBER}/why/`,
    json: `/i/:id/${NUMBER}/why.json`,
    build: pageOf('message', explainAt),
    own: 'none',
  },
  { pattern: '/p/:address/', json: `/p/:address${DATA}`, build: personAt, own: 'none' },
]

/** Texts that are no pages. */
export const TEXTS: readonly (readonly [pattern: string, type: string, build: Build<string>])[] = [
  ['/m/:id/mbox', 'application/mbox', textOn('message', mboxAt)],
  ['/t/:id/mbox', 'application/mbox', textOn('message', threadMboxAt)],
  ['/complete.json', 'application/json; charset=utf-8', completeAt],
  ['/s/:id/issues.md', 'text/plain; charset=utf-8', textOn('series', markdownAt)],
]

/** Feeds of what is new. */
export const FEEDS: readonly (readonly [pattern: string, build: Build<string, FeedWish>])[] = [
  ['/feed.atom', listFeed],
  ['/s/:id/feed.atom', textOn('series', seriesFeed)],
  ['/p/:address/feed.atom', personFeed],
]

/** Addresses that lead on: without their slash, and as an archive writes them. */
export const REDIRECTS: readonly (readonly [pattern: string, to: (id: string) => string])[] = [
  ['/m/:id/raw/', (id) => `/m/${id}/raw`],
  [`/:list/${ANY_ID}/`, (id) => `/m/${id}/`],
  [`/:list/${ANY_ID}`, (id) => `/m/${id}/`],
  [`/:list/${ANY_ID}/T/`, (id) => `/t/${id}/`],
  [`/:list/${ANY_ID}/t/`, (id) => `/t/${id}/`],
  [`/:list/${ANY_ID}/raw`, (id) => `/m/${id}/mbox`],
]

/** Patterns that are the same with a slash at their end. */
export const SLASHED: readonly string[] = [
  '/m/:id',
  '/t/:id',
  '/s/:id',
  '/p/:address',
  '/s/:id/issues',
  '/s/:id/since',
  `/s/:id/${RANGE}`,
  `/i/:id/${NUMBER}`,
  `/i/:id/${NUMBER}/why`,
  '/recent',
  '/my',
  '/feedback',
  '/numbers',
  '/who',
]
