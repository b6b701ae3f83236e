import type { TodoReport, TodoSeries } from '../model/report/todo.ts'
import { versionName } from '../text/version-name.ts'
import { issueText, type IssuesOptions } from './issue-text.ts'
import { listCell } from './formats/on-lists.ts'
import { harmless } from './style.ts'
import { clipped, counted, dayText, nameText, spanText } from './words.ts'

/** The chapters, each with the series that belong there. */
const CHAPTERS: readonly {
  readonly title: (me: string) => string
  readonly holds: (one: TodoSeries) => boolean
}[] = [
  {
    title: (me) => `What ${me} owes as an author`,
    holds: ({ role, counts }) => role === 'author' && counts.open > 0,
  },
  {
    title: (me) => `What ${me} promised, and no version has shown`,
    holds: ({ role, counts }) => role === 'author' && counts.open === 0,
  },
  {
    title: (me) => `New versions of what ${me} asked for: not done`,
    holds: ({ role, counts }) => role === 'reviewer' && counts.open + counts.promised > 0,
  },
  {
    title: (me) => `New versions of what ${me} asked for: look whether it is done`,
    holds: ({ role, counts }) => role === 'reviewer' && counts.open + counts.promised === 0,
  },
]

/**
 * What one person has to do, a line a series, what is open first; in full with every request.
 * @param now for ages, milliseconds since 1970
 */
export function todoText(
  report: TodoReport,
  options: IssuesOptions & { readonly now: number },
): string[] {
  const me = harmless(report.me)
  const chapters = CHAPTERS.flatMap(({ title, holds }) => {
    const own = report.series.filter(holds)
    if (own.length === 0) return []
    return [options.paint('title', title(me)), ...rowsText(own, options), '']
  })
  const foot = options.paint('dim', footText(report))
  return chapters.length > 0 ? [...chapters, foot] : [`nothing to do for ${me}`, foot]
}

function rowsText(
  all: readonly TodoSeries[],
  options: IssuesOptions & { readonly now: number },
): string[] {
  const cells = all.map((one) => [
    one.handle,
    versionName(one),
    askedText(one),
    spanText(one.date, options.now),
    ...(one.list === undefined ? [] : [listCell(one)]),
  ])
  const widths = (cells[0] ?? []).map((_, i) =>
    Math.max(...cells.map((row) => row[i]?.length ?? 0)),
  )
  return all.flatMap((one, n) => {
    const head = (cells[n] ?? []).map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')
    const by = one.role === 'reviewer' ? ` \u2014 ${nameText(one.author)}` : ''
    const room = Math.max(24, options.width - head.length - 2 - by.length)
    const title = options.paint('title', clipped(one.title, room))
    const role = one.counts.open > 0 ? 'warning' : 'who'
    const line = `${options.paint(role, head)}  ${title}${options.paint('dim', by)}`
    if (!options.full) return [line]
    return [line, ...one.issues.flatMap((issue) => issueText(issue, options)), '']
  })
}

/** `2 open, 1 promised`; of what a reviewer asked for, also what was done. */
function askedText({ counts, role }: TodoSeries): string {
  const { open, promised, others, lookAgain, done } = counts
  const parts: readonly (readonly [number, string])[] = [
    [open, 'open'],
    [promised, 'promised'],
    [others, role === 'author' ? 'optional' : 'optional or of others'],
    [role === 'reviewer' ? lookAgain : 0, 'doubtful'],
    [role === 'reviewer' ? done : 0, 'done'],
  ]
  return parts
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${n} ${word}`)
    .join(', ')
}

/** What was looked at, and what was not. */
function footText({ since, older, left, newest }: TodoReport): string {
  const from = since === null ? '' : ` with mail since ${dayText(since)}`
  const rest = [
    ...(older > 0 ? [`${counted(older, 'older one')} left out (--since all looks at them)`] : []),
    ...(left > 0 ? [`${left} more not looked at`] : []),
  ]
  const what = rest.length > 0 ? `; ${rest.join('; ')}` : ''
  return `series${from} that are not applied; the newest mail is of ${dayText(newest)}${what}`
}
