import type { Element } from 'hast'
import { h } from 'hastscript'
import type { ShownIssue } from '../../model/report/issues.ts'
import type { DiffedPatch, DiffReport } from '../../model/report/listing.ts'
import { versionName } from '../../text/version-name.ts'
import { children, link, text, time } from './elements.ts'
import { issueElement } from './issue-parts.ts'
import type { Page } from './page.ts'
import { idPart, type Site } from './site.ts'

/** What changed between two versions, patch by patch, with the issues that it settles. */
export function diffPage(site: Site, report: DiffReport, settled: readonly ShownIssue[]): Page {
  const [from, to] = [versionName(report.from), versionName(report.to)]
  return {
    title: `${from} to ${to} of ${report.title}`,
    json: `/s/${idPart(report.id)}/${from}..${to}.json`,
    main: [
      h('h1', [
        `${from} to ${to} of `,
        link(site, { page: 'series', id: report.id }, report.title),
      ]),
      h('p', { className: 'meta' }, [
        from,
        ' ',
        time(report.from.date),
        ', ',
        to,
        ' ',
        time(report.to.date),
      ]),
      ...report.patches.map((patch) => patchElement(site, patch, from, to)),
      h('section', { ariaLabel: 'Settled' }, [
        h('h2', `Requests that ${to} settles (${settled.length})`),
        ...settled.map((issue) => issueElement(site, issue, false)),
      ]),
    ],
  }
}

function patchElement(site: Site, patch: DiffedPatch, from: string, to: string): Element {
  const side = (name: string, number: number | null, id: string | null): Element | string =>
    number === null || id === null
      ? `not in ${name}`
      : link(site, { page: 'message', id }, `${name} ${number}`)
  const head = [
    side(from, patch.from, patch.fromMessageId),
    ' \u2192 ',
    side(to, patch.to, patch.toMessageId),
    ...children(`  ${patch.title}: ${patch.change === 'modified' ? 'changed' : patch.change}`),
  ]
  if (patch.diff.length === 0) return h('p', { className: 'same' }, head)
  return h('section', { className: 'range' }, [
    h('p', head),
    h('details', { open: true }, [
      h('summary', 'the difference'),
      h(
        'div',
        { className: 'lines', tabIndex: 0, role: 'group', ariaLabel: 'Lines' },
        patch.diff.map(diffLine),
      ),
    ]),
  ])
}

/** A line of a diff of diffs: the outer sign tells what changed, the inner one what it does to the code. */
function diffLine(line: string): Element {
  const name = line.startsWith('@@')
    ? 'hunk'
    : line.startsWith('+')
      ? 'ins'
      : line.startsWith('-')
        ? 'del'
        : ''
  return h('div', { className: name ? ['l', name] : ['l'] }, text(line === '' ? '\n' : line))
}
