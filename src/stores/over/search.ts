import type { CommentHit, MessageHit, SearchReport } from '../../model/report/search.ts'
import {
  foundIn,
  hitsOf,
  searchReport,
  type FoundIn,
  type SearchOptions,
} from '../../query/search.ts'
import { wordCounts } from '../../store/search/search.ts'
import { takeForCopies } from '../../store/lookup/shared.ts'
import type { Homes } from '../crossings.ts'
import { inOneOrder, shareOf, type Ranked, type WordCounts } from '../ranking.ts'
import type { Answered, Part, Stores } from '../stores.ts'
import { others, reaching } from './merge.ts'

/** Words by which stores are made comparable; a query has few. */
const MOST_WORDS = 12

/** Looks into one store, or into all of a folder, and ranks what they have as one. */
export async function searchOver(
  stores: Stores,
  text: string,
  options: SearchOptions,
): Promise<SearchReport> {
  if (stores.only) return searchReport(stores.only, text, options)
  const homes = await stores.common()
  const { offset, limit, sort } = options
  const page = { ...options, offset: 0, limit: reaching(offset, limit) }
  const answers = await stores.each(async (part) => {
    await leaveOutCopies(part, homes)
    const found = await foundIn(part.store, text, page)
    return { found, counts: await countsFor(part, found, sort) }
  })
  const shares = shareOf(answers.map(({ answer }) => answer.counts))
  const ranked = answers.flatMap(({ part, answer }, at) =>
    answer.found.rows.map((row) => ({ row, part, share: shares[at] ?? 1 })),
  )
  const shown = inOneOrder(ranked, sort).slice(offset, offset + limit)
  return {
    schema: 'patchtrail/search/1',
    query: text,
    in: answers[0]?.answer.found.in ?? options.in ?? 'comments',
    sort,
    total: answers.reduce((sum, { answer }) => sum + answer.found.total, 0),
    offset,
    ...(await hitsIn(answers, shown, homes)),
  }
}

const NONE: readonly number[] = []

/** Has a store pass over messages that another one tells of. */
export async function leaveOutCopies({ name, store }: Part, homes: Homes): Promise<void> {
  const { away } = await homes.messages()
  await takeForCopies(store, away.get(name) ?? NONE)
}

async function countsFor(
  { store }: Part,
  { in: kind, phrases }: FoundIn,
  sort: SearchOptions['sort'],
): Promise<WordCounts | null> {
  if (sort === 'date' || phrases.length === 0) return null
  return wordCounts(store, kind, [...new Set(phrases)].slice(0, MOST_WORDS))
}

/** Hits of a page, read store by store and put in its order. */
async function hitsIn(
  answers: readonly Answered<{ readonly found: FoundIn }>[],
  shown: readonly Ranked<Part>[],
  homes: Homes,
): Promise<Pick<SearchReport, 'comments' | 'messages'>> {
  const { beside } = await homes.messages()
  const comments = new Map<Ranked<Part>, CommentHit>()
  const messages = new Map<Ranked<Part>, MessageHit>()
  await Promise.all(
    answers.map(async ({ part, answer }) => {
      const own = shown.filter((one) => one.part === part)
      if (own.length === 0) return
      const hits = await hitsOf(part.store, { ...answer.found, rows: own.map(({ row }) => row) })
      const on = ({ row }: Ranked<Part>) => {
        const there = beside(part.name, row.message).map(({ store }) => store)
        return { list: part.name, alsoOn: others(there, part.name) }
      }
      for (const hit of hits.comments) {
        const one = own.find(({ row }) => `${row.id}#${row.number}` === hit.comment.id)
        if (one) comments.set(one, { ...hit, ...on(one) })
      }
      for (const hit of hits.messages) {
        const one = own.find(({ row }) => row.id === hit.messageId)
        if (one) messages.set(one, { ...hit, ...on(one) })
      }
    }),
  )
  return {
    comments: shown.flatMap((one) => comments.get(one) ?? []),
    messages: shown.flatMap((one) => messages.get(one) ?? []),
  }
}
