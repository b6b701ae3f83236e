import type { Element } from 'hast'
import type { ListedRecord, ListReport } from '../../model/report/list.ts'
import { SERIES_STATES, TURNS } from '../../model/review.ts'
import { versionName } from '../../text/version-name.ts'
import { harmlessLines } from '../style.ts'
import { tagLetters } from '../view.ts'
import { counted, grouped, spanText, stateText } from '../words.ts'
import { el, link, person } from './elements.ts'
import type { Page } from './page.ts'
import type { Site } from './site.ts'

/** What the list was narrowed down to, as it stands in the address. */
export interface ListChoice {
  readonly title: string
  readonly author: string
  readonly reviewer: string
  readonly file: string
  readonly state: string
  readonly turn: string
}

/** What goes with a page of a list. */
export interface ListPlace {
  /** For ages; milliseconds since 1970. */
  readonly now: number
  /** Address of the next page. */
  readonly more: string | null
  /** What stands behind the path in the address. */
  readonly asked: string
}

/** Series, newest activity first. */
export function listPage(
  site: Site,
  { series, total }: ListReport,
  choice: ListChoice,
  { now, more, asked }: ListPlace,
): Page {
  return {
    title: 'Series',
    json: `/list.json${asked}`,
    feed: { page: 'feed', of: 'list' },
    main: [
      el('h1', null, 'Series'),
      ...(site.isServed ? [form(choice)] : []),
      series.length === 0 ? el('p', null, 'No series fits.') : table(site, series, now),
      el(
        'p',
        'dim',
        `${grouped(series.length)} of ${grouped(total)} series `,
        more && el('a', { href: more }, 'more'),
      ),
    ],
  }
}

function form(choice: ListChoice): Element {
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
    el('button', { type: 'submit' }, 'Show'),
  )
}

function option(value: string, chosen: string): Element {
  const label = value === '' ? 'any' : value.replaceAll('-', ' ')
  return el('option', { value, selected: value === chosen }, label)
}

function table(site: Site, series: readonly ListedRecord[], now: number): Element {
  const head = ['Title', 'Author', 'Version', 'State', 'Open', 'Tags', 'Replies', 'Last mail']
  const names = head.map((name) => el('th', { scope: 'col' }, name))
  const rows = series.map((one) => row(site, one, now))
  return el(
    'div',
    'wide',
    el('table', 'series', el('thead', null, el('tr', null, names)), el('tbody', null, rows)),
  )
}

function row(site: Site, one: ListedRecord, now: number): Element {
  const { id, title, author, standing: s, stale } = one
  const open = s.open + s.agreed
  const reason = { className: stale ? 'dim' : '', title: harmlessLines(s.reason) }
  return el(
    'tr',
    null,
    el('th', { scope: 'row' }, link(site, { page: 'series', id }, title)),
    el('td', null, person(site, author)),
    el('td', null, `${versionName(s)}, ${counted(s.patches, 'patch', 'patches')}`),
    el('td', reason, stateText(s, stale)),
    el('td', 'num', open > 0 ? el('span', 'badge open', String(open)) : '\u2013'),
    el('td', null, tagLetters(s.tags)),
    el('td', 'num', String(s.replies)),
    el('td', { className: 'dim', title: s.activity ?? '' }, spanText(s.activity, now)),
  )
}
