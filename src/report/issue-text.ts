import type { IssueEvidence, IssueState } from '../model/issue.ts'
import type { ShownIssue } from '../model/report/issues.ts'
import { firstSaid } from './first-said.ts'
import { harmless, type Paint, type Role } from './style.ts'
import { confidenceText, debtWords, evidenceWords, firstAndLast, issuePlaceText } from './view.ts'
import { fileLineText, stateOfIssue, nameText } from './words.ts'

/** How issues are printed. */
export interface IssuesOptions {
  readonly paint: Paint
  /** The whole comments and all evidence. */
  readonly full: boolean
  /** Columns of the terminal. */
  readonly width: number
}

const ROLES: Readonly<Record<IssueState, Role>> = {
  open: 'warning',
  agreed: 'who',
  addressed: 'good',
  answered: 'good',
  rejected: 'dim',
}

/** One issue: state and place, the quoted lines, what is asked, answers and evidence. */
export function issueText(
  issue: ShownIssue,
  { paint, full }: IssuesOptions,
  late = false,
): string[] {
  const body = full ? issue.text.split('\n') : [issue.summary, ...issue.alsoAsks.map(alsoText)]
  return [
    '',
    headText(issue, paint, late),
    ...shortQuote(issue.quote, full).map((line) => paint('dim', `  > ${harmless(line)}`)),
    ...body.map((line) => `  ${harmless(line)}`.trimEnd()),
    ...(full ? issue.replies : firstAndLast(issue)).map(
      (r) => `    ${paint('dim', `${nameText(r.by)}:`)} ${harmless(firstSaid(r.text))}`,
    ),
    ...issue.evidence
      .slice(0, full ? 9 : 2)
      .map((e) => paint('dim', `    ${evidenceText(e, issue)}`)),
    paint('dim', `    ${harmless(issue.id)}`),
  ]
}

/** Another request of the same comment, below its summary. */
function alsoText(asked: string): string {
  return `and: ${asked}`
}

/** The same without quotes, answers and evidence. */
export function briefIssue(issue: ShownIssue, { paint }: IssuesOptions): string[] {
  const said = `  ${harmless(issue.summary)}  ${paint('dim', harmless(issue.id))}`
  return [headText(issue, paint, false), said]
}

/** `open (low confidence)  v2 3: drivers/x.c:71  Jane Doe  nit  now drivers/x.c:80`. */
function headText(issue: ShownIssue, paint: Paint, late: boolean): string {
  const state = paint(ROLES[issue.state], stateOfIssue(issue))
  const parts = [
    `${state}${paint('dim', confidenceText(issue))}`,
    paint('hunk', placeText(issue)),
    nameText(issue.by),
  ]
  if (issue.severity)
    parts.push(paint(issue.severity === 'major' ? 'warning' : 'dim', issue.severity))
  parts.push(...debtWords(issue).map((words) => paint('warning', words)))
  if (late) parts.push(paint('dim', 'the lines stood so in the version before'))
  const now = issue.carried && issue.now?.path ? harmless(fileLineText(issue.now)) : ''
  return `${parts.join('  ')}${now === '' ? '' : paint('dim', `  now ${now}`)}`
}

/** `v2 patch 3, drivers/x.c:71`. */
function placeText(issue: ShownIssue): string {
  const at = issuePlaceText(issue, { cover: 'cover', message: 'commit message' })
  const patch = issue.patch === 0 ? '' : `patch ${issue.patch}, `
  return harmless(`${issue.revisionName} ${patch}${at}`)
}

function shortQuote(quote: readonly string[], full: boolean): string[] {
  const lines = quote.filter((line) => line.trim() !== '')
  return full || lines.length <= 2 ? lines : lines.slice(-2)
}

/** `the lines changed: "the line" <message> line 7`. */
function evidenceText(one: IssueEvidence, issue: ShownIssue): string {
  const words = evidenceWords(one, issue, (text) => `"${text.slice(0, 90)}"`)
  const line = one.line === null ? '' : ` line ${one.line}`
  return harmless(one.messageId ? `${words}  ${one.messageId}${line}` : words)
}
