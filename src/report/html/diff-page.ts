import type { Element } from 'hast'
import type { DiffedPatch, DiffReport } from '../../model/report/diff.ts'
import type { ShownIssue } from '../../model/report/issues.ts'
import { versionName } from '../../text/version-name.ts'
import { lookOfChange } from '../view.ts'
import { el, lineContent, lineList, link, spaced, time, type Child } from './elements.ts'
import { issueElement } from './issue-parts.ts'
import { LINE_CLASSES } from './lines.ts'
import type { Page } from './page.ts'
import { idPart, type Site } from './site.ts'

/** What changed between two versions, patch by patch, with the issues that it settles. */
export function diffPage(site: Site, report: DiffReport, settled: readonly ShownIssue[]): Page {
  const [from, to] = [versionName(report.from), versionName(report.to)]
  return {
    title: `${from} to ${to} of ${report.title}`,
    json: `/s/${idPart(report.id)}/${from}..${to}.json`,
    main: [
      el(
        'h1',
        null,
        `${from} to ${to} of `,
        link(site, { page: 'series', id: report.id }, report.title),
      ),
      el('p', 'meta', spaced(from, time(report.from.date)), ', ', spaced(to, time(report.to.date))),
      ...report.patches.map((patch) => patchElement(site, patch, from, to)),
      el(
        'section',
        { ariaLabel: 'Settled' },
        el('h2', null, `Requests that ${to} settles (${settled.length})`),
        settled.map((issue) => issueElement(site, issue, false)),
      ),
    ],
  }
}

function patchElement(site: Site, patch: DiffedPatch, from: string, to: string): Element {
  const head = headOf(site, patch, from, to)
  if (patch.diff.length === 0) return el('p', 'same', head)
  return el(
    'section',
    'range',
    el('p', null, head),
    el(
      'details',
      { open: true },
      el('summary', null, 'the difference'),
      lineList(patch.diff.map(diffLine)),
    ),
  )
}

function headOf(site: Site, patch: DiffedPatch, from: string, to: string): Child[] {
  const side = (name: string, number: number | null, id: string | null): Child =>
    number === null || id === null
      ? `not in ${name}`
      : link(site, { page: 'message', id }, `${name} ${number}`)
  return [
    side(from, patch.from, patch.fromMessageId),
    ' \u2192 ',
    side(to, patch.to, patch.toMessageId),
    `  ${patch.title}: ${patch.change === 'modified' ? 'changed' : patch.change}`,
  ]
}

/**
 * A line of a diff of diffs: the outer sign tells what changed, the inner one what it does to the
 * code.
 */
function diffLine(line: string): Element {
  const look = lookOfChange(line)
  return el('div', { className: look ? ['l', LINE_CLASSES[look]] : ['l'] }, lineContent(line))
}
