import type { Element } from 'hast'
import type { StatusCell, StatusReport, StatusRow } from '../../../model/report/status.ts'
import { versionName } from '../../../text/version-name.ts'
import { counted, isAlsoChanged } from '../../words.ts'
import { dim, el, link, type Child } from '../elements.ts'
import type { Site } from '../site.ts'
import { CHANGES } from './changes.ts'
import { patchTags } from './tags.ts'

/** With more versions than this, titles and tags are given less room. */
const MANY = 8
/** Tags that are shown of a patch; the list below has all. */
const MOST_TAGS = { few: 4, many: 2 }

/** The patches through the versions; those that the latest does not have stand below, folded. */
export function matrix(site: Site, status: StatusReport): Element[] {
  const { rows, versions } = status
  const live = rows.filter(({ cells }) => cells.at(-1) !== null)
  const gone = rows.filter(({ cells }) => cells.at(-1) === null)
  const latest = versionName(versions.at(-1))
  const head = el('h2', null, `Patches of ${latest}`, legend(versions.length))
  return [
    head,
    table(site, status, live),
    ...(gone.length === 0
      ? []
      : [
          el(
            'details',
            'gone',
            el('summary', null, `Not in ${latest} (${gone.length})`),
            table(site, status, gone),
          ),
        ]),
  ]
}

function legend(versions: number): Element | null {
  if (versions < 2) return null
  return el(
    'span',
    'legend',
    ' = same, \u2260 changed, + new or split off; small: comments, ! open',
  )
}

function table(site: Site, { versions, tags }: StatusReport, rows: readonly StatusRow[]): Element {
  const isGone = rows.every(({ cells }) => cells.at(-1) === null)
  const isMany = versions.length > MANY
  const shown = isMany ? MOST_TAGS.many : MOST_TAGS.few
  const names = ['Patch', ...versions.map(versionName), isGone ? 'What became of it' : 'Tags']
  const head = names.map((name) => el('th', { scope: 'col' }, name))
  const body = rows.map((row) =>
    el(
      'tr',
      null,
      el('th', { scope: 'row', title: titleOf(row) }, row.title, isGone ? null : fateMark(row)),
      row.cells.map((cell, i) => {
        const name = versionName(versions[i])
        return el('td', null, cell || !row.unseen.includes(i) ? cellOf(site, cell, name) : '?')
      }),
      isGone
        ? el('td', 'fate', row.fate ?? '')
        : el('td', 'tags', tagsOrNone(patchTags(tags, row.cells.at(-1)?.number ?? -1), shown)),
    ),
  )
  return el(
    'div',
    { className: 'wide latest-first', tabIndex: 0, role: 'group', ariaLabel: 'Patches by version' },
    el(
      'table',
      isMany ? 'matrix many' : 'matrix',
      el('thead', null, el('tr', null, head)),
      el('tbody', null, body),
    ),
  )
}

/** The whole of it, for who points at a row that is too narrow for it. */
function titleOf({ title, fate }: StatusRow): string {
  return fate === null ? title : `${title} \u2013 ${fate}`
}

function fateMark({ fate }: StatusRow): Element | null {
  return fate === null ? null : dim(` \u2013 ${fate}`)
}

function tagsOrNone(tags: readonly Element[], shown: number): Child {
  if (tags.length === 0) return dim('no review')
  const more = tags.length - shown
  return [
    ...tags.slice(0, shown).flatMap((tag, i): Child[] => (i > 0 ? [' ', tag] : [tag])),
    more > 0 ? dim(` +${more}`) : null,
  ]
}

function cellOf(site: Site, cell: StatusCell | null, version: string): Child {
  if (cell === null) return null
  const { number, messageId: id, change, comments, open } = cell
  const inside = el(
    'span',
    { title: `${version}: ${wordsOf(cell)}` },
    String(number),
    el('i', null, ` ${signOf(cell)}`),
    comments > 0 ? el('small', null, ` ${comments}`) : null,
    open > 0 ? el('b', null, ` !${open}`) : null,
  )
  return link(site, { page: 'message', id }, inside, `p ${change ?? ''}`)
}

function signOf({ carried, change }: StatusCell): string {
  if (carried) return '\u2013'
  return change === null ? '' : CHANGES[change][0]
}

function wordsOf(cell: StatusCell): string {
  const { carried, change, moved, comments, open } = cell
  const what = carried ? 'not sent again' : change === null ? '' : CHANGES[change][1]
  return [
    what,
    isAlsoChanged(cell) ? CHANGES.modified[1] : '',
    moved ? 'moved' : '',
    comments > 0 ? counted(comments, 'comment') : 'no comments',
    open > 0 ? `${open} open` : '',
  ]
    .filter(Boolean)
    .join(', ')
}
