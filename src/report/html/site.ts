import { messageOf, numberOf } from '../../text/comment-id.ts'

/** What a page can be about. Message-IDs are in angle brackets, as everywhere. */
export type Target =
  | { readonly page: 'list' }
  | { readonly page: 'search'; readonly query?: string }
  | { readonly page: 'series'; readonly id: string }
  | { readonly page: 'issues'; readonly id: string }
  | { readonly page: 'diff'; readonly id: string; readonly from: string; readonly to: string }
  | { readonly page: 'message'; readonly id: string; readonly at?: string }
  | { readonly page: 'raw'; readonly id: string; readonly line?: number }
  | { readonly page: 'issue'; readonly id: string }
  | { readonly page: 'why'; readonly id: string }
  | { readonly page: 'person'; readonly address: string }
  | { readonly page: 'feed'; readonly of: 'list' | 'series' | 'person'; readonly id?: string }
  | { readonly page: 'asset'; readonly name: 'style.css' | 'page.js' }

/** Where pages are: on a server, or files of one folder. */
export interface Site {
  /** The address of a page, to be put into a link. `null`: this site has no such page. */
  href(target: Target): string | null
  /** Has it a form to search with, and feeds? */
  readonly isServed: boolean
}

/** Addresses of the pages that `serve` gives: permanent ones, by Message-ID. */
export const SERVED: Site = {
  isServed: true,
  href(target) {
    switch (target.page) {
      case 'list':
        return '/'
      case 'search':
        return target.query === undefined
          ? '/search'
          : `/search?q=${encodeURIComponent(target.query)}`
      case 'series':
        return `/s/${idPart(target.id)}/`
      case 'issues':
        return `/s/${idPart(target.id)}/issues/`
      case 'diff':
        return `/s/${idPart(target.id)}/${encodeURIComponent(target.from)}..${encodeURIComponent(target.to)}/`
      case 'message':
        return `/m/${idPart(target.id)}/${target.at ? `#${encodeURIComponent(target.at)}` : ''}`
      case 'raw':
        return `/m/${idPart(target.id)}/raw${target.line ? `#L${target.line}` : ''}`
      case 'issue':
        return `/i/${idPart(messageOf(target.id))}/${numberOf(target.id)}/`
      case 'why':
        return `/i/${idPart(messageOf(target.id))}/${numberOf(target.id)}/why/`
      case 'person':
        return `/p/${encodeURIComponent(target.address)}/`
      case 'feed':
        return feedAddress(target)
      case 'asset':
        return `/${target.name}`
    }
  },
}

function feedAddress({ of, id = '' }: Extract<Target, { readonly page: 'feed' }>): string {
  if (of === 'list') return '/feed.atom'
  return of === 'series' ? `/s/${idPart(id)}/feed.atom` : `/p/${encodeURIComponent(id)}/feed.atom`
}

/** A Message-ID without its brackets, as archives write it; a change-id as it is. */
export function idPart(id: string): string {
  return encodeURIComponent(id.replace(/^<(.*@.*)>$/s, '$1'))
}
