import { isDue, type Issue } from '../model/issue.ts'
import type { TodoReport, TodoSeries } from '../model/report/todo.ts'
import { isSamePerson } from '../text/people.ts'
import { readIssues } from '../store/issues.ts'
import { readMaterial, type StoredMaterial } from '../store/material.ts'
import type { Database } from '../store/store.ts'
import { newestDate } from '../store/lookup/names.ts'
import { seriesOfPerson } from '../store/todo.ts'
import { newestFirst } from '../text/order.ts'
import { Handles } from './named/handles.ts'
import { isOwed, isPending } from './debts/issue-head.ts'
import { shownIssue, isPerson } from './issues.ts'

/** Series read in one go. */
const CHUNK = 20

/**
 * Across all series that are not applied: as an author, what is open or promised on any version; as
 * a reviewer, new versions of series one asked something of, with what became of it.
 * @param me an address, or part of a name
 * @param since only series with mail since then; ISO 8601 UTC
 * @param most series that are looked at, newest activity first
 * @param robots also what robots raised
 * @param isIgnored whether a series, by its name, is none of this person's business
 */
export async function todoReport(
  store: Database,
  me: string,
  since: string | null,
  most = Infinity,
  isIgnored: (name: string) => boolean = () => false,
  robots = true,
): Promise<TodoReport> {
  const all = await seriesOfPerson(store, me, since)
  const ever = since === null ? all.length : (await seriesOfPerson(store, me, null)).length
  const handles = await Handles.of(store)
  const keys = all.slice(0, most)
  const series: TodoSeries[] = []
  for (let i = 0; i < keys.length; i += CHUNK) {
    const some = keys.slice(i, i + CHUNK)
    const issues = (await readIssues(store, some)).filter((i) => robots || i.sender === 'human')
    for (const material of await readMaterial(store, some)) {
      if (isIgnored(material.series.name)) continue
      const its = issues.filter((one) => one.series === material.series.key)
      const isMine = isPerson(material.series.author, me)
      const last = material.series.revisions.length - 1
      const owed = isMine
        ? its.filter((one) => isDue(one) && one.askedOf === 'author')
        : its.filter((one) => isPerson(one.by, me) && one.revisionIndex < last)
      const isNew = isMine || !hasSpoken(material, me, last)
      if (isNew && (isMine ? owed.some(isOwed) : owed.length > 0))
        series.push({
          ...headOf(material, last),
          role: isMine ? 'author' : 'reviewer',
          handle: handles.for(material.series.name),
          counts: countsOf(owed),
          issues: owed.map((one) => shownIssue(one, material, one.revisionIndex < last)),
        })
    }
  }
  return {
    schema: 'patchtrail/todo/1',
    me,
    left: all.length - keys.length,
    since,
    older: ever - all.length,
    newest: await newestDate(store, new Date().toISOString()),
    series: series.sort(newestFirst),
  }
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
  { series }: StoredMaterial,
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
function hasSpoken({ series, mails }: StoredMaterial, me: string, last: number): boolean {
  const sent = series.revisions[last]?.date ?? ''
  return [...mails.values()].some(
    (mail) =>
      isPerson(mail.from, me) &&
      !isSamePerson(mail.from, series.author) &&
      (mail.date ?? '') > sent,
  )
}
