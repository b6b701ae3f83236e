import type { Element } from 'hast'
import { isDue } from '../../model/issue.ts'
import type { DiffedPatch, DiffReport } from '../../model/report/diff.ts'
import type { IssuesReport, ShownIssue } from '../../model/report/issues.ts'
import { versionName } from '../../text/version-name.ts'
import { grouped } from '../words.ts'
import { dim, el, headed, lineList, link, spaced, time, type Child } from './elements.ts'
import { issueCard } from './issue-parts.ts'
import type { Page } from './page.ts'
import { CHANGES } from './series/changes.ts'
import { idPart, type Site } from './site.ts'

/** With more lines than this, patches are folded: the contents are to be read first. */
const MOST_LINES = 600
/** Cards that are shown at once. */
const SHOWN = 4

/** What changed between two versions: what is open, what it settles, and patch by patch. */
export function diffPage(site: Site, report: DiffReport, issues: IssuesReport): Page {
  const [from, to] = [versionName(report.from), versionName(report.to)]
  const all = issues.versions.flatMap((v) => v.issues)
  const before = all.filter((issue) => orderOf(issue.revisionName) < orderOf(to))
  const open = before.filter((issue) => isDue(issue) || isLater(issue, to))
  const settled = all.filter(({ addressedInName }) => addressedInName === to)
  const isLong = report.patches.reduce((sum, { diff }) => sum + diff.length, 0) > MOST_LINES
  return {
    title: `${from} to ${to} of ${report.title}`,
    json: `/s/${idPart(report.id)}/${from}..${to}.json`,
    up: { page: 'series', id: report.id },
    main: [
      el(
        'h1',
        null,
        `${from} to ${to} of `,
        link(site, { page: 'series', id: report.id }, report.title),
      ),
      el('p', 'meta', spaced(from, time(report.from.date), 'to', to, time(report.to.date))),
      el(
        'div',
        'two',
        asked(site, `Still open after ${to}`, open),
        asked(site, `Settled by ${to}`, settled),
      ),
      contents(site, report, from, to),
      ...report.patches.map((patch, i) => patchElement(site, patch, i, isLong)),
    ].filter((one) => one !== null),
  }
}

/** Settled by a version after the one that is looked at: then it was open still. */
function isLater({ addressedInName }: ShownIssue, to: string): boolean {
  return addressedInName !== null && orderOf(addressedInName) > orderOf(to)
}

/** Of a version among the others, by its name: an RFC comes before what has its number. */
function orderOf(name: string): number {
  return Number(/\d+$/.exec(name)?.[0] ?? 1) - (name.startsWith('RFC') ? 0.5 : 0)
}

function asked(site: Site, heading: string, issues: readonly ShownIssue[]): Element {
  const cards = issues.map((issue) => issueCard(site, issue))
  const rest = cards.slice(SHOWN)
  return el(
    'section',
    { ariaLabel: heading },
    el('h2', null, `${heading} (${issues.length})`),
    issues.length === 0 ? el('p', 'dim', 'Nothing.') : cards.slice(0, SHOWN),
    rest.length === 0
      ? null
      : el('details', null, el('summary', null, `${rest.length} more`), rest),
  )
}

/** All patches with what became of them, each leading to its difference. */
function contents(site: Site, { patches }: DiffReport, from: string, to: string): Element {
  const names = [from, to, 'Patch', 'Change', 'Lines']
  return el(
    'section',
    { ariaLabel: 'Contents' },
    el('h2', null, `Patches (${patches.length})`),
    el(
      'div',
      'wide',
      headed(
        'contents',
        names,
        patches.map((patch, i) => contentsRow(site, patch, i)),
      ),
    ),
  )
}

function contentsRow(site: Site, patch: DiffedPatch, i: number): Element {
  const { from, to, fromMessageId, toMessageId, title, change, diff } = patch
  const [sign, words] = CHANGES[change]
  const side = (number: number | null, id: string | null): Element =>
    el(
      'td',
      null,
      number === null || id === null
        ? dim('\u2013')
        : link(site, { page: 'message', id }, String(number)),
    )
  return el(
    'tr',
    null,
    side(from, fromMessageId),
    side(to, toMessageId),
    el('td', null, diff.length === 0 ? title : el('a', { href: `#patch-${i}` }, title)),
    el('td', null, `${sign} ${words}`),
    el('td', 'dim', diff.length === 0 ? '' : countsOf(diff)),
  )
}

function countsOf(diff: readonly string[]): string {
  const count = (sign: string): string =>
    grouped(diff.filter((line) => line.startsWith(sign)).length)
  return `+${count('+')} \u2212${count('-')}`
}

function patchElement(
  site: Site,
  { from, to, fromMessageId, toMessageId, title, diff }: DiffedPatch,
  i: number,
  isLong: boolean,
): Element | null {
  if (diff.length === 0) return null
  const side = (number: number | null, id: string | null): Child =>
    id === null ? null : link(site, { page: 'message', id }, String(number))
  return el(
    'section',
    'range',
    el('h2', 'filehead', spaced(side(from, fromMessageId), '\u2192', side(to, toMessageId), title)),
    el(
      'details',
      { open: !isLong },
      el('summary', null, `${countsOf(diff)} lines of the patch`),
      // Inside of what is folded: a browser unfolds what an address leads into.
      el('div', { className: 'rd', id: `patch-${i}` }, lineList(diff.map(diffLine))),
    ),
  )
}

const OUTER: Readonly<Record<string, string>> = { '+': 'l ins', '-': 'l del', '@': 'l hunk' }
const INNER: Readonly<Record<string, string>> = { '+': 'i', '-': 'x' }

/**
 * A line of a diff of diffs: the outer sign, with the ground behind the line, tells what changed;
 * the inner one, with the colour of the words, what it does to the code.
 */
function diffLine(line: string): Element {
  const outer = line.slice(0, 1)
  const className = OUTER[outer] ?? 'l'
  if (outer === '@' || line === '') return el('div', className, line === '' ? '\n' : line)
  const inside = line.slice(1)
  return el(
    'div',
    className,
    el('span', 'o', outer),
    el('span', INNER[inside.slice(0, 1)] ?? null, inside),
  )
}
