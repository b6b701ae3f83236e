import type { Element } from 'hast'
import { h } from 'hastscript'
import type { ListedRecord, ListReport } from '../../model/report/listing.ts'
import { SERIES_STATES, TURNS } from '../../model/review.ts'
import { versionName } from '../../text/version-name.ts'
import { grouped, spanText, stateText } from '../words.ts'
import { harmlessLines } from '../style.ts'
import { children, link, person } from './elements.ts'
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

/** Series, newest activity first. @param now for ages, milliseconds since 1970 @param more address of the next page @param asked what stands behind the path */
export function listPage(
  site: Site,
  report: ListReport,
  choice: ListChoice,
  now: number,
  more: string | null,
  asked: string,
): Page {
  return {
    title: 'Series',
    json: `/list.json${asked}`,
    feed: { page: 'feed', of: 'list' },
    main: [
      h('h1', 'Series'),
      ...(site.isServed ? [form(choice)] : []),
      report.series.length === 0 ? h('p', 'No series fits.') : table(site, report.series, now),
      h('p', { className: 'dim' }, [
        `${grouped(report.series.length)} of ${grouped(report.total)} series `,
        ...(more ? [h('a', { href: more }, 'more')] : []),
      ]),
    ],
  }
}

function form(choice: ListChoice): Element {
  const field = (name: keyof ListChoice, label: string): Element =>
    h('label', [label, h('input', { name, value: harmlessLines(choice[name]), maxLength: 200 })])
  const select = (name: keyof ListChoice, label: string, values: readonly string[]): Element =>
    h('label', [
      label,
      h(
        'select',
        { name },
        values.map((value) =>
          h(
            'option',
            { value, selected: value === choice[name] },
            value === '' ? 'any' : value.replaceAll('-', ' '),
          ),
        ),
      ),
    ])
  return h('form', { action: '/', method: 'get', className: 'filter', ariaLabel: 'Narrow down' }, [
    field('title', 'Title'),
    field('author', 'Author'),
    field('reviewer', 'Reviewer'),
    field('file', 'File'),
    select('state', 'State', ['', ...SERIES_STATES, 'stale']),
    select('turn', 'Turn', ['', ...TURNS]),
    h('button', { type: 'submit' }, 'Show'),
  ])
}

function table(site: Site, series: readonly ListedRecord[], now: number): Element {
  const head = ['Title', 'Author', 'Version', 'State', 'Open', 'Tags', 'Replies', 'Last mail']
  return h(
    'div',
    { className: 'wide' },
    h('table', { className: 'series' }, [
      h(
        'thead',
        h(
          'tr',
          head.map((name) => h('th', { scope: 'col' }, name)),
        ),
      ),
      h(
        'tbody',
        series.map((one) => row(site, one, now)),
      ),
    ]),
  )
}

function row(
  site: Site,
  { id, title, author, standing: s, stale }: ListedRecord,
  now: number,
): Element {
  const { reviewed, acked, tested } = s.tags
  const tags = (
    [
      ['R', reviewed],
      ['A', acked],
      ['T', tested],
    ] as const
  )
    .filter(([, n]) => n > 0)
    .map(([letter, n]) => `${letter}${n}`)
    .join(' ')
  const open = s.open + s.agreed
  return h('tr', [
    h('th', { scope: 'row' }, link(site, { page: 'series', id }, title)),
    h('td', person(site, author)),
    h('td', `${versionName(s)}, ${s.patches} ${s.patches === 1 ? 'patch' : 'patches'}`),
    h(
      'td',
      { className: stale ? 'dim' : '', title: harmlessLines(s.reason) },
      children(stateText(s, stale)),
    ),
    h(
      'td',
      { className: 'num' },
      open > 0 ? h('span', { className: 'badge open' }, String(open)) : '\u2013',
    ),
    h('td', tags),
    h('td', { className: 'num' }, String(s.replies)),
    h('td', { className: 'dim', title: s.activity ?? '' }, spanText(s.activity, now)),
  ])
}
