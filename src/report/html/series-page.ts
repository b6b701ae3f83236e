import type { Element } from 'hast'
import type { IssuesReport } from '../../model/report/issues.ts'
import type {
  StatusCell,
  StatusReport,
  StatusTag,
  StatusVersion,
} from '../../model/report/status.ts'
import type { Applied } from '../../model/review.ts'
import { numberRanges, versionName } from '../../text/version-name.ts'
import { completenessText } from '../issues-text.ts'
import { TAG_STATE_WORDS, versionText } from '../view.ts'
import { counted, countsText, stateText, TAG_NAMES } from '../words.ts'
import {
  beginning,
  dim,
  el,
  link,
  openBadge,
  person,
  spaced,
  time,
  type Child,
} from './elements.ts'
import { issueElement } from './issue-parts.ts'
import type { Page } from './page.ts'
import { idPart, type Site } from './site.ts'

/** A series: its versions, its patches through them, what is open, and tags. */
export function seriesPage(site: Site, status: StatusReport, issues: IssuesReport): Page {
  const { id, title, author, standing, stale } = status
  return {
    title,
    json: `/s/${idPart(id)}.json`,
    feed: { page: 'feed', of: 'series', id },
    main: [
      el('h1', null, title),
      el('p', 'meta', spaced(person(site, author), dim(id))),
      el('p', 'state', el('strong', null, stateText(standing, stale)), `: ${standing.reason}`),
      el('h2', null, 'Versions'),
      versions(site, status),
      el('h2', null, 'Patches'),
      matrix(site, status),
      asked(site, issues),
      ...tags(site, status),
      ...applied(site, status.applied),
    ],
  }
}

function versions(site: Site, { id, versions: all }: StatusReport): Element {
  const items = all.map((version, i) => versionItem(site, id, version, all[i - 1] ?? null))
  return el('ol', 'versions', items)
}

function versionItem(
  site: Site,
  id: string,
  version: StatusVersion,
  before: StatusVersion | null,
): Element {
  const name = versionName(version)
  return el(
    'li',
    null,
    spaced(
      link(site, { page: 'message', id: version.messageId }, el('strong', null, name)),
      time(version.date),
      `${versionText(version)} `,
    ),
    version.missing.length > 0
      ? el('span', 'doubt', `not here: ${numberRanges(version.missing)} `)
      : null,
    before && sinceLink(site, id, version, before),
  )
}

function sinceLink(site: Site, id: string, version: StatusVersion, before: StatusVersion): Child {
  const [from, to] = [versionName(before), versionName(version)]
  const rules = version.evidence.map(({ rule }) => rule).join(', ')
  return [
    link(site, { page: 'diff', id, from, to }, `what changed since ${from}`),
    dim(` joined by ${rules || 'nothing'}`),
  ]
}

/** What became of a patch, in a word. */
const WORDS: Readonly<Record<string, string>> = {
  same: 'same',
  modified: 'changed',
  retitled: 'retitled',
  split: 'split off',
  new: 'new',
  unknown: '?',
}

function matrix(site: Site, { versions: all, rows }: StatusReport): Element {
  const head = ['Patch', ...all.map(versionName)].map((name) => el('th', { scope: 'col' }, name))
  const body = rows.map(({ title, fate, cells }) =>
    el(
      'tr',
      null,
      el('th', { scope: 'row' }, title, fate && el('span', 'dim fate', ` ${fate}`)),
      cells.map((one) => el('td', null, cell(site, one))),
    ),
  )
  return el(
    'div',
    'wide',
    el('table', 'matrix', el('thead', null, el('tr', null, head)), el('tbody', null, body)),
  )
}

function cell(site: Site, c: StatusCell | null): Child {
  if (!c) return el('span', { className: 'dim', ariaLabel: 'not in this version' }, '\u00b7')
  const change = changeText(c)
  return [
    link(site, { page: 'message', id: c.messageId }, String(c.number)),
    change ? el('span', `change ${c.change ?? ''}`, ` ${change}`) : null,
    c.comments > 0 ? dim(` ${counted(c.comments, 'comment')}`) : null,
    c.open > 0 ? [' ', openBadge(c.open)] : null,
  ]
}

function changeText({ carried, change, moved }: StatusCell): string {
  if (carried) return 'not sent again'
  if (!change) return ''
  return `${WORDS[change] ?? change}${moved ? ', moved' : ''}`
}

function asked(site: Site, report: IssuesReport): Element {
  const hidden = countsText(report.hidden)
  const all = link(site, { page: 'issues', id: report.id }, 'All issues')
  const listed = report.versions.filter(({ issues }) => issues.length > 0)
  return el(
    'section',
    { ariaLabel: 'Issues' },
    el('h2', null, `Open issues (${report.open})`),
    listed.map((version) => [
      el('h3', null, versionName(version)),
      version.issues.map((issue) => issueElement(site, issue, false)),
    ]),
    report.open === 0 ? el('p', null, 'Nothing is open.') : null,
    el(
      'p',
      'dim',
      `${completenessText(report)}. `,
      hidden === 'nothing' ? null : [`Not shown: ${hidden}. `, all],
    ),
  )
}

/** All issues of a series, settled ones too. */
export function issuesPage(site: Site, report: IssuesReport): Page {
  return {
    title: `Issues of ${report.title}`,
    json: `/s/${idPart(report.id)}/issues.json`,
    main: [
      el('h1', null, 'Issues of ', link(site, { page: 'series', id: report.id }, report.title)),
      ...report.versions.flatMap((version) => [
        el('h2', null, `${versionName(version)}: ${countsText(version.counts)}`),
        ...version.issues.map((issue) => issueElement(site, issue, false)),
      ]),
      el('p', 'dim', `${completenessText(report)}.`),
    ],
  }
}

function tags(site: Site, { tags: all, versions: v }: StatusReport): Element[] {
  const latest = v.at(-1)
  const items = all.map((tag) => el('li', null, tagWords(site, tag, latest?.patches ?? 0)))
  return items.length === 0
    ? []
    : [el('h2', null, `Tags on ${versionName(latest)}`), el('ul', null, items)]
}

function tagWords(site: Site, tag: StatusTag, patches: number): Child {
  const { kind, person: who, numbers, state, conditional, messageId: id } = tag
  const isAll = patches > 1 && numbers.length === patches
  const range = isAll ? 'all patches' : `patch ${numberRanges(numbers)}`
  return [
    el('span', 'trailer', `${TAG_NAMES[kind]} `),
    person(site, who),
    ` ${range}, ${TAG_STATE_WORDS[state]}${conditional ? ', on a condition' : ''} `,
    id && link(site, { page: 'message', id }, 'mail'),
  ]
}

function applied(site: Site, all: readonly Applied[]): Element[] {
  const items = all.map(({ by, date, messageId: id, line, text }) =>
    el(
      'li',
      null,
      spaced(
        person(site, by),
        time(date),
        link(site, { page: 'raw', id, line }, beginning(text, 100)),
      ),
    ),
  )
  return items.length === 0 ? [] : [el('h2', null, 'Applied'), el('ul', null, items)]
}
