import { isDue, STRENGTHS } from '../../model/issue.ts'
import type { IssuesReport, ShownIssue } from '../../model/report/issues.ts'
import { isOwed } from '../debts/issue-head.ts'
import type { Fresh, MailLine, SeriesOverview } from '../../model/report/overview.ts'
import { senderOf } from '../../issues/exchange/sender.ts'
import type { StoredMaterial } from '../../store/material.ts'
import type { StoredMail } from '../../store/read-mails.ts'
import { newestFirst } from '../../text/order.ts'
import { versionName } from '../../text/version-name.ts'

/** Mails that are shown as the last ones. */
const LAST = 5

/**
 * What a page of a series shows first.
 * @param report its issues, those that are pending
 * @param since up to when who reads has seen it, ISO 8601 UTC
 */
export function overviewOf(
  material: StoredMaterial,
  report: IssuesReport,
  since: string | null = null,
): SeriesOverview {
  const pending = report.versions.flatMap(({ issues }) => issues)
  return {
    open: pending.filter(isOwed).sort(mostOwedFirst),
    others: pending.filter((issue) => isDue(issue) && !isOwed(issue)).sort(mostOwedFirst),
    again: pending.filter((issue) => !isDue(issue)),
    settled: Object.values(report.hidden).reduce((sum, n) => sum + n, 0),
    lastMail: [...material.mails.values()].sort(newestFirst).slice(0, LAST).map(mailLine),
    fresh: since === null ? null : freshIn(material, pending, since),
  }
}

function freshIn(
  { series, mails }: StoredMaterial,
  pending: readonly ShownIssue[],
  since: string,
): Fresh {
  const isNew = ({ date }: { readonly date: string | null }): boolean => (date ?? '') > since
  return {
    since,
    mails: [...mails.values()].filter(isNew).length,
    versions: series.revisions.filter(isNew).map((r) => versionName(r)),
    requests: pending.filter(isNew).length,
  }
}

/** One line of a mail. */
function mailLine({ id, subject, from, date, kind }: StoredMail): MailLine {
  return { messageId: id, subject, from, sender: senderOf(from), date, content: kind }
}

/** Passed over by most versions, then the strongest, then the newest. */
function mostOwedFirst(a: ShownIssue, b: ShownIssue): number {
  return (
    b.passedOver.length - a.passedOver.length ||
    STRENGTHS.indexOf(a.strength) - STRENGTHS.indexOf(b.strength) ||
    newestFirst({ date: a.date, id: a.id }, { date: b.date, id: b.id })
  )
}
