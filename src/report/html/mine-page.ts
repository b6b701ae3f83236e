import type { Element } from 'hast'
import type { ListReport } from '../../model/report/list.ts'
import type { TodoReport, TodoSeries } from '../../model/report/todo.ts'
import { versionName } from '../../text/version-name.ts'
import { harmlessLines } from '../style.ts'
import { counted, stateText } from '../words.ts'
import { dim, el, link, person, spaced, time, type Child } from './elements.ts'
import { issueCard } from './issue-parts.ts'
import { keptMarks, savedSearches } from './own.ts'
import type { Page } from './page.ts'
import { idPart, type Site } from './site.ts'

/** Issues of a series that are shown at once. */
const SHOWN = 2

/** What stands beside what is owed. */
export interface MineLists {
  readonly ready: ListReport
  readonly stale: ListReport
  /** `null`: nothing can be starred here. */
  readonly starred: ListReport | null
}

/** What is kept of the reader. */
export interface MineOwn {
  readonly searches: Readonly<Record<string, string>>
  /** Up to when each series was seen; `null`: the browser remembers. */
  readonly seen: Readonly<Record<string, string>> | null
}

/**
 * What one person has to do today: what is owed, what came back, what is ready, what lies about.
 */
export function minePage(site: Site, todo: TodoReport, lists: MineLists, own: MineOwn): Page {
  const { me, series } = todo
  const { ready, stale, starred } = lists
  const owed = series.filter(({ role }) => role === 'author')
  const back = series.filter(({ role }) => role === 'reviewer')
  return {
    title: `My day: ${me}`,
    json: `/my.json?me=${encodeURIComponent(me)}`,
    up: { page: 'list' },
    main: [
      el('h1', null, `My day: ${me}`),
      whoForm('/my/', me),
      el(
        'div',
        'day',
        column(site, 'I owe an answer or a change', owed, own),
        column(site, 'Came back to me: new versions to look at', back, own),
        el(
          'section',
          null,
          starred ? listed(site, 'Starred', starred) : null,
          listed(site, 'Mine, and ready to be taken', ready),
          listed(site, 'Mine, and left lying', stale),
          searchesOf(site, own),
        ),
      ),
      todo.left > 0
        ? el('p', 'dim', `${counted(todo.left, 'series', 'series')} with older mail not looked at.`)
        : null,
    ].filter((one) => one !== null),
  }
}

/** Asks who somebody is; nobody logs in, the browser remembers it. */
export function whoForm(action: string, me: string): Element {
  const value = harmlessLines(me)
  return el(
    'form',
    { action, method: 'get', className: 'filter', ariaLabel: 'Who are you?' },
    el('label', null, 'Your address', el('input', { name: 'me', value, maxLength: 200 })),
    el('button', { type: 'submit' }, 'Show'),
  )
}

/** Where somebody has seen all that there is of a series. */
export function nothingNewPage(site: Site, id: string, title: string, words: string): Page {
  return {
    title: `Nothing new in ${title}`,
    up: { page: 'series', id },
    main: [
      el('h1', null, 'Nothing new in ', link(site, { page: 'series', id }, title)),
      el('p', null, words),
      whoForm(`/s/${idPart(id)}/since/`, ''),
    ],
  }
}

/** Where nobody has said yet who reads. */
export function whoPage(action: string, title: string): Page {
  return {
    title,
    up: { page: 'list' },
    main: [
      el('h1', null, title),
      el(
        'p',
        null,
        'Tell your address, or a part of it as it stands in your mail; this browser keeps it.',
      ),
      whoForm(action, ''),
    ],
  }
}

function searchesOf(site: Site, { searches }: MineOwn): Child {
  const saved = savedSearches(site, searches)
  return saved && [el('h2', null, 'Saved searches'), saved]
}

function column(site: Site, heading: string, all: readonly TodoSeries[], own: MineOwn): Element {
  return el(
    'section',
    null,
    el('h2', null, `${heading} (${all.length})`),
    all.length === 0 ? el('p', 'dim', 'Nothing.') : all.map((one) => seriesElement(site, one, own)),
  )
}

function seriesElement(site: Site, one: TodoSeries, { seen }: MineOwn): Element {
  const since = seen?.[one.id] ?? null
  const cards = one.issues.map((issue) => issueCard(site, issue, since))
  const isNew = since !== null && (one.date ?? '') > since
  const rest = cards.slice(SHOWN)
  return el(
    'section',
    seen === null
      ? { className: 'due', dataSeen: idPart(one.id), dataDate: one.date ?? '' }
      : isNew
        ? 'due new'
        : 'due',
    el('h3', null, link(site, { page: 'series', id: one.id }, one.title)),
    el('p', 'meta', spaced(versionName(one), time(one.date), person(site, one.author))),
    cards.slice(0, SHOWN),
    rest.length === 0
      ? null
      : el('details', null, el('summary', null, `${rest.length} more`), rest),
  )
}

function listed(site: Site, heading: string, { series, total }: ListReport): Element[] {
  const items = series.map(({ id, title, standing, stale, kept: { note } }) =>
    el(
      'li',
      null,
      spaced(
        link(site, { page: 'series', id }, title),
        note === null ? null : keptMarks({ star: false, ignore: false, note }),
        dim(`${versionName(standing)}, ${stateText(standing, stale)}`),
        time(standing.activity),
      ),
    ),
  )
  return [
    el('h2', null, `${heading} (${total})`),
    items.length === 0 ? el('p', 'dim', 'Nothing.') : el('ul', 'last', items),
  ]
}
