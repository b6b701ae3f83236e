import type { Element } from 'hast'
import { isWaiting } from '../../model/issue.ts'
import { SEARCH_INS, SEARCH_SORTS } from '../../model/query.ts'
import type {
  CommentHit,
  MessageHit,
  SearchReport,
  SnippetLine,
} from '../../model/report/search.ts'
import { onListsText } from '../formats/on-lists.ts'
import { SEARCH_NOUNS } from '../view.ts'
import { counted, fileLineText, grouped } from '../words.ts'
import {
  badge,
  dim,
  el,
  link,
  openBadge,
  person,
  quoted,
  spaced,
  time,
  type Child,
} from './elements.ts'
import { searchForm } from './own.ts'
import type { Page } from './page.ts'
import type { Site } from './site.ts'

/** Addresses of the pages around one of a search, and what else fits. */
export interface Around {
  readonly before: string | null
  readonly after: string | null
  /** Series whose titles hold what is looked for. */
  readonly titles: readonly { readonly name: string; readonly title: string }[]
}

/**
 * One page of what was found.
 * @param saved the name under which this search is kept; empty: it is not, `null`: none can be
 */
export function searchPage(
  site: Site,
  report: SearchReport,
  around: Around,
  saved: string | null = null,
): Page {
  const { query, total, sort, offset } = report
  const shown = report.comments.length + report.messages.length
  const asked = `q=${encodeURIComponent(query)}&in=${report.in}`
  return {
    title: `${query} in ${report.in}`,
    query,
    up: { page: 'list' },
    json: `/search.json?${asked}&sort=${sort}&offset=${offset}`,
    main: [
      el(
        'h1',
        'small',
        `${counted(total, SEARCH_NOUNS[report.in], report.in)} for `,
        el('q', null, query),
      ),
      el('p', 'meta', kindLinks(report), ' \u00b7 ', orderLinks(report)),
      ...(saved === null || !site.isServed
        ? []
        : [searchForm(`/search?${asked}`, saved, query, saved !== '')]),
      help(),
      ...titlesOf(site, around),
      ...report.comments.map((hit) => commentElement(site, hit)),
      ...report.messages.map((hit) => messageElement(site, hit)),
      ...(shown === 0 ? [el('p', null, 'Nothing found.')] : []),
      el('p', 'meta', steps(report, shown, around)),
    ],
  }
}

function titlesOf(site: Site, { titles }: Around): Element[] {
  if (titles.length === 0) return []
  const links = titles.map(({ name, title }, i): Child => [
    i > 0 ? ' \u00b7 ' : '',
    link(site, { page: 'series', id: name }, title),
  ])
  return [el('p', 'titles', 'Series: ', links)]
}

/** The same query for other kinds. */
function kindLinks({ query, in: chosen }: SearchReport): Child {
  return SEARCH_INS.map((kind) => {
    const href = `/search?q=${encodeURIComponent(query)}&in=${kind}`
    return [kind === chosen ? el('strong', null, kind) : el('a', { href }, kind), ' ']
  })
}

/** The same query in the other order. */
function orderLinks({ query, in: kind, sort }: SearchReport): Child {
  return SEARCH_SORTS.map((one) => {
    const words = one === 'date' ? 'newest first' : 'best first'
    const href = `/search?q=${encodeURIComponent(query)}&in=${kind}&sort=${one}`
    return [one === sort ? el('strong', null, words) : el('a', { href }, words), ' ']
  })
}

/** What a query may hold, most used first. */
const PREFIXES: readonly (readonly [prefix: string, means: string])[] = [
  ['by:', 'who said it: a name or an address'],
  ['file: fn:', 'on a file, in a function'],
  ['is:open', 'or is:settled, is:actionable, is:nit; state:addressed and such'],
  ['kind:', 'change, question, approval, answer, discussion, process'],
  ['s: f: b: d:', 'subject, sender, body and date, as on lore'],
  ['dfb: dfhh: q: nq:', 'in the diff, in a hunk header, quoted, not quoted'],
  ['"two words"', 'as they stand; OR, NOT and brackets'],
]

function help(): Element {
  return el(
    'details',
    'meta',
    el('summary', null, 'What a query may hold'),
    el(
      'dl',
      'headers',
      PREFIXES.map(([prefix, means]) => [
        el('dt', null, el('code', null, prefix)),
        el('dd', null, means),
      ]),
    ),
  )
}

function steps({ total, offset }: SearchReport, shown: number, { before, after }: Around): Child {
  const range = `${grouped(Math.min(total, offset + 1))} to ${grouped(offset + shown)} `
  return [
    before && [el('a', { href: before, rel: ['prev'] }, '\u2190 before'), ' '],
    range,
    after && el('a', { href: after, rel: ['next'] }, 'more \u2192'),
  ]
}

export function commentElement(site: Site, hit: CommentHit): Element {
  const { comment: c, subject, quote, snippet } = hit
  const className = isWaiting(c.state) ? 'hit open' : 'hit'
  const header = el(
    'header',
    null,
    spaced(
      person(site, c.author, c.sender),
      time(c.date),
      link(site, { page: 'raw', id: c.messageId, line: c.line }, subject),
      c.state && c.issue
        ? link(site, { page: 'issue', id: c.issue }, badge(c.state, c.addressedInName))
        : null,
      ...onListsText(hit).map((text) => dim(text)),
    ),
  )
  return el(
    'article',
    { className, tabIndex: -1 },
    header,
    placeElement(site, hit),
    quoted(quote.slice(-2)),
    el('p', 'asked', snippet.map(snippetLine)),
  )
}

function placeElement(site: Site, { comment: c, function: name }: CommentHit): Element | null {
  if (!c.about?.path) return null
  const words = [fileLineText(c.about), name].filter(Boolean).join(' ')
  const at = { page: 'message', id: c.about.messageId, at: `L${c.about.endLine}` } as const
  return el('p', 'meta', link(site, at, words))
}

function messageElement(site: Site, hit: MessageHit): Element {
  const { messageId: id, subject, author, sender, date, comments, open, snippet } = hit
  const header = el(
    'header',
    null,
    spaced(
      link(site, { page: 'message', id }, subject),
      person(site, author, sender),
      time(date),
      comments > 0 ? dim(counted(comments, 'comment')) : null,
      openBadge(open),
      ...onListsText(hit).map((text) => dim(text)),
    ),
  )
  const found = snippet.length > 0 ? el('blockquote', 'quoted', snippet.map(snippetLine)) : null
  return el('article', { className: 'hit', tabIndex: -1 }, header, found)
}

/** A line with what was found in it set off. */
function snippetLine({ text: line, marks }: SnippetLine): Child {
  let done = 0
  const parts: Child[] = []
  for (const [from, before] of marks) {
    parts.push(line.slice(done, from), el('mark', null, line.slice(from, before)))
    done = before
  }
  return [...parts, `${line.slice(done)}\n`]
}
