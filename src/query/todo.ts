import { isDue, type Issue } from '../model/issue.ts'
import type { TodoReport, TodoSeries } from '../model/report/todo.ts'
import { isSamePerson } from '../text/people.ts'
import { readIssueHeads, withParts, type StoredIssue } from '../store/issues.ts'
import { readCited } from '../store/lookup/cited.ts'
import { readSeries, type StoredSeries } from '../store/series.ts'
import type { Database } from '../store/store.ts'
import { seriesOfPerson, voicesSince, type Voice } from '../store/todo.ts'
import { groupedBy } from '../text/grouped-by.ts'
import { newestFirst } from '../text/order.ts'
import { Handles } from './named/handles.ts'
import { newestMail } from './named/newest.ts'
import { isOwed, isPending } from './debts/issue-head.ts'
import { isPerson, shownIssue } from './issues.ts'
import { citedBy } from './reviewed.ts'

/** Series read in one go. */
const CHUNK = 40

/**
 * Across all series that are not applied: as an author, what is open or promised on any version; as
 * a reviewer, new versions of series one asked something of, with what became of it.
 * @param me an address, or part of a name
 * @param since only series with mail since then; ISO 8601 UTC
 * @param most series that are looked at, newest activity first
 * @param robots also what robots raised
 * @param isIgnored whether a series, by its name, is none of this person's business
 * @param elsewhere names of series that another store of a folder tells of
 */
export async function todoReport(
  store: Database,
  me: string,
  since: string | null,
  most = Infinity,
  isIgnored: (name: string) => boolean = () => false,
  robots = true,
  elsewhere: readonly string[] = [],
): Promise<TodoReport> {
  const all = await seriesOfPerson(store, me, since, elsewhere)
  const ever =
    since === null ? all.length : (await seriesOfPerson(store, me, null, elsewhere)).length
  const handleFor = await Handles.naming(store)
  const keys = all.slice(0, most)
  const series: TodoSeries[] = []
  for (let i = 0; i < keys.length; i += CHUNK) {
    const some = (await readSeries(store, keys.slice(i, i + CHUNK))).filter(
      ({ name }) => !isIgnored(name),
    )
    const debts = await debtsOf(store, some, me, robots)
    const cited = await readCited(
      store,
      debts.flatMap(({ owed }) => owed.flatMap(citedBy)),
    )
    for (const { one, owed, isMine } of debts) {
      const last = one.revisions.length - 1
      series.push({
        ...headOf(one, last),
        role: isMine ? 'author' : 'reviewer',
        handle: handleFor(one.name),
        counts: countsOf(owed),
        issues: owed.map((issue) =>
          shownIssue(issue, { series: one, ...cited }, issue.revisionIndex < last),
        ),
      })
    }
  }
  return {
    schema: 'patchtrail/todo/1',
    me,
    left: all.length - keys.length,
    since,
    older: ever - all.length,
    newest: await newestMail(store, new Date().toISOString()),
    series: series.sort(newestFirst),
  }
}

/** What one person owes, or has to look at again, in one series. */
interface Debt {
  readonly one: StoredSeries
  readonly isMine: boolean
  readonly owed: readonly StoredIssue[]
}

/** Which of these series have something for a person; mail is read of none of them. */
async function debtsOf(
  store: Database,
  some: readonly StoredSeries[],
  me: string,
  robots: boolean,
): Promise<Debt[]> {
  const keys = some.map(({ key }) => key)
  const all = (await readIssueHeads(store, keys)).filter((i) => robots || i.sender === 'human')
  const issues = groupedBy(all, (issue) => issue.series)
  const asked = some.map((one) => {
    const isMine = isPerson(one.author, me)
    const last = one.revisions.length - 1
    const owed = (issues.get(one.key) ?? []).filter((issue) =>
      isMine
        ? isDue(issue) && issue.askedOf === 'author'
        : isPerson(issue.by, me) && issue.revisionIndex < last,
    )
    return { one, isMine, owed }
  })
  const due = asked.filter(({ isMine, owed }) => (isMine ? owed.some(isOwed) : owed.length > 0))
  const sent = due.filter(({ isMine }) => !isMine).map(({ one }) => sentOf(one))
  const voices =
    sent.length > 0
      ? await voicesSince(store, me, sent.sort()[0] ?? '')
      : new Map<number, Voice[]>()
  const mine = due.filter(
    ({ one, isMine }) => isMine || !hasSpoken(one, voices.get(one.key) ?? [], me),
  )
  const whole = groupedBy(
    await withParts(
      store,
      mine.flatMap(({ owed }) => owed),
    ),
    (issue) => issue.series,
  )
  return mine.map((debt) => ({ ...debt, owed: whole.get(debt.one.key) ?? [] }))
}

function countsOf(issues: readonly Issue[]): TodoSeries['counts'] {
  const owed = issues.filter(isOwed)
  const open = owed.filter(({ state }) => state === 'open').length
  const waiting = issues.filter(isDue).length
  const pending = issues.filter(isPending).length
  return {
    open,
    promised: owed.length - open,
    others: waiting - owed.length,
    lookAgain: pending - waiting,
    done: issues.length - pending,
  }
}

function headOf(
  series: StoredSeries,
  last: number,
): Omit<TodoSeries, 'role' | 'issues' | 'handle' | 'counts'> {
  const latest = series.revisions[last]
  return {
    id: series.name,
    title: series.title,
    author: series.author,
    version: latest?.version ?? 1,
    rfc: latest?.rfc ?? false,
    messageId: latest?.messageId ?? '',
    date: latest?.date ?? null,
  }
}

/**
 * Has this person answered since the latest version was sent? Then there is nothing to look at
 * again.
 */
function hasSpoken(series: StoredSeries, voices: readonly Voice[], me: string): boolean {
  return voices.some(
    ({ who, last }) =>
      isPerson(who, me) && !isSamePerson(who, series.author) && last > sentOf(series),
  )
}

/** When the latest version was sent. */
function sentOf({ revisions }: StoredSeries): string {
  return revisions.at(-1)?.date ?? ''
}
