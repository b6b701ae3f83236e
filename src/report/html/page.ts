import type { Element, ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { harmlessLines } from '../style.ts'
import { el, link, type Child } from './elements.ts'
import type { AssetName, Site, Target } from './site.ts'

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
  /** What it is a part of: there the key `u` leads. */
  readonly up?: Target
}

/** A whole document. Nothing in it is live but the one script of ours; mail is text. */
export function document(site: Site, page: Page): string {
  const feed = page.feed ? site.href(page.feed) : null
  const tree = {
    type: 'root',
    children: [
      { type: 'doctype' },
      el('html', { lang: 'en' }, headOf(site, page, feed), bodyOf(site, page, feed)),
    ],
  }
  return toHtml(tree as Parameters<typeof toHtml>[0], { quoteSmart: false })
}

function headOf(site: Site, page: Page, feed: string | null): Element {
  const asset = (name: AssetName): string => site.href({ page: 'asset', name }) ?? ''
  const title = harmlessLines(page.title)
  const up = page.up ? site.href(page.up) : null
  return el(
    'head',
    null,
    el('meta', { charSet: 'utf-8' }),
    el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    el('meta', { name: 'referrer', content: 'same-origin' }),
    el('link', { rel: 'icon', type: 'image/svg+xml', href: asset('icon.svg') }),
    el('meta', { name: 'color-scheme', content: 'light dark' }),
    el('title', null, `${page.title} \u2013 patchtrail`),
    el('link', { rel: 'stylesheet', href: asset('style.css') }),
    feed === null
      ? null
      : el('link', { rel: 'alternate', type: 'application/atom+xml', href: feed, title }),
    up === null ? null : el('link', { rel: 'up', href: up }),
    el('script', { src: asset('page.js'), defer: true }),
  )
}

function bodyOf(site: Site, page: Page, feed: string | null): Element {
  return el(
    'body',
    site.isServed ? { dataEvents: '/events' } : null,
    el('a', { href: '#main', className: 'skip' }, 'To the content'),
    el(
      'header',
      'top',
      el(
        'nav',
        { ariaLabel: 'Site' },
        link(site, { page: 'list' }, 'patchtrail', 'home'),
        site.isServed ? rooms(site) : null,
        searchForm(site, page),
      ),
    ),
    el('main', { id: 'main', tabIndex: -1 }, page.main),
    el('footer', null, footer(site, page, feed)),
  )
}

function rooms(site: Site): Child {
  return [
    link(site, { page: 'all' }, 'Series'),
    link(site, { page: 'mine' }, 'My day'),
    link(site, { page: 'recent' }, 'Recent mail'),
    link(site, { page: 'feedback' }, 'Feedback'),
    link(site, { page: 'numbers' }, 'Numbers'),
  ]
}

function searchForm(site: Site, page: Page): Element | null {
  if (!site.isServed) return null
  const field = el('input', {
    type: 'search',
    name: 'q',
    value: harmlessLines(page.query ?? ''),
    ariaLabel: 'Search comments, patches and messages, or go to a Message-ID',
    placeholder: 'words, file:, fn:, by:, is:open, a Message-ID ...',
    maxLength: 2000,
    list: 'completions',
    autoComplete: 'off',
  })
  return el(
    'form',
    { action: '/search', method: 'get', role: 'search' },
    field,
    completions(),
    el('button', { type: 'submit' }, 'Search'),
  )
}

/** How a query may begin; a script puts there how the one that is being typed may go on. */
function completions(): Element {
  const options = BEGINNINGS.map(([value, label]) => el('option', { value, label }))
  return el('datalist', { id: 'completions' }, options)
}

const BEGINNINGS = [
  ['is:open ', 'what is still to be done'],
  ['by:', 'who wrote it'],
  ['file:', 'the file it is about'],
  ['fn:', 'the function it is about'],
  ['s:', 'subject'],
  ['d:', 'date: d:2024-01..2.weeks.ago'],
  ['kind:question', 'questions'],
  ['tag:reviewed-by', 'where it was given'],
] as const

function footer(site: Site, { json }: Page, feed: string | null): Element {
  return el(
    'p',
    null,
    json && site.isServed ? [el('a', { href: json }, 'JSON'), ' '] : null,
    feed !== null && site.isServed ? [el('a', { href: feed }, 'Atom feed'), ' '] : null,
    el('span', 'dim keys', 'Keys: j k comments, n p open issues, u up, / search, ? all'),
  )
}
