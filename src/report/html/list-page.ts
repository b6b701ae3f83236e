import type { Element } from 'hast'
import type { ListedRecord, ListReport } from '../../model/report/list.ts'
import { SERIES_STATES, TURNS } from '../../model/review.ts'
import { waitingText, type Waiting } from '../../model/waiting.ts'
import { versionName } from '../../text/version-name.ts'
import { listCell, onListsText } from '../formats/on-lists.ts'
import { harmlessLines } from '../style.ts'
import { tagLetters } from '../view.ts'
import { counted, dayText, grouped, reasonText, spanText, stateText } from '../words.ts'
import { el, link, person, type Child } from './elements.ts'
import { keptMarks } from './own.ts'
import type { Page } from './page.ts'
import { idPart, type Site } from './site.ts'

/** What the list was narrowed down to, as it stands in the address. */
export interface ListChoice {
  readonly title: string
  readonly author: string
  readonly reviewer: string
  readonly file: string
  readonly state: string
  readonly turn: string
  readonly sort: string
  /** `starred` or `ignored`: only these. */
  readonly kept: string
}

/** What goes with a page of a list. */
export interface ListPlace {
  /** For ages: the time of the newest mail, milliseconds since 1970. */
  readonly now: number
  /** How many are on the pages before. */
  readonly offset: number
  /** Addresses of the pages before and after. */
  readonly before: string | null
  readonly after: string | null
  /** What stands behind the path in the address. */
  readonly asked: string
  /** The address of the same list in another order. */
  readonly sorted: (sort: string) => string
  /** The address of those that are left out because they are ignored. */
  readonly ignored: string
  /** What may be missing, where there is no series; `null`: nothing. */
  readonly waiting: Waiting | null
  /** Up to when who reads has seen each; `null`: the browser remembers. */
  readonly seen: Readonly<Record<string, string>> | null
}

/** Series, newest activity first, or in the order that was chosen. */
export function listPage(
  site: Site,
  { series, total, ignored, newest }: ListReport,
  choice: ListChoice,
  place: ListPlace,
): Page {
  return {
    title: 'Series',
    json: `/list.json${place.asked}`,
    feed: { page: 'feed', of: 'list' },
    main: [
      el('h1', null, 'Series'),
      ...(site.isServed ? [form(choice, place.seen !== null)] : []),
      series.length === 0 ? none(choice, place) : table(site, series, choice, place),
      el('p', 'dim', steps(place, series.length, total), ignoredLink(place, ignored), upTo(newest)),
    ],
  }
}

/** Where a store is empty, what fills it; else that nothing fits, or not yet. */
function none(choice: ListChoice, { offset, waiting }: ListPlace): Element {
  if (offset > 0) return el('p', null, 'There are no more series.')
  const isNarrowed = Object.values(choice).some((value) => value !== '')
  const none = isNarrowed ? 'No series fits.' : 'Nothing is here yet.'
  if (waiting !== null) {
    const command = el('code', null, 'patchtrail derive')
    return el('p', null, `${none} ${waitingText(waiting)}. This does it: `, command)
  }
  if (isNarrowed) return el('p', null, none)
  const command = el('code', null, 'patchtrail ingest <mbox or address>')
  return el('p', null, `${none} This reads mail: `, command)
}

function steps({ offset, before, after }: ListPlace, shown: number, total: number): Child {
  const range = shown === 0 ? '0' : `${grouped(offset + 1)} to ${grouped(offset + shown)}`
  return [
    before && [el('a', { href: before, rel: ['prev'] }, '\u2190 before'), ' '],
    `${range} of ${grouped(total)} series `,
    after && el('a', { href: after, rel: ['next'] }, 'more \u2192'),
  ]
}

/** An archive that is not read every day knows nothing of today. */
function upTo(newest: string | null): Child {
  return newest === null ? null : ` Times are counted up to the newest mail, ${dayText(newest)}.`
}

function ignoredLink({ ignored: href }: ListPlace, ignored: number): Child {
  return ignored === 0 ? null : [' ', el('a', { href }, `${grouped(ignored)} more are ignored`)]
}

