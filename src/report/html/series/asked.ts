import type { Element } from 'hast'
import type { IssuesReport, ShownIssue } from '../../../model/report/issues.ts'
import type { MailLine, SeriesOverview } from '../../../model/report/overview.ts'
import { completenessText } from '../../issues-text.ts'
import { grouped } from '../../words.ts'
import { el, link, person, spaced, time, type Child } from '../elements.ts'
import { issueCard } from '../issue-parts.ts'
import type { Site } from '../site.ts'

/**
 * Cards that are shown at once; more are folded, and what is beyond these stands with all issues.
 */
const SHOWN = { open: 5, again: 2 }
const FOLDED = 15

/** What a maintainer wants to know first: what is open, and what only seems to be settled. */
export function askedFirst(site: Site, report: IssuesReport, overview: SeriesOverview): Element {
  const { open, others, again, settled, fresh } = overview
  const since = fresh?.since ?? null
  return el(
    'aside',
    { className: 'asked-first', ariaLabel: 'Issues' },
    el('h2', null, `Open first (${open.length})`),
    open.length === 0
      ? el('p', null, 'Nothing is open.')
      : cards(site, report, { issues: open, shown: SHOWN.open, since }),
    others.length === 0
      ? null
      : el(
          'details',
          null,
          el(
            'summary',
            null,
            `Open, but asked of others, or left to the author (${others.length})`,
          ),
          others.map((issue) => issueCard(site, issue)),
        ),
    again.length === 0
      ? null
      : [
          el('h2', null, `Look again: settled by little evidence (${again.length})`),
          cards(site, report, { issues: again, shown: SHOWN.again, since }),
        ],
    el('p', 'dim meta', spaced(`${completenessText(report)}.`, allLink(site, report, settled))),
  )
}

function allLink(site: Site, { id }: IssuesReport, settled: number): Child {
  const words = settled === 0 ? 'All issues' : `All issues, ${grouped(settled)} settled ones too`
  return link(site, { page: 'issues', id }, words)
}

interface Cards {
  readonly issues: readonly ShownIssue[]
  /** What was raised after it is new to who reads. */
  readonly since: string | null
}

function cards(
  site: Site,
  report: IssuesReport,
  { issues, shown, since }: Cards & { readonly shown: number },
): Child {
  const rest = issues.slice(shown)
  return [
    issues.slice(0, shown).map((issue) => issueCard(site, issue, since)),
    rest.length === 0
      ? null
      : el(
          'details',
          null,
          el('summary', null, `${rest.length} more`),
          folded(site, report, { issues: rest, since }),
        ),
  ]
}

function folded(site: Site, { id }: IssuesReport, { issues, since }: Cards): Child {
  const left = issues.length - FOLDED
  return [
    issues.slice(0, FOLDED).map((issue) => issueCard(site, issue, since)),
    left > 0
      ? el('p', 'meta', link(site, { page: 'issues', id }, `${left} more among all issues`))
      : null,
  ]
}

/** The latest mail, a line each; nothing where there is none. */
export function lastMail(site: Site, mails: readonly MailLine[], since: string | null): Element[] {
  if (mails.length === 0) return []
  const items = mails.map(({ messageId: id, subject, from, sender, date }) =>
    el(
      'li',
      since !== null && (date ?? '') > since ? 'new' : null,
      spaced(
        time(date),
        person(site, from, sender),
        link(site, { page: 'message', id }, shortened(subject)),
      ),
    ),
  )
  return [el('h2', null, 'Last mail'), el('ul', 'last', items)]
}

/** What a subject says beyond the title: `Re: 3/11`. */
function shortened(subject: string): string {
  const part = /^((?:re|aw):\s*)?\[([^\]]*)\]/i.exec(subject)
  const number = /\d+\/\d+/.exec(part?.[2] ?? '')?.[0]
  if (number === undefined) return subject
  return part?.[1] === undefined ? `sends ${number}` : `answers ${number}`
}
