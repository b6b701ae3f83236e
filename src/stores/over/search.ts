import type { CommentHit, MessageHit, SearchReport } from '../../model/report/search.ts'
import {
  foundIn,
  hitsOf,
  namesFor,
  searchReport,
  type FoundIn,
  type SearchOptions,
} from '../../query/search.ts'
import { newestYear, rankParts, rowOf, type RankParts } from '../../store/search/rank-parts.ts'
import { BEST } from '../../store/search/sql.ts'
import { takeForCopies } from '../../store/lookup/shared.ts'
import { mostAmong, rankAmong, together } from '../bm25.ts'
import type { Homes } from '../crossings.ts'
import { bestOf, inOneOrder, type Ranked } from '../ranking.ts'
import type { Answered, Part, Stores } from '../stores.ts'
import { ALL, others, reaching } from './merge.ts'

/** What one store has found; `parts`: what its ranks are made of, where words decide. */
interface FoundHere {
  readonly found: FoundIn
  readonly parts: RankParts | null
  readonly newest: number
}

/** Looks into one store, or into all of a folder, and ranks what they have as one. */
export async function searchOver(
  stores: Stores,
  text: string,
  options: SearchOptions,
): Promise<SearchReport> {
  if (stores.only) return searchReport(stores.only, text, options)
  const homes = await stores.common()
  const { offset, limit, sort } = options
  const wanted = { ...options, names: await namesOver(stores, text) }
  const answers = await foundInAll(stores, text, wanted, homes)
  const newest = Math.max(0, ...answers.map(({ answer }) => answer.newest))
  const ranked = rankedTogether(answers)
  const byWords = answers.some(({ answer }) => answer.parts !== null && answer.found.byWords)
  // One store looks at so many of the best alone, too: only then is the order the same.
  const best = byWords && isNear(options) ? bestOf(ranked, BEST) : ranked
  const shown = inOneOrder(best, sort, newest).slice(offset, offset + limit)
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

/** Does a page stand among so many of the best that words alone choose them? */
function isNear({ offset, limit }: SearchOptions): boolean {
  return offset + limit <= BEST / 2
}

/** What each store has found; all of it where the best of a store might not be the best of all. */
async function foundInAll(
  stores: Stores,
  text: string,
  options: SearchOptions,
  homes: Homes,
): Promise<readonly Answered<FoundHere>[]> {
  const some = await stores.each((part) => foundHere(part, text, options, homes, 2 * BEST))
  const short = new Set(storesToAskForAll(some).map(({ part }) => part))
  if (short.size === 0) return some
  const whole = await stores
    .narrowed([...short])
    .each((part) => foundHere(part, text, options, homes, null))
  return [...some.filter(({ part }) => !short.has(part)), ...whole]
}

/** Those that gave some of what they have, and what is left out may be among the best of all. */
function storesToAskForAll(answers: readonly Answered<FoundHere>[]): Answered<FoundHere>[] {
  const cut = answers.filter(
    ({ answer: { parts, found } }) => parts !== null && found.rows.length < found.total,
  )
  if (cut.length === 0) return []
  const all = together(answers.flatMap(({ answer }) => answer.parts?.own ?? []))
  const last = bestOf(rankedTogether(answers), BEST).at(BEST - 1)?.rank ?? 0
  return cut.filter(({ answer: { parts, found } }) => {
    if (parts === null) return false
    const worst = Math.max(...found.rows.map(({ rank }) => rank ?? 0))
    return worst * mostAmong(all, parts.here, found.phrases) <= last
  })
}

/** Names of all stores that hold what a query has as parts of names: as many as one store takes. */
async function namesOver(stores: Stores, text: string): Promise<Map<string, string[]>> {
  const answers = await stores.each(({ store }) => namesFor(store, text))
  const all = new Map<string, Set<string>>()
  for (const [part, names] of answers.flatMap(({ answer }) => [...answer]))
    all.set(part, new Set([...(all.get(part) ?? []), ...names]))
  const shortest = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : 1)
  return new Map(
    [...all].map(([part, names]) => [part, [...names].sort(shortest).slice(0, MOST_NAMES)]),
  )
}

/**
 * What a page can be made of: more of what words rank than a page has, since what is best here need
 * not be best in all.
 * @param most so many of the best are looked at where words alone decide; `null`: everything is
 */
async function foundHere(
  part: Part,
  text: string,
  options: SearchOptions,
  homes: Homes,
  most: number | null,
): Promise<FoundHere> {
  await leaveOutCopies(part, homes)
  const { store, name } = part
  const { offset, limit, sort } = options
  const newest = await newestYear(store)
  const page = { ...options, offset: 0, limit: reaching(offset, limit) }
  const first = await foundIn(store, text, page)
  if (sort === 'date' || first.phrases.length === 0) return { found: first, parts: null, newest }
  const isAll = first.rows.length >= first.total
  const best = most !== null && first.byWords && isNear(options) ? { best: most } : {}
  const found = isAll ? first : await foundIn(store, text, { ...page, limit: ALL, ...best })
  const rows = found.rows.map((row) => ({ row: rowOf(found.in, row), rank: row.rank ?? 0 }))
  const away = (await homes.messages()).away.get(name) ?? NONE
  return { found, parts: await rankParts(store, found.in, found.phrases, rows, away), newest }
}

function rankedTogether(answers: readonly Answered<FoundHere>[]): Ranked<Part>[] {
  const all = together(answers.flatMap(({ answer }) => answer.parts?.own ?? []))
  return answers.flatMap(({ part, answer: { found, parts } }) =>
    found.rows.map((row): Ranked<Part> => {
      if (parts === null || row.rank === null) return { row, part, rank: row.rank }
      const at = { row: rowOf(found.in, row), rank: row.rank }
      return { row, part, rank: rankAmong(all, parts, found.phrases, at) }
    }),
  )
}

/** Names that a search takes for a part of one; `namesWith` gives no more. */
const MOST_NAMES = 150
const NONE: readonly number[] = []

/** Has a store pass over messages that another one tells of. */
export async function leaveOutCopies({ name, store }: Part, homes: Homes): Promise<void> {
  const { away } = await homes.messages()
  await takeForCopies(store, away.get(name) ?? NONE)
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
