import type { PresendReport } from '../model/report/presend.ts'
import { numberRanges } from '../text/version-name.ts'
import { briefIssue, issueText, type IssuesOptions } from './issue-text.ts'
import { harmless } from './style.ts'
import { counted, dayText, nameText, TAG_NAMES } from './words.ts'

/** What the patches leave undone: requests first, then tags and names. */
export function presendText(report: PresendReport, options: IssuesOptions): string[] {
  const { paint } = options
  const { left, lookAgain, tags, unnamed } = report
  const chapter = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', paint('title', title), ...lines]
  return [
    paint('title', harmless(report.title)),
    paint(
      'dim',
      `${report.handle}  v${report.version} to be, after v${report.before}: ${counted(report.patches, 'patch', 'patches')}`,
    ),
    verdictText(report, paint),
    ...chapter(
      'Asked for, and these patches do not do it',
      left.flatMap((issue) => issueText(issue, options)),
    ),
    ...chapter(
      'Look again: likely done, but the lines are as they were',
      lookAgain.flatMap((issue) => briefIssue(issue, options)),
    ),
    ...chapter(
      'Tags that the patches do not carry',
      tags.map(
        ({ kind, person, numbers }) =>
          `  ${TAG_NAMES[kind]}: ${nameText(person)}  (patch ${numberRanges(numbers)})`,
      ),
    ),
    ...chapter(
      'The changelog does not name, though their requests are met',
      unnamed.map((person) => `  ${nameText(person)}`),
    ),
    ...(report.hasChangelog ? [] : ['', paint('warning', 'There is no changelog.')]),
    '',
    paint('dim', `as far as the store knows: its newest mail is of ${dayText(report.newest)}`),
  ]
}

function verdictText(report: PresendReport, paint: IssuesOptions['paint']): string {
  const { left, lookAgain, tags } = report
  const parts = [
    ...(left.length > 0 ? [counted(left.length, 'request') + ' left undone'] : []),
    ...(tags.length > 0 ? [counted(tags.length, 'tag') + ' lost'] : []),
    ...(lookAgain.length > 0 ? [`look again at ${lookAgain.length}`] : []),
  ]
  if (parts.length === 0) return paint('good', 'nothing that was asked for is left undone')
  return paint(isBlocked(report) ? 'warning' : 'who', parts.join(', '))
}

/** Is there a reason not to send? */
export function isBlocked({ left, tags }: PresendReport): boolean {
  return left.length > 0 || tags.length > 0
}
