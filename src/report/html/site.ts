import { messageOf, numberOf } from '../../text/comment-id.ts'

/** What a page can be about. Message-IDs are in angle brackets, as everywhere. */
export type Target =
  | { readonly page: 'list' }
  | { readonly page: 'all' }
  | { readonly page: 'search'; readonly query?: string }
  | { readonly page: 'series'; readonly id: string }
  | { readonly page: 'issues'; readonly id: string }
  | { readonly page: 'diff'; readonly id: string; readonly from: string; readonly to: string }
  | { readonly page: 'message'; readonly id: string; readonly at?: string }
  | { readonly page: 'raw'; readonly id: string; readonly line?: number }
  | { readonly page: 'issue'; readonly id: string }
  | { readonly page: 'why'; readonly id: string }
  | { readonly page: 'person'; readonly address: string }
  | { readonly page: 'thread'; readonly id: string; readonly at?: string }
  | { readonly page: 'mbox'; readonly id: string }
  | { readonly page: 'markdown'; readonly id: string }
  | { readonly page: 'since'; readonly id: string }
  | { readonly page: 'recent' }
  | { readonly page: 'numbers' }
  | { readonly page: 'mine' }
  | { readonly page: 'feedback'; readonly path?: string }
  | { readonly page: 'who'; readonly path: string }
  | { readonly page: 'feed'; readonly of: 'list' | 'series' | 'person'; readonly id?: string }
  | { readonly page: 'asset'; readonly name: AssetName }

/** Files that pages load. */
export type AssetName = 'style.css' | 'page.js' | 'icon.svg'

/** Where pages are: on a server, or files of one folder. */
export interface Site {
  /** The address of a page, to be put into a link. `null`: this site has no such page. */
  href(target: Target): string | null
  /** Has it a form to search with, and feeds? */
  readonly isServed: boolean
}

/** The addresses of each kind of page: permanent ones, by Message-ID. */
const ADDRESSES: {
  readonly [P in Target['page']]: (target: Extract<Target, { readonly page: P }>) => string
} = {
  list: () => '/',
  // Whose first page is their day asks for the list by an order.
  all: () => '/?sort=activity',
  recent: () => '/recent/',
  numbers: () => '/numbers/',
  mine: () => '/my/',
  search: ({ query }) =>
    query === undefined ? '/search' : `/search?q=${encodeURIComponent(query)}`,
  series: ({ id }) => `/s/${idPart(id)}/`,
  issues: ({ id }) => `/s/${idPart(id)}/issues/`,
  markdown: ({ id }) => `/s/${idPart(id)}/issues.md`,
  since: ({ id }) => `/s/${idPart(id)}/since/`,
  diff: ({ id, from, to }) =>
    `/s/${idPart(id)}/${encodeURIComponent(from)}..${encodeURIComponent(to)}/`,
  message: ({ id, at }) => `/m/${idPart(id)}/${anchor(at)}`,
  raw: ({ id, line }) => `/m/${idPart(id)}/raw${line ? `#L${line}` : ''}`,
  mbox: ({ id }) => `/m/${idPart(id)}/mbox`,
  thread: ({ id, at }) => `/t/${idPart(id)}/${anchor(at)}`,
  issue: ({ id }) => `/i/${idPart(messageOf(id))}/${numberOf(id)}/`,
  why: ({ id }) => `/i/${idPart(messageOf(id))}/${numberOf(id)}/why/`,
  person: ({ address }) => `/p/${encodeURIComponent(address)}/`,
  feedback: ({ path }) =>
    path === undefined ? '/feedback/' : `/feedback/?path=${encodeURIComponent(path)}`,
  who: ({ path }) => `/who/?path=${encodeURIComponent(path)}`,
  feed: feedAddress,
  asset: ({ name }) => `/${name}`,
}

/** Addresses of the pages that `serve` gives. */
export const SERVED: Site = {
  isServed: true,
  href: (target) => (ADDRESSES[target.page] as (one: Target) => string)(target),
}

function anchor(at: string | undefined): string {
  return at ? `#${encodeURIComponent(at)}` : ''
}

function feedAddress({ of, id = '' }: Extract<Target, { readonly page: 'feed' }>): string {
  if (of === 'list') return '/feed.atom'
  return of === 'series' ? `/s/${idPart(id)}/feed.atom` : `/p/${encodeURIComponent(id)}/feed.atom`
}

/** A Message-ID without its brackets, as archives write it; a change-id as it is. */
export function idPart(id: string): string {
  return encodeURIComponent(id.replace(/^<(.*@.*)>$/s, '$1'))
}
