import type { IssuesReport, ShownIssue, TodoReport } from '../model/report/issues.ts'
import type { IssueState } from '../model/issue.ts'
import { versionName } from '../text/version-name.ts'
import { evidenceWords } from '../model/evidence.ts'
import { harmless, type Paint, type Role } from './style.ts'
import {
  counted,
  dayText,
  fileLineText,
  issueStateText,
  nameText,
  personText,
  stateText,
} from './words.ts'

export interface IssuesOptions {
  readonly paint: Paint
  /** The whole comments and all evidence. */
  readonly full: boolean
}

const ROLES: Readonly<Record<IssueState, Role>> = {
  open: 'warning',
  agreed: 'who',
  addressed: 'good',
  answered: 'good',
  rejected: 'dim',
}

/** The issues of a series, version by version. */
export function issuesText(report: IssuesReport, options: IssuesOptions): string[] {
  const { paint } = options
  const versions = report.versions.flatMap((v) => [
    '',
    paint('title', `${versionName(v)}  ${dayText(v.date)}: ${countsText(v.counts)}`),
    ...v.issues.flatMap((i) => issueText(i, options)),
  ])
  return [
    paint('title', harmless(report.title)),
    paint('dim', `${personText(report.author)}  ${harmless(report.id)}`),
    `${stateText(report.standing, false)}: ${harmless(report.standing.reason)}`,
    ...versions,
    '',
    ...hiddenText(report).map((line) => paint('dim', line)),
    paint('dim', completenessText(report)),
  ]
}

/** What is left out, so that nobody takes the list for all. */
function hiddenText({ hidden }: IssuesReport): string[] {
  const words = countsText(hidden)
  return words === 'nothing' ? [] : [`not shown: ${words} (--all shows all)`]
}

/** `2 open, 1 agreed`; what there is none of is left out. */
export function countsText(counts: Readonly<Record<IssueState, number>>): string {
  const parts = (Object.entries(counts) as [IssueState, number][])
    .filter(([, n]) => n > 0)
    .map(([state, n]) => `${n} ${state}`)
  return parts.length > 0 ? parts.join(', ') : 'nothing'
}

/** `37 of 37 replies read, 2 comments not anchored`. */
export function completenessText({ completeness: c }: IssuesReport): string {
  const missing = c.missing.length > 0 ? `; not in the store: ${c.missing.join(', ')}` : ''
  return `${c.replies} of ${counted(c.replies, 'reply', 'replies')} read, ${counted(c.comments, 'comment')}, ${c.unanchored} not anchored${missing}`
}

function issueText(issue: ShownIssue, { paint, full }: IssuesOptions): string[] {
  const where = placeText(issue)
  const state = issueStateText(issue.state, issue.addressedIn)
  const doubt = issue.marked
    ? ' (you said so)'
    : issue.confidence === 'high'
      ? ''
      : ` (${issue.confidence} confidence)`
  const severity = issue.severity
    ? `  ${paint(issue.severity === 'major' ? 'warning' : 'dim', issue.severity)}`
    : ''
  const now =
    issue.carried && issue.now?.path
      ? paint('dim', `  now ${harmless(fileLineText(issue.now))}`)
      : ''
  const body = full ? issue.text.split('\n') : [issue.summary]
  return [
    '',
    `${paint(ROLES[issue.state], state)}${paint('dim', doubt)}  ${paint('hunk', where)}  ${nameText(issue.by)}${severity}${now}`,
    ...shortQuote(issue.quote, full).map((line) => paint('dim', `  > ${harmless(line)}`)),
    ...body.map((line) => `  ${harmless(line)}`.trimEnd()),
    ...issue.replies
      .slice(full ? 0 : -2)
      .map((r) => `    ${paint('dim', `${nameText(r.by)}:`)} ${harmless(firstLine(r.text))}`),
    ...issue.evidence.slice(0, full ? 9 : 2).map((e) => paint('dim', `    ${evidenceText(e)}`)),
    paint('dim', `    ${harmless(issue.id)}`),
  ]
}

/** `3/7 drivers/x.c:71`: patch, file and line. */
function placeText({ patch, path, line }: ShownIssue): string {
  const at = path ? `${path}${line === null ? '' : `:${line}`}` : patch === 0 ? 'cover' : 'message'
  return harmless(patch === 0 ? at : `${patch}: ${at}`)
}

function shortQuote(quote: readonly string[], full: boolean): string[] {
  const lines = quote.filter((line) => line.trim() !== '')
  return full || lines.length <= 2 ? lines : lines.slice(-2)
}

/** The first line that tells something: a greeting does not, nor who wrote what is quoted. */
export function firstLine(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const line =
    lines.find((l) => !/^(?:hi|hello|hey|dear)\b.{0,40}$|^On .* wrote:$/i.test(l)) ?? lines[0] ?? ''
  return line.length > 100 ? `${line.slice(0, 99)}\u2026` : line
}

/** `the lines changed: "the line" <message> line 7`. */
export function evidenceText({
  rule,
  text,
  messageId,
  line,
}: ShownIssue['evidence'][number]): string {
  const words = text.trim() === '' ? '' : `: "${text.trim().slice(0, 90)}"`
  return harmless(
    `${evidenceWords(rule)}${words}${messageId ? `  ${messageId}${line === null ? '' : ` line ${line}`}` : ''}`,
  )
}

/** What one person has to do, series by series. */
export function todoText({ series, me }: TodoReport, options: IssuesOptions): string[] {
  const { paint } = options
  const part = (role: 'author' | 'reviewer', heading: string): string[] => {
    const own = series.filter((s) => s.role === role)
    return own.length === 0
      ? []
      : [
          paint('title', heading),
          ...own.flatMap((s) => [
            '',
            `${paint('title', harmless(s.title))} ${versionName(s)} ${dayText(s.date)}${role === 'reviewer' ? ` by ${nameText(s.author)}` : ''}  ${paint('dim', harmless(s.messageId))}`,
            ...s.issues.flatMap((i) => issueText(i, options)),
          ]),
          '',
        ]
  }
  const lines = [
    ...part('author', `What ${me} owes as an author`),
    ...part('reviewer', `New versions for ${me} to look at again`),
  ]
  return lines.length > 0 ? lines.slice(0, -1) : [`nothing to do for ${harmless(me)}`]
}
