import type { Element } from 'hast'
import { isWaiting } from '../../model/issue.ts'
import type { CommentRecord } from '../../model/report/records.ts'
import type { Discussion } from '../../model/report/show.ts'
import { anchorDoubt } from '../view.ts'
import { nameText } from '../words.ts'
import {
  badge,
  beginning,
  dim,
  el,
  link,
  linkified,
  person,
  spaced,
  stateLink,
  time,
  type Child,
} from './elements.ts'
import { proseHast } from './prose.ts'
import type { Site } from './site.ts'

/** Answers are not indented further than this: a long exchange must stay readable. */
const DEEPEST = 2

/** A comment in the order in which an exchange is read. */
interface Said {
  readonly one: Discussion
  readonly depth: number
  /** What it answers; `null` where that is the one right before it, or there is none. */
  readonly to: CommentRecord | null
}

/**
 * A comment with its whole exchange in reading order, one below the other; the reader may fold it.
 */
export function discussion(site: Site, one: Discussion): Element {
  const all = inOrder(one, 0, null, null)
  return el(
    'details',
    { className: 'discussion', open: true },
    el('summary', null, summary(one, all.length)),
    all.map((said) => comment(site, said)),
  )
}

function inOrder(
  one: Discussion,
  depth: number,
  parent: CommentRecord | null,
  before: CommentRecord | null,
): Said[] {
  const said: Said[] = [{ one, depth, to: parent === before ? null : parent }]
  for (const answer of one.answers)
    said.push(...inOrder(answer, depth + 1, one.comment, said.at(-1)?.one.comment ?? null))
  return said
}

/** What is seen of it: a word where it is open, what it is where it is folded. */
function summary({ comment: c }: Discussion, n: number): Child[] {
  const words = `${nameText(c.author)}: ${firstWords(c.text)}${n > 1 ? ` (${n} comments)` : ''} `
  return [
    el('span', 'unfold', n > 1 ? `${n} comments` : 'fold'),
    el('span', 'folded', words, c.state && badge(c.state, c.addressedInName)),
  ]
}

function firstWords(text: string): string {
  const line = text.split('\n').find((l) => l.trim() !== '') ?? ''
  return beginning(line, 80)
}

function comment(site: Site, { one, depth, to }: Said): Element {
  const { comment: c, prose } = one
  const className = `comment d${Math.min(depth, DEEPEST)}${isWaiting(c.state) ? ' open' : ''}`
  const doubt = anchorDoubt(c)
  return el(
    'article',
    { className, id: commentAnchor(c.id), tabIndex: -1 },
    header(site, c, to),
    el('div', 'prose', prose ? proseHast(prose, c.text) : el('p', null, linkified(c.text))),
    doubt && el('p', 'doubt', sentence(doubt)),
  )
}

function header(site: Site, c: CommentRecord, to: CommentRecord | null): Element {
  return el(
    'header',
    null,
    spaced(
      person(site, c.author, c.sender),
      to && dim('to ', el('a', { href: `#${encodedAnchor(to.id)}` }, nameText(to.author))),
      time(c.date),
      kindOf(c),
      c.state === null || c.issue === null
        ? null
        : stateLink(site, c.issue, c.state, c.addressedInName),
      link(site, { page: 'raw', id: c.messageId, line: c.line }, 'mail', 'dim'),
    ),
  )
}

/** Where a comment stands on the page of what it is about. */
export function commentAnchor(id: string): string {
  return `c-${id.replace(/[<>\s]/g, '')}`
}

/** The same as a part of an address. */
export function encodedAnchor(id: string): string {
  return encodeURIComponent(commentAnchor(id))
}

function kindOf({ kind, severity, sender }: CommentRecord): Child {
  const words = [sender === 'human' ? null : sender, severity, kind].filter(Boolean)
  return words.length > 0 ? dim(words.join(', ')) : null
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}
