import type { IssueEvidence, IssueState } from '../model/issue.ts'
import type { IssuesReport, ShownIssue } from '../model/report/issues.ts'
import type { TodoReport, TodoSeries } from '../model/report/todo.ts'
import { saysNothing } from '../text/greetings.ts'
import { versionName } from '../text/version-name.ts'
import { harmless, type Paint, type Role } from './style.ts'
import { confidenceText, debtWords, evidenceWords, issuePlaceText } from './view.ts'
import {
  counted,
  countsText,
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

/** `37 of 37 replies read, 2 comments not anchored`. */
export function completenessText({ completeness: c }: IssuesReport): string {
  const missing = c.missing.length > 0 ? `; not in the store: ${c.missing.join(', ')}` : ''
  const replies = `${c.replies} of ${counted(c.replies, 'reply', 'replies')} read`
  return `${replies}, ${counted(c.comments, 'comment')}, ${c.unanchored} not anchored${missing}`
}

function issueText(issue: ShownIssue, { paint, full }: IssuesOptions): string[] {
  const body = full ? issue.text.split('\n') : [issue.summary]
  return [
    '',
    headText(issue, paint),
    ...shortQuote(issue.quote, full).map((line) => paint('dim', `  > ${harmless(line)}`)),
    ...body.map((line) => `  ${harmless(line)}`.trimEnd()),
    ...issue.replies
      .slice(full ? 0 : -2)
      .map((r) => `    ${paint('dim', `${nameText(r.by)}:`)} ${harmless(firstLine(r.text))}`),
    ...issue.evidence.slice(0, full ? 9 : 2).map((e) => paint('dim', `    ${evidenceText(e)}`)),
    paint('dim', `    ${harmless(issue.id)}`),
  ]
}

/** `open (low confidence)  3: drivers/x.c:71  Jane Doe  nit  now drivers/x.c:80`. */
function headText(issue: ShownIssue, paint: Paint): string {
  const state = paint(ROLES[issue.state], issueStateText(issue.state, issue.addressedIn))
  const parts = [
    `${state}${paint('dim', confidenceText(issue))}`,
    paint('hunk', placeText(issue)),
    nameText(issue.by),
  ]
  if (issue.severity)
    parts.push(paint(issue.severity === 'major' ? 'warning' : 'dim', issue.severity))
  parts.push(...debtWords(issue).map((words) => paint('warning', words)))
  const now = issue.carried && issue.now?.path ? harmless(fileLineText(issue.now)) : ''
  return `${parts.join('  ')}${now === '' ? '' : paint('dim', `  now ${now}`)}`
}

/** `3: drivers/x.c:71`: patch, file and line. */
function placeText(issue: ShownIssue): string {
  const at = issuePlaceText(issue, { cover: 'cover', message: 'message' })
  return harmless(issue.patch === 0 ? at : `${issue.patch}: ${at}`)
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
  const line = lines.find((one) => !saysNothing(one)) ?? lines[0] ?? ''
  return line.length > 100 ? `${line.slice(0, 99)}\u2026` : line
}

/** `the lines changed: "the line" <message> line 7`. */
function evidenceText(one: IssueEvidence): string {
  const words = evidenceWords(one, (text) => `"${text.slice(0, 90)}"`)
  const line = one.line === null ? '' : ` line ${one.line}`
  return harmless(one.messageId ? `${words}  ${one.messageId}${line}` : words)
}

/** What one person has to do, series by series. */
export function todoText({ series, me }: TodoReport, options: IssuesOptions): string[] {
  const part = (role: 'author' | 'reviewer', heading: string): string[] => {
    const own = series.filter((s) => s.role === role)
    if (own.length === 0) return []
    return [
      options.paint('title', heading),
      ...own.flatMap((one) => todoSeriesText(one, options)),
      '',
    ]
  }
  const lines = [
    ...part('author', `What ${me} owes as an author`),
    ...part('reviewer', `New versions for ${me} to look at again`),
  ]
  return lines.length > 0 ? lines.slice(0, -1) : [`nothing to do for ${harmless(me)}`]
}

function todoSeriesText(series: TodoSeries, options: IssuesOptions): string[] {
  const { paint } = options
  const title = paint('title', harmless(series.title))
  const by = series.role === 'reviewer' ? ` by ${nameText(series.author)}` : ''
  const id = paint('dim', harmless(series.messageId))
  return [
    '',
    `${title} ${versionName(series)} ${dayText(series.date)}${by}  ${id}`,
    ...series.issues.flatMap((issue) => issueText(issue, options)),
  ]
}
