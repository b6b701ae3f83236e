import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { Person } from '../../model/message.ts'
import type { IssueState } from '../../model/issue.ts'
import type { Sender } from '../../model/reply.ts'
import { harmlessLines } from '../style.ts'
import { issueStateText, nameText } from '../words.ts'
import type { Site, Target } from './site.ts'

export type Child = ElementContent | string | null

/** A link inside of the site; plain text where the site has no such page. */
export function link(
  site: Site,
  target: Target,
  content: Child | readonly Child[],
  className?: string,
): Element {
  const href = site.href(target)
  const inside = children(content)
  return href === null
    ? h('span', className ? { className } : {}, inside)
    : h('a', { href, ...(className ? { className } : {}) }, inside)
}

/** Texts of mail, made harmless: control characters and such as turn text around become visible. */
export function children(content: Child | readonly Child[]): ElementContent[] {
  const all = Array.isArray(content) ? (content as readonly Child[]) : [content as Child]
  return all.flatMap((one): ElementContent[] =>
    one === null ? [] : typeof one === 'string' ? [text(one)] : [one],
  )
}

export function text(value: string): ElementContent {
  return { type: 'text', value: harmlessLines(value) }
}

const ADDRESS = /https?:\/\/[^\s<>"'\u0000-\u001f]+[^\s<>"'.,;:!?)\]}\u0000-\u001f]/g

/** A text whose web addresses are links, which tell the other side nothing of where the reader comes from. */
export function linkified(value: string): ElementContent[] {
  const parts: ElementContent[] = []
  let done = 0
  for (const match of value.matchAll(ADDRESS)) {
    if (match.index > done) parts.push(text(value.slice(done, match.index)))
    parts.push(
      h('a', { href: match[0], rel: ['nofollow', 'noreferrer', 'noopener'] }, text(match[0])),
    )
    done = match.index + match[0].length
  }
  if (done < value.length || parts.length === 0) parts.push(text(value.slice(done)))
  return parts
}

/** The first so many characters of a text, none cut in half. */
export function beginning(value: string, width: number): string {
  return value.length > width
    ? `${value.slice(0, width - 1).replace(/[\ud800-\udbff]$/, '')}\u2026`
    : value
}

/** Name, else address, with a link to what the person has to do. */
export function person(site: Site, who: Person, sender: Sender = 'human'): Element {
  const { address } = who
  const shown = nameText(who)
  const className = sender === 'human' ? 'who' : 'who robot'
  return address === null
    ? h('span', { className }, children(shown))
    : link(site, { page: 'person', address }, shown, className)
}

/** A day; the whole time for those who point at it. */
export function time(date: string | null): Element {
  return date === null
    ? h('span', { className: 'dim' }, 'no date')
    : h('time', { dateTime: date, title: date, className: 'dim' }, date.slice(0, 10))
}

/** A state in words and in colour. */
export function badge(state: IssueState, addressedIn: number | null = null): Element {
  return h('span', { className: `badge ${state}` }, issueStateText(state, addressedIn))
}
