import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { IssuesReport } from '../../model/report/issues.ts'
import type { StatusCell, StatusReport, StatusTag } from '../../model/report/listing.ts'
import { numberRanges, versionName } from '../../text/version-name.ts'
import { completenessText, countsText } from '../issues-text.ts'
import { counted, stateText, TAG_NAMES } from '../words.ts'
import { beginning, children, link, person, time } from './elements.ts'
import { issueElement } from './issue-parts.ts'
import type { Page } from './page.ts'
import { idPart, type Site } from './site.ts'

/** A series: its versions, its patches through them, what is open, and tags. */
export function seriesPage(site: Site, status: StatusReport, issues: IssuesReport): Page {
  return {
    title: status.title,
    json: `/s/${idPart(status.id)}.json`,
    feed: { page: 'feed', of: 'series', id: status.id },
    main: [
      h('h1', children(status.title)),
      h('p', { className: 'meta' }, [
        person(site, status.author),
        ' ',
        h('span', { className: 'dim' }, children(status.id)),
      ]),
      h('p', { className: 'state' }, [
        h('strong', stateText(status.standing, status.stale)),
        ...children(`: ${status.standing.reason}`),
      ]),
      h('h2', 'Versions'),
      versions(site, status),
      h('h2', 'Patches'),
      matrix(site, status),
      ...asked(site, issues),
      ...tags(site, status),
    ],
  }
}

function versions(site: Site, { id, versions: all }: StatusReport): Element {
  return h(
    'ol',
    { className: 'versions' },
    all.map((v, i) => {
      const before = all[i - 1]
      const words = countsText(v.issues)
      return h('li', [
        link(site, { page: 'message', id: v.messageId }, h('strong', versionName(v))),
        ' ',
        time(v.date),
        ' ',
        ...children(
          `${counted(v.patches, 'patch', 'patches')}, ${counted(v.replies, 'reply', 'replies')}, ${counted(v.comments, 'comment')}${words === 'nothing' ? '' : `; asked: ${words}`} `,
        ),
        ...(v.missing.length > 0
          ? [h('span', { className: 'doubt' }, `not here: ${numberRanges(v.missing)} `)]
          : []),
        ...(before
          ? [
              link(
                site,
                { page: 'diff', id, from: versionName(before), to: versionName(v) },
                `what changed since ${versionName(before)}`,
              ),
              h(
                'span',
                { className: 'dim' },
                ` joined by ${v.evidence.map((e) => e.rule).join(', ') || 'nothing'}`,
              ),
            ]
          : []),
      ])
    }),
  )
}

const WORDS: Readonly<Record<string, string>> = {
  same: 'same',
  modified: 'changed',
  retitled: 'retitled',
  split: 'split off',
  new: 'new',
  unknown: '?',
}

function matrix(site: Site, { versions: all, rows }: StatusReport): Element {
  return h(
    'div',
    { className: 'wide' },
    h('table', { className: 'matrix' }, [
      h(
        'thead',
        h('tr', [
          h('th', { scope: 'col' }, 'Patch'),
          ...all.map((v) => h('th', { scope: 'col' }, versionName(v))),
        ]),
      ),
      h(
        'tbody',
        rows.map((row) =>
          h('tr', [
            h('th', { scope: 'row' }, [
              ...children(row.title),
              ...(row.fate ? [h('span', { className: 'dim fate' }, children(` ${row.fate}`))] : []),
            ]),
            ...row.cells.map((c) => h('td', cell(site, c))),
          ]),
        ),
      ),
    ]),
  )
}

function cell(site: Site, c: StatusCell | null): ElementContent[] {
  if (!c) return [h('span', { className: 'dim', ariaLabel: 'not in this version' }, '\u00b7')]
  const change = c.carried
    ? 'not sent again'
    : c.change
      ? `${WORDS[c.change] ?? c.change}${c.moved ? ', moved' : ''}`
      : ''
  return children([
    link(site, { page: 'message', id: c.messageId }, String(c.number)),
    ...(change ? [h('span', { className: `change ${c.change ?? ''}` }, ` ${change}`)] : []),
    ...(c.comments > 0
      ? [h('span', { className: 'dim' }, ` ${counted(c.comments, 'comment')}`)]
      : []),
    ...(c.open > 0 ? [' ', h('span', { className: 'badge open' }, `${c.open} open`)] : []),
  ])
}

function asked(site: Site, report: IssuesReport): Element[] {
  const hidden = countsText(report.hidden)
  return [
    h('section', { ariaLabel: 'Issues' }, [
      h('h2', `Open issues (${report.open})`),
      ...report.versions.flatMap((v) =>
        v.issues.length === 0
          ? []
          : [h('h3', versionName(v)), ...v.issues.map((issue) => issueElement(site, issue, false))],
      ),
      ...(report.open === 0 ? [h('p', 'Nothing is open.')] : []),
      h('p', { className: 'dim' }, [
        ...children(`${completenessText(report)}. `),
        ...(hidden === 'nothing'
          ? []
          : [
              `Not shown: ${hidden}. `,
              link(site, { page: 'issues', id: report.id }, 'All issues'),
            ]),
      ]),
    ]),
  ]
}

/** All issues of a series, settled ones too. */
export function issuesPage(site: Site, report: IssuesReport): Page {
  return {
    title: `Issues of ${report.title}`,
    json: `/s/${idPart(report.id)}/issues.json`,
    main: [
      h('h1', ['Issues of ', link(site, { page: 'series', id: report.id }, report.title)]),
      ...report.versions.flatMap((v) => [
        h('h2', `${versionName(v)}: ${countsText(v.counts)}`),
        ...v.issues.map((issue) => issueElement(site, issue, false)),
      ]),
      h('p', { className: 'dim' }, `${completenessText(report)}.`),
    ],
  }
}

function tags(site: Site, { tags: all, versions: v, applied }: StatusReport): Element[] {
  const latest = v.at(-1)
  const given =
    all.length === 0
      ? []
      : [
          h('h2', `Tags on ${versionName(latest)}`),
          h(
            'ul',
            all.map((tag) => h('li', tagWords(site, tag, latest?.patches ?? 0))),
          ),
        ]
  const taken =
    applied.length === 0
      ? []
      : [
          h('h2', 'Applied'),
          h(
            'ul',
            applied.map((a) =>
              h('li', [
                person(site, a.by),
                ' ',
                time(a.date),
                ' ',
                link(site, { page: 'raw', id: a.messageId, line: a.line }, beginning(a.text, 100)),
              ]),
            ),
          ),
        ]
  return [...given, ...taken]
}

function tagWords(
  site: Site,
  { kind, person: who, numbers, state, conditional, messageId }: StatusTag,
  patches: number,
): ElementContent[] {
  const words = {
    given: 'given to this version',
    carried: 'carried over',
    stale: 'carried over, but the patch has changed since',
    lost: 'lost: not in this version any more',
  }[state]
  const range =
    patches > 1 && numbers.length === patches ? 'all patches' : `patch ${numberRanges(numbers)}`
  return [
    h('span', { className: 'trailer' }, `${TAG_NAMES[kind]} `),
    person(site, who),
    ...children(` ${range}, ${words}${conditional ? ', on a condition' : ''} `),
    ...(messageId ? [link(site, { page: 'message', id: messageId }, 'mail')] : []),
  ]
}
