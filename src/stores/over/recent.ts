import type { Completion, CompleteReport } from '../../model/report/complete.ts'
import type { MailLine } from '../../model/report/overview.ts'
import type { RecentReport } from '../../model/report/thread.ts'
import { completeReport } from '../../query/pages/complete.ts'
import { recentReport } from '../../query/pages/thread.ts'
import type { Stores } from '../stores.ts'

/** The latest mail of one store, or of all in a folder; what several have is told once. */
export async function recentOver(
  stores: Stores,
  before: string,
  limit: number,
): Promise<RecentReport> {
  if (stores.only) return recentReport(stores.only, before, limit)
  const answers = await stores.each(({ store }) => recentReport(store, before, limit))
  const all = answers.flatMap(({ answer }) => answer.mails)
  const once = [...new Map(all.map((mail) => [mail.messageId, mail])).values()].sort(latestFirst)
  const mails = once.slice(0, limit)
  const isMore = once.length > limit || answers.some(({ answer }) => answer.before !== null)
  return {
    schema: 'patchtrail/recent/1',
    mails,
    before: isMore ? (mails.at(-1)?.date ?? null) : null,
  }
}

function latestFirst(a: MailLine, b: MailLine): number {
  const [one, other] = [a.date ?? '', b.date ?? '']
  if (one !== other) return one < other ? 1 : -1
  return a.messageId < b.messageId ? -1 : 1
}

/** Completions that are offered at most of what several stores know. */
const MOST = 12

/** How a query may go on, by what any store knows: the likeliest of each first. */
export async function completeOver(
  stores: Stores,
  query: string,
  searches: Readonly<Record<string, string>>,
): Promise<CompleteReport> {
  if (stores.only) return completeReport(stores.only, query, searches)
  const answers = await stores.each(({ store }) => completeReport(store, query, searches))
  const lists = answers.map(({ answer }) => answer.completions)
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  const inTurn = Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list[i] ?? []))
  const found = new Map<string, Completion>()
  for (const one of inTurn.flat()) if (!found.has(one.value)) found.set(one.value, one)
  const completions = [...found.values()].slice(0, Math.max(MOST, longest))
  return { schema: 'patchtrail/complete/1', query, completions }
}
