import type { Element } from 'hast'
import type { CommentRecord } from '../../../model/report/records.ts'
import type { Discussion, ShowReport } from '../../../model/report/show.ts'
import { nameText } from '../../words.ts'
import { beginning, dim, el, type Child } from '../elements.ts'
import { encodedAnchor } from '../comments.ts'
import { changeCount, partsOf } from '../lines.ts'

/** What is in a patch: its files, and what was asked on it. */
export function sideOf(report: ShowReport): Element | null {
  const files = fileList(report)
  const asked = requestsOn(report)
  if (files === null && asked.length === 0) return null
  return el(
    'aside',
    { className: 'side', ariaLabel: 'Contents' },
    files && [el('h2', null, 'Files'), files],
    asked.length === 0
      ? null
      : [el('h2', null, `Requests (${asked.length})`), el('ul', null, asked.map(requestItem))],
    report.general.length === 0
      ? null
      : el('p', null, el('a', { href: '#general' }, 'Not tied to a line')),
  )
}

function fileList(report: ShowReport): Element | null {
  const items = partsOf(report).flatMap(({ path, lines }, i) => {
    if (path === null) return []
    const said = lines.reduce((sum, line) => sum + countOf(line.discussions), 0)
    const name = path.split('/').at(-1) ?? path
    const counts: Child = [dim(changeCount(lines)), said > 0 ? ` ${said}` : null]
    return [
      el(
        'li',
        null,
        el('a', { href: `#file-${i}`, title: path }, name),
        el('span', { title: said > 0 ? `${said} comments` : 'no comments' }, counts),
      ),
    ]
  })
  return items.length === 0 ? null : el('ul', null, items)
}

function countOf(all: readonly Discussion[]): number {
  return all.reduce((sum, { answers }) => sum + 1 + countOf(answers), 0)
}

/** Comments that ask for something, in the order of the page. */
function requestsOn({ lines, general, said }: ShowReport): CommentRecord[] {
  const all = [
    ...lines.flatMap(({ discussions }) => discussions),
    ...said.map(({ discussion }) => discussion),
    ...general,
  ]
  return flat(all).filter(({ state, issue }) => state !== null && issue !== null)
}

function flat(all: readonly Discussion[]): CommentRecord[] {
  return all.flatMap(({ comment, answers }) => [comment, ...flat(answers)])
}

function requestItem({ id, text, state, addressedInName, author }: CommentRecord): Element {
  const words = beginning(text.trim().replace(/\s+/g, ' '), 34)
  return el(
    'li',
    null,
    el('a', { href: `#${encodedAnchor(id)}`, title: nameText(author) }, words),
    state &&
      el(
        'span',
        `badge ${state}`,
        state === 'addressed' ? `\u2713 ${addressedInName ?? ''}` : state,
      ),
  )
}
