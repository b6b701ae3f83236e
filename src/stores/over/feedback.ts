import type { FeedbackItem, FeedbackReport, Touched } from '../../model/report/feedback.ts'
import type { WhoReport } from '../../model/report/who.ts'
import {
  bestFirst,
  commentsNear,
  discussionsOf,
  feedbackFrom,
  feedbackReport,
  itemsOf,
  newestOf,
  type Discussion,
  type FeedbackOptions,
} from '../../query/feedback.ts'
import { bestOf, reviewersIn, whoFrom, whoReport } from '../../query/who.ts'
import { requestsOn } from '../../store/feedback.ts'
import type { Elsewhere } from '../crossings.ts'
import type { Stores } from '../stores.ts'
import { others } from './merge.ts'
import { leaveOutCopies } from './search.ts'

/** What reviewers said before on what is touched, in one store or in all of a folder. */
export async function feedbackOver(
  stores: Stores,
  touched: readonly Touched[],
  options: FeedbackOptions,
): Promise<FeedbackReport> {
  if (stores.only) return feedbackReport(stores.only, touched, options)
  const homes = await stores.common()
  const near = await stores.each(async (part) => {
    await leaveOutCopies(part, homes)
    return commentsNear(part.store, touched, options.before)
  })
  // What is fresh is so beside all that was said, on whichever list.
  const latest = Math.max(0, ...near.map(({ answer }) => newestOf(answer)))
  const rows = new Map(near.map(({ part, answer }) => [part, answer]))
  const answers = await stores.each((part) =>
    discussionsOf(part.store, rows.get(part) ?? [], touched, latest),
  )
  const all = answers
    .flatMap(({ part, answer }) => answer.map((one) => ({ part, one })))
    .sort((a, b) => bestFirst(a.one, b.one))
  const { beside } = await homes.messages()
  const items = await Promise.all(
    all
      .slice(0, options.limit)
      .map(async ({ part, one }) =>
        (await itemsOf(part.store, [one])).map((item) => placed(item, part.name, one, beside)),
      ),
  )
  return feedbackFrom(
    touched,
    all.map(({ one }) => one),
    items.flat(),
  )
}

function placed(
  item: FeedbackItem,
  store: string,
  { rows }: Discussion,
  besideOf: Elsewhere<number>['beside'],
): FeedbackItem {
  const beside = rows.flatMap(({ message }) => besideOf(store, message))
  const alsoOn = others(
    beside.map((one) => one.store),
    store,
  )
  return { ...item, comment: { ...item.comment, list: store, alsoOn } }
}

/** Who reviews a file or folder, in one store or in all of a folder. */
export async function whoOver(stores: Stores, path: string, limit: number): Promise<WhoReport> {
  if (stores.only) return whoReport(stores.only, path, limit)
  const homes = await stores.common()
  const answers = await stores.each(async (part) => {
    await leaveOutCopies(part, homes)
    return [...(await reviewersIn(part.store, path))]
  })
  const people = answers.flatMap(({ part, answer }) =>
    answer.map(([sender, counts]) => [{ part, sender }, counts] as const),
  )
  const best = bestOf(people, limit)
  const asked = await stores.each(async (part) => {
    const keys = best.flatMap((one) => one.keys.filter((key) => key.part === part))
    return requestsOn(
      part.store,
      path,
      keys.map(({ sender }) => sender),
    )
  })
  const requests = new Map(asked.map(({ part, answer }) => [part, answer]))
  const report = whoFrom(path, best, ({ part, sender }) => requests.get(part)?.get(sender) ?? [])
  return {
    ...report,
    reviewers: report.reviewers.map((one) => ({ ...one, requests: [...new Set(one.requests)] })),
  }
}
