import type { Element } from 'hast'
import type { StatusReport, StatusVersion } from '../../../model/report/status.ts'
import { numberRanges, versionName } from '../../../text/version-name.ts'
import { counted, countsText, spanText } from '../../words.ts'
import { dim, el, link, svg, time, type Child } from '../elements.ts'
import { idPart, type Site } from '../site.ts'

/** Height of the highest bar, in pixels. */
const HIGH = 56
const WIDE = 22

/** Versions from the first to the latest, each with what was asked on it by what came of it. */
export function timeline(site: Site, status: StatusReport): Element {
  const { id, versions } = status
  const most = Math.max(1, ...versions.map(({ issues }) => total(issues)))
  const items = versions.map((version, i) =>
    el(
      'li',
      i === versions.length - 1 ? 'latest' : null,
      bar(version, most),
      el('span', null, nameOf(site, version), gapOf(version, versions[i - 1] ?? null)),
      time(version.date),
      facts(version),
      sinceLink(site, id, version, versions[i - 1] ?? null),
    ),
  )
  return el(
    'section',
    { className: 'timeline', ariaLabel: 'Versions' },
    el('h2', null, 'Versions and what was asked on them', legend()),
    el('div', { className: 'wide latest-first' }, el('ol', null, items)),
    site.isServed && versions.length > 2 ? picker(id, versions) : null,
  )
}

/** Any two versions, to be compared. */
function picker(id: string, versions: readonly StatusVersion[]): Element {
  const names = versions.map(versionName)
  const select = (name: string, chosen: number): Element =>
    el(
      'select',
      { name, ariaLabel: name === 'from' ? 'From version' : 'To version' },
      names.map((value, i) => el('option', { value, selected: i === chosen }, value)),
    )
  return el(
    'form',
    { action: `/s/${idPart(id)}/compare`, method: 'get', className: 'meta', ariaLabel: 'Compare' },
    'Compare ',
    select('from', 0),
    ' with ',
    select('to', names.length - 1),
    ' ',
    el('button', { type: 'submit' }, 'Show'),
  )
}

function total(issues: StatusVersion['issues']): number {
  return Object.values(issues).reduce((sum, n) => sum + n, 0)
}

/** A stack of what was asked: settled below, open on top, as high as there is much. */
function bar({ issues }: StatusVersion, most: number): Element {
  const parts = [
    ['addressed', issues.addressed],
    ['answered', issues.answered],
    ['rejected', issues.rejected],
    ['open', issues.open + issues.agreed],
  ] as const
  const label = total(issues) === 0 ? 'nothing asked' : `asked: ${countsText(issues)}`
  let top = HIGH
  const rects: Child = parts
    .filter(([, n]) => n > 0)
    .map(([className, n]) => {
      const height = Math.max(2, Math.round((HIGH * n) / most))
      top -= height
      return svg('rect', { className, x: 0, y: Math.max(0, top), width: WIDE, height })
    })
  const none = svg('rect', { className: 'none', x: 0, y: HIGH - 1, width: WIDE, height: 1 })
  return svg(
    'svg',
    { width: WIDE, height: HIGH, role: 'img', ariaLabel: label },
    svg('title', {}, label),
    rects.length > 0 ? rects : none,
  )
}

function nameOf(site: Site, version: StatusVersion): Element {
  return link(site, { page: 'message', id: version.messageId }, versionName(version), 'name')
}

/** How long after the version before. */
function gapOf({ date }: StatusVersion, before: StatusVersion | null): Child {
  return before?.date && date ? dim(` +${spanText(before.date, Date.parse(date))}`) : null
}

/** How much was said, and what is not here. */
function facts({ replies, missing }: StatusVersion): Child {
  return [
    dim(counted(replies, 'reply', 'replies')),
    missing.length > 0 ? el('span', 'doubt', `not here: ${numberRanges(missing)}`) : null,
  ]
}

function sinceLink(
  site: Site,
  id: string,
  version: StatusVersion,
  before: StatusVersion | null,
): Child {
  if (before === null) return null
  const [from, to] = [versionName(before), versionName(version)]
  const rules = version.evidence.map(({ rule }) => rule).join(', ') || 'nothing'
  const words = el(
    'span',
    { title: `what changed since ${from}; joined to it by ${rules}` },
    `since ${from}`,
  )
  return link(site, { page: 'diff', id, from, to }, words, 'since')
}

function legend(): Element {
  const words = ['addressed', 'answered', 'rejected', 'open']
  return el(
    'span',
    'legend',
    words.flatMap((word, i): Child[] => [i > 0 ? ', ' : ' ', el('span', word, word)]),
  )
}
