import type { SearchSort } from '../model/query.ts'
import type { FoundRow } from '../store/search/search.ts'

/** How many texts of a store each phrase of a query finds. */
export interface WordCounts {
  readonly texts: number
  readonly holding: ReadonlyMap<string, number>
}

/** A row that was found, and what its rank counts beside those of other stores. */
export interface Ranked<At> {
  readonly row: FoundRow
  readonly part: At
  readonly share: number
}

/** As BM25 of SQLite weighs a word: the rarer, the more. */
function weightOf(texts: number, holding: number): number {
  return Math.max(1e-6, Math.log((texts - holding + 0.5) / (holding + 0.5)))
}

/**
 * By how much the ranks of each store are to be multiplied so that a word weighs in all what it
 * would in one store with all their texts.
 */
export function shareOf(stores: readonly (WordCounts | null)[]): number[] {
  const known = stores.flatMap((one) => one ?? [])
  const texts = known.reduce((sum, one) => sum + one.texts, 0)
  const all = (word: string): number =>
    known.reduce((sum, { holding }) => sum + (holding.get(word) ?? 0), 0)
  return stores.map((one) => {
    const words = [...(one?.holding ?? [])].flatMap(([word, n]) => (n > 0 ? [{ n, word }] : []))
    if (!one || words.length === 0) return 1
    const here = words.reduce((sum, { n }) => sum + weightOf(one.texts, n), 0)
    const there = words.reduce((sum, { word }) => sum + weightOf(texts, all(word)), 0)
    return there / here
  })
}

/** The best first, newer ones before older ones that are as good; or the newest first. */
export function inOneOrder<At>(rows: readonly Ranked<At>[], sort: SearchSort): Ranked<At>[] {
  const years = rows.map(({ row }) => yearOf(row.date)).filter((year) => year < 2080)
  const newest = Math.max(0, ...years)
  const score = ({ row, share }: Ranked<At>): number => {
    if (sort === 'date' || row.rank === null) return 0
    if (row.date === null) return -Infinity
    const age = Math.max(0, newest - yearOf(row.date))
    return row.rank * share * (0.5 + 2.5 / (5 + age))
  }
  const scores = new Map(rows.map((one) => [one, score(one)]))
  return [...rows].sort((a, b) => {
    const [one, other] = [scores.get(a) ?? 0, scores.get(b) ?? 0]
    return one === other ? newestFirst(a.row, b.row) : one - other
  })
}

function newestFirst(a: FoundRow, b: FoundRow): number {
  const undated = Number(a.date === null) - Number(b.date === null)
  return (
    undated || compared(b.date ?? '', a.date ?? '') || compared(a.id, b.id) || a.number - b.number
  )
}

function yearOf(date: string | null): number {
  return Number((date ?? '').slice(0, 4)) || 0
}

function compared(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
