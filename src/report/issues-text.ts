import { isDue, isOwed } from '../model/issue.ts'
import type { IssueHead, IssuesReport, ShownIssue } from '../model/report/issues.ts'
import { briefIssue, issueText, type IssuesOptions } from './issue-text.ts'
import { onListsText } from './formats/on-lists.ts'
import { harmless } from './style.ts'
import {
  counted,
  countsText,
  grouped,
  nameText,
  personText,
  reasonText,
  stateText,
} from './words.ts'

export type { IssuesOptions }

/**
 * The chapters of the list: what is owed first, then what may be. `again`: to be looked at again.
 */
const CHAPTERS: readonly {
  readonly title: string
  readonly holds: (i: ShownIssue, again: boolean) => boolean
}[] = [
  { title: 'Open', holds: (i) => i.state === 'open' && isOwed(i) },
  { title: 'Promised', holds: (i) => i.state === 'agreed' && isOwed(i) },
  { title: 'Asked of others, or optional', holds: (i) => isDue(i) && !isOwed(i) },
  { title: 'Look again: little tells that it is settled', holds: (_, again) => again },
  { title: 'Settled', holds: (i, again) => !isDue(i) && !again },
]

/** So many of those to look at again fit on a screen where nothing else is listed. */
const MOST_BRIEF = 5

/** The issues of a series: a count of all, what is open, and the rest of what was asked for. */
export function issuesText(report: IssuesReport, options: IssuesOptions): string[] {
  const { paint } = options
  const all = report.versions.flatMap((v) => v.issues)
  const chapters = CHAPTERS.flatMap(({ title, holds }) => {
    const own = all.filter((i) => holds(i, report.lookAgain.includes(i.id)))
    if (own.length === 0) return []
    return ['', paint('title', title), ...chapterText(own, report, options)]
  })
  return [
    paint('title', harmless(report.title)),
    paint('dim', `${personText(report.author)}  ${report.handle}  ${harmless(report.id)}`),
    `${stateText(report.standing, report.stale)}: ${harmless(reasonText(report.standing))}`,
    ...onListsText(report).map((line) => paint('dim', line)),
    paint(report.head.open > 0 ? 'warning' : 'good', headText(report.head)),
    ...chapters,
    '',
    ...hiddenText(report).map((line) => paint('dim', line)),
    paint('dim', completenessText(report)),
  ]
}

/** Only what is waiting, and what was asked for by name, is shown with its quote. */
function chapterText(
  own: readonly ShownIssue[],
  report: IssuesReport,
  options: IssuesOptions,
): string[] {
  const isBrief = own.every(({ id }) => report.lookAgain.includes(id)) && !options.full
  if (!isBrief) return own.flatMap((i) => issueText(i, options, report.late.includes(i.id)))
  const shown = own.slice(0, MOST_BRIEF)
  const left = own.length - shown.length
  return [
    ...shown.flatMap((i) => briefIssue(i, options)),
    ...(left > 0 ? [options.paint('dim', `  ${left} more (--full shows them)`)] : []),
  ]
}

/** `3 open, 1 promised, 2 of them passed over; Jane Doe 3, Jon Roe 1`. */
export function headText(head: IssueHead): string {
  const parts = [
    head.open + head.promised === 0 ? 'nothing open' : `${head.open} open`,
    ...(head.promised > 0 ? [`${head.promised} promised`] : []),
    ...(head.passedOver > 0 ? [`${head.passedOver} of them passed over by a later version`] : []),
    ...(head.others > 0 ? [`${head.others} asked of others or optional`] : []),
    ...(head.lookAgain > 0 ? [`look again at ${head.lookAgain}`] : []),
    ...(head.settled > 0 ? [`${head.settled} settled`] : []),
  ]
  const by = head.by.map(({ person, open }) => `${nameText(person)} ${open}`)
  return parts.join(', ') + (by.length > 0 ? `; asked by ${by.join(', ')}` : '')
}

/** What is left out, so that nobody takes the list for all. */
function hiddenText({ hidden, leftOut }: IssuesReport): string[] {
  const words = countsText(hidden)
  const { robots, others, versions, owed } = leftOut
  const parts = [
    ...(robots > 0 ? [`${grouped(robots)} by robots`] : []),
    ...(others > 0 ? [`${grouped(others)} asked by others`] : []),
    ...(versions > 0 ? [`${grouped(versions)} on other versions`] : []),
  ]
  const open = owed > 0 ? `; ${grouped(owed)} of these open or promised` : ''
  return [
    ...(words === 'nothing' ? [] : [`not shown: ${words} (--all shows all)`]),
    ...(parts.length > 0 ? [`not counted: ${parts.join(', ')}${open}`] : []),
  ]
}

/** `37 of 37 replies read, 2 comments not anchored`. */
export function completenessText({ completeness: c }: IssuesReport): string {
  const missing = c.missing.length > 0 ? `; not in the store: ${c.missing.join(', ')}` : ''
  const replies = `${c.replies} of ${counted(c.replies, 'reply', 'replies')} read`
  return `${replies}, ${counted(c.comments, 'comment')}, ${c.unanchored} not anchored${missing}`
}
