import type { Element, ElementContent } from 'hast'
import { h, s, type Properties } from 'hastscript'
import type { Person } from '../../model/message.ts'
import type { IssueState } from '../../model/issue.ts'
import type { Sender } from '../../model/reply.ts'
import { harmlessLines } from '../style.ts'
import { issueStateText, nameText } from '../words.ts'
import type { Site, Target } from './site.ts'

/**
 * What may stand in an element: elements, texts of mail or of ours, lists of these; `null` is
 * nothing.
 */
export type Child = ElementContent | string | null | readonly Child[]

/**
 * An element.
 * @param how its attributes, or its class alone
 * @param inside texts are made harmless
 */
export function el(
  name: string,
  how: string | Properties | null,
  ...inside: readonly Child[]
): Element {
  const attributes = typeof how === 'string' ? { className: how } : (how ?? {})
  return h(name, told(attributes), children(inside))
}

/** Attributes whose values are read by people: what mail says in them is made harmless. */
function told(attributes: Properties): Properties {
  const { title, ariaLabel } = attributes
  if (typeof title !== 'string' && typeof ariaLabel !== 'string') return attributes
  return {
    ...attributes,
    ...(typeof title === 'string' ? { title: harmlessLines(title) } : {}),
    ...(typeof ariaLabel === 'string' ? { ariaLabel: harmlessLines(ariaLabel) } : {}),
  }
}

/** An element of a drawing. */
export function svg(name: string, attributes: Properties, ...inside: readonly Child[]): Element {
  return s(name, attributes, children(inside))
}

/** Something said in passing. */
export function dim(...inside: readonly Child[]): Element {
  return el('span', 'dim', ...inside)
}

/** What there is of some parts, with a blank between two. */
export function spaced(...parts: readonly Child[]): Child[] {
  return parts
    .filter((part) => part !== null)
    .flatMap((part, i): Child[] => (i === 0 ? [part] : [' ', part]))
}

/** A link inside of the site; plain text where the site has no such page. */
export function link(site: Site, target: Target, content: Child, className?: string): Element {
  const href = site.href(target)
  const attributes = className ? { className } : {}
  return href === null ? el('span', attributes, content) : el('a', { href, ...attributes }, content)
}

/** Texts of mail, made harmless: control characters and such as turn text around become visible. */
export function children(content: Child): ElementContent[] {
  if (content === null) return []
  if (typeof content === 'string') return [text(content)]
  return isList(content) ? content.flatMap(children) : [content]
}

function isList(content: ElementContent | readonly Child[]): content is readonly Child[] {
  return Array.isArray(content)
}

export function text(value: string): ElementContent {
  return { type: 'text', value: harmlessLines(value) }
}

/** Lines of a mail, which a reader can move along. */
export function lineList(lines: readonly Child[]): Element {
  return el('div', { className: 'lines', tabIndex: 0, role: 'group', ariaLabel: 'Lines' }, lines)
}

/** What stands in a line: an empty one must be as high as the others. */
export function lineContent(line: string): string {
  return line === '' ? '\n' : line
}

/** Lines that somebody quoted; nothing where there are none. */
export function quoted(lines: readonly string[]): Element | null {
  return lines.length === 0 ? null : el('blockquote', 'quoted', lines.join('\n'))
}

/** How many are open, where some are. */
export function openBadge(open: number): Element | null {
  return open > 0 ? el('span', 'badge open', `${open} open`) : null
}

const ADDRESS = /https?:\/\/[^\s<>"'\u0000-\u001f]+[^\s<>"'.,;:!?)\]}\u0000-\u001f]/g

/**
 * A text whose web addresses are links, which tell the other side nothing of where the reader comes
 * from.
 */
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

/** Characters that are given up to end with a whole word. */
const LAST_WORD = 16

/** The first so many characters of a text, cut between words where that costs little. */
export function beginning(value: string, width: number): string {
  if (value.length <= width) return value
  const cut = value.slice(0, width - 1).replace(/[\ud800-\udbff]$/, '')
  const blank = cut.search(/\s\S*$/)
  return `${blank > 0 && cut.length - blank <= LAST_WORD ? cut.slice(0, blank) : cut}\u2026`
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

/** A state that leads to what makes it so; where there is no such page, to the issue. */
export function stateLink(
  site: Site,
  id: string,
  state: IssueState,
  version: string | null = null,
): Element {
  const page = site.href({ page: 'why', id }) === null ? 'issue' : 'why'
  return link(site, { page, id }, badge(state, version))
}

/** A state in words and in colour. */
export function badge(state: IssueState, version: string | null = null): Element {
  return h('span', { className: `badge ${state}` }, issueStateText(state, version))
}

/** A table whose columns have names. */
export function headed(
  className: string | null,
  names: readonly string[],
  rows: readonly Element[],
): Element {
  const head = names.map((name) => el('th', { scope: 'col' }, name))
  return el(
    'table',
    className,
    el('thead', null, el('tr', null, head)),
    el('tbody', null, [...rows]),
  )
}
