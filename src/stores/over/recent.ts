import type { MailLine } from '../../model/report/overview.ts'
import type { RecentReport } from '../../model/report/thread.ts'
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
