import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { isWaiting } from '../../model/issue.ts'
import type { CommentRecord } from '../../model/report/records.ts'
import type { Discussion } from '../../model/report/show.ts'
import { nameText } from '../words.ts'
import { badge, beginning, children, link, linkified, person, time } from './elements.ts'
import { proseHast } from './prose.ts'
import type { Site } from './site.ts'

/** Answers are not indented further than this: a long exchange must stay readable. */
const DEEPEST = 4

/** A comment with its answers; the reader may fold it. */
export function discussion(site: Site, one: Discussion, depth = 0): Element {
  const answers = one.answers.map((answer) => discussion(site, answer, depth + 1))
  const article = comment(
    site,
    one,
    answers.length > 0 && depth < DEEPEST ? [h('div', { className: 'answers' }, answers)] : answers,
  )
  if (depth > 0) return article
  return h('details', { className: 'discussion', open: true }, [
    h('summary', summary(one)),
    article,
  ])
}

function summary(one: Discussion): ElementContent[] {
  const { author, state, addressedIn } = one.comment
  const n = count(one)
  return [
    ...children(`${nameText(author)}: ${firstWords(one.comment.text)}`),
    ...(n > 1 ? children(` (${n} comments)`) : []),
    ...(state ? [h('span', ' '), badge(state, addressedIn)] : []),
  ]
}

function count({ answers }: Discussion): number {
  return 1 + answers.reduce((sum, answer) => sum + count(answer), 0)
}

function firstWords(text: string): string {
  const line = text.split('\n').find((l) => l.trim() !== '') ?? ''
  return beginning(line, 80)
}

function comment(
  site: Site,
  { comment: c, prose }: Discussion,
  answers: readonly Element[],
): Element {
  const isOpen = isWaiting(c.state)
  return h(
    'article',
    { className: `comment${isOpen ? ' open' : ''}`, id: commentAnchor(c.id), tabIndex: -1 },
    [
      h('header', [
        person(site, c.author, c.sender),
        ' ',
        time(c.date),
        ' ',
        ...kindOf(c),
        ...stateOf(site, c),
        ' ',
        link(site, { page: 'raw', id: c.messageId, line: c.line }, 'mail', 'dim'),
      ]),
      h(
        'div',
        { className: 'prose' },
        prose ? proseHast(prose, c.text) : [h('p', linkified(c.text))],
      ),
      ...doubts(c),
      ...answers,
    ],
  )
}

/** Where a comment stands on the page of what it is about. */
function commentAnchor(id: string): string {
  return `c-${id.replace(/[<>\s]/g, '')}`
}

function kindOf({ kind, severity, sender }: CommentRecord): ElementContent[] {
  const words = [sender === 'human' ? null : sender, severity, kind].filter(
    (word): word is Exclude<typeof word, null> => word !== null,
  )
  return words.length > 0 ? [h('span', { className: 'dim' }, `${words.join(', ')} `)] : []
}

function stateOf(site: Site, { state, addressedIn, issue }: CommentRecord): ElementContent[] {
  return state === null || issue === null
    ? []
    : [link(site, { page: 'issue', id: issue }, badge(state, addressedIn))]
}

function doubts({ anchor }: CommentRecord): ElementContent[] {
  if (anchor?.ambiguous)
    return [h('p', { className: 'doubt' }, 'The quoted line stands in more than one place.')]
  return anchor?.match === 'edited' ? [h('p', { className: 'doubt' }, 'The quote was edited.')] : []
}
