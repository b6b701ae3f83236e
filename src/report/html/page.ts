import type { Element, ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { harmlessLines } from '../style.ts'
import { children, link } from './elements.ts'
import type { Site, Target } from './site.ts'

/** A page without what all pages have. */
export interface Page {
  readonly title: string
  readonly main: readonly ElementContent[]
  /** Feeds of what is shown. */
  readonly feed?: Target
  /** The same as data; `null`: there is none. */
  readonly json?: string
  /** What stands in the field to search with. */
  readonly query?: string
}

/** A whole document. Nothing in it is live but the one script of ours; mail is text. */
export function document(site: Site, page: Page): string {
  const feed = page.feed ? site.href(page.feed) : null
  const head = [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    h('link', { rel: 'icon', href: 'data:,' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('title', children(`${page.title} \u2013 patchtrail`)),
    h('link', { rel: 'stylesheet', href: site.href({ page: 'asset', name: 'style.css' }) ?? '' }),
    ...(feed === null
      ? []
      : [
          h('link', {
            rel: 'alternate',
            type: 'application/atom+xml',
            href: feed,
            title: harmlessLines(page.title),
          }),
        ]),
    h('script', { src: site.href({ page: 'asset', name: 'page.js' }) ?? '', defer: true }),
  ]
  const body = [
    h('a', { href: '#main', className: 'skip' }, 'To the content'),
    h('header', { className: 'top' }, [
      h('nav', { ariaLabel: 'Site' }, [
        link(site, { page: 'list' }, 'patchtrail', 'home'),
        ...searchForm(site, page),
      ]),
    ]),
    h('main', { id: 'main', tabIndex: -1 }, [...page.main]),
    h('footer', footer(site, page, feed)),
  ]
  const tree = {
    type: 'root',
    children: [{ type: 'doctype' }, h('html', { lang: 'en' }, [h('head', head), h('body', body)])],
  }
  return toHtml(tree as Parameters<typeof toHtml>[0], { quoteSmart: false })
}

function searchForm(site: Site, page: Page): Element[] {
  if (!site.isServed) return []
  return [
    h('form', { action: '/search', method: 'get', role: 'search' }, [
      h('input', {
        type: 'search',
        name: 'q',
        value: harmlessLines(page.query ?? ''),
        ariaLabel: 'Search comments, patches and messages',
        placeholder: 'words, file:, fn:, by:, is:open, s:, dfb: ...',
        maxLength: 2000,
      }),
      h('button', { type: 'submit' }, 'Search'),
    ]),
  ]
}

function footer(site: Site, { json }: Page, feed: string | null): Element[] {
  return [
    h('p', [
      ...(json && site.isServed ? [h('a', { href: json }, 'JSON'), ' '] : []),
      ...(feed !== null && site.isServed ? [h('a', { href: feed }, 'Atom feed'), ' '] : []),
      h('span', { className: 'dim keys' }, 'Keys: j k comments, n p open issues, ? all'),
    ]),
  ]
}