/** @param isOwn whether stars are kept here */
function form(choice: ListChoice, isOwn: boolean): Element {
  const field = (name: keyof ListChoice, label: string): Element => {
    const value = harmlessLines(choice[name])
    return el('label', null, label, el('input', { name, value, maxLength: 200 }))
  }
  const select = (name: keyof ListChoice, label: string, values: readonly string[]): Element =>
    el(
      'label',
      null,
      label,
      el(
        'select',
        { name },
        values.map((value) => option(value, choice[name])),
      ),
    )
  return el(
    'form',
    { action: '/', method: 'get', className: 'filter', ariaLabel: 'Narrow down' },
    field('title', 'Title'),
    field('author', 'Author'),
    field('reviewer', 'Reviewer'),
    field('file', 'File'),
    select('state', 'State', ['', ...SERIES_STATES, 'stale']),
    select('turn', 'Turn', ['', ...TURNS]),
    isOwn ? select('kept', 'Mine', ['', 'starred', 'ignored']) : null,
    el('button', { type: 'submit' }, 'Show'),
  )
}

function option(value: string, chosen: string): Element {
  const label = value === '' ? 'any' : value.replaceAll('-', ' ')
  return el('option', { value, selected: value === chosen }, label)
}

/** Heads of the columns, those by which a list can be sorted with the name of that order. */
const HEADS: readonly (readonly [title: string, sort: string | null])[] = [
  ['Title', null],
  ['Author', null],
  ['Version', 'started'],
  ['State', null],
  ['Open', 'open'],
  ['Tags', null],
  ['Replies', 'replies'],
  ['Last mail', 'activity'],
]

function headCell(title: string, sort: string | null, choice: ListChoice, place: ListPlace) {
  if (sort === null) return el('th', { scope: 'col' }, title)
  const isThis = (choice.sort || 'activity') === sort
  const to = isThis && sort === 'activity' ? 'waiting' : sort
  const sign = isThis
    ? ' \u2193'
    : choice.sort === 'waiting' && sort === 'activity'
      ? ' \u2191'
      : ''
  return el(
    'th',
    { scope: 'col' },
    el('a', { href: place.sorted(to), title: `sort by ${title.toLowerCase()}` }, title + sign),
  )
}

function table(
  site: Site,
  series: readonly ListedRecord[],
  choice: ListChoice,
  place: ListPlace,
): Element {
  const names = HEADS.map(([title, sort]) =>
    headCell(title, site.isServed ? sort : null, choice, place),
  )
  const rows = series.map((one) => row(site, one, place))
  return el(
    'div',
    'wide',
    el('table', 'series', el('thead', null, el('tr', null, names)), el('tbody', null, rows)),
  )
}

function row(site: Site, one: ListedRecord, { now, seen }: ListPlace): Element {
  const { id, title, author, standing: s, stale } = one
  const open = s.open + s.agreed
  const reason = { title: reasonText(s), ...(stale ? { className: 'dim' } : {}) }
  const activity = s.activity ?? ''
  return el(
    'tr',
    seen === null
      ? { className: 'step', tabIndex: -1, dataSeen: idPart(id), dataDate: activity }
      : { className: isNew(seen[id], activity) ? 'step new' : 'step', tabIndex: -1 },
    el(
      'th',
      { scope: 'row' },
      keptMarks(one.kept),
      link(site, { page: 'series', id }, title),
      listMark(one),
    ),
    el('td', null, person(site, author)),
    el('td', null, `${versionName(s)}, ${counted(s.patches, 'patch', 'patches')}`),
    el('td', reason, stateText(s, stale)),
    el(
      'td',
      'num',
      open > 0
        ? link(site, { page: 'issues', id }, el('span', 'badge open', String(open)))
        : '\u2013',
    ),
    el('td', null, tagLetters(s.tags)),
    el('td', 'num', String(s.replies)),
    el('td', 'dim', el('time', { dateTime: activity, title: activity }, spanText(s.activity, now))),
  )
}

/** Of a folder of stores, the list of a series, and how many others it went to. */
function listMark(one: ListedRecord): Child {
  if (one.list === undefined) return null
  const title = onListsText(one).join()
  const href = `/?list=${encodeURIComponent(one.list)}`
  return [' ', el('a', { className: 'dim', href, title }, listCell(one))]
}

/** Has it got mail since it was looked at? */
function isNew(seen: string | undefined, activity: string): boolean {
  return seen !== undefined && activity > seen
}
