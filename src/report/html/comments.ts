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
  time,
  type Child,
} from './elements.ts'
import { proseHast } from './prose.ts'
import type { Site } from './site.ts'

/** Answers are not indented further than this: a long exchange must stay readable. */
const DEEPEST = 4

/** A comment with its answers; the reader may fold it. */
export function discussion(site: Site, one: Discussion, depth = 0): Element {
  const answers = one.answers.map((answer) => discussion(site, answer, depth + 1))
  const isIndented = answers.length > 0 && depth < DEEPEST
  const article = comment(site, one, isIndented ? el('div', 'answers', answers) : answers)
  if (depth > 0) return article
  return el(
    'details',
    { className: 'discussion', open: true },
    el('summary', null, summary(one)),
    article,
  )
}

function summary(one: Discussion): Child[] {
  const { author, state, addressedIn, text } = one.comment
  const n = count(one)
  return [
    `${nameText(author)}: ${firstWords(text)}`,
    n > 1 ? ` (${n} comments)` : null,
    state && [el('span', null, ' '), badge(state, addressedIn)],
  ]
}

function count({ answers }: Discussion): number {
  return 1 + answers.reduce((sum, answer) => sum + count(answer), 0)
}

function firstWords(text: string): string {
  const line = text.split('\n').find((l) => l.trim() !== '') ?? ''
  return beginning(line, 80)
}

function comment(site: Site, { comment: c, prose }: Discussion, answers: Child): Element {
  const className = isWaiting(c.state) ? 'comment open' : 'comment'
  const doubt = anchorDoubt(c)
  return el(
    'article',
    { className, id: commentAnchor(c.id), tabIndex: -1 },
    header(site, c),
    el('div', 'prose', prose ? proseHast(prose, c.text) : el('p', null, linkified(c.text))),
    doubt && el('p', 'doubt', sentence(doubt)),
    answers,
  )
}

function header(site: Site, c: CommentRecord): Element {
  return el(
    'header',
    null,
    spaced(person(site, c.author, c.sender), time(c.date), kindOf(c)),
    stateOf(site, c),
    ' ',
    link(site, { page: 'raw', id: c.messageId, line: c.line }, 'mail', 'dim'),
  )
}

/** Where a comment stands on the page of what it is about. */
function commentAnchor(id: string): string {
  return `c-${id.replace(/[<>\s]/g, '')}`
}

function kindOf({ kind, severity, sender }: CommentRecord): Child {
  const words = [sender === 'human' ? null : sender, severity, kind].filter(Boolean)
  return words.length > 0 ? dim(`${words.join(', ')} `) : ''
}

function stateOf(site: Site, { state, addressedIn, issue }: CommentRecord): Element | null {
  if (state === null || issue === null) return null
  return link(site, { page: 'issue', id: issue }, badge(state, addressedIn))
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}
