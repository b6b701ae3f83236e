import type { SearchSort } from '../model/query.ts'
import type { FoundRow } from '../store/search/search.ts'

/** A row that was found, with the rank that it has in all stores. */
export interface Ranked<At> {
  readonly row: FoundRow
  readonly part: At
  /** Less is better; `null`: words do not decide. */
  readonly rank: number | null
}

/**
 * The best first, newer ones before older ones that are as good; or the newest first. As `orderOf`
 * in `store/search/sql.ts` has SQL sort one store.
 * @param newest the year that ages are counted to
 */
export function inOneOrder<At>(
  rows: readonly Ranked<At>[],
  sort: SearchSort,
  newest: number,
): Ranked<At>[] {
  const score = ({ row, rank }: Ranked<At>): number => {
    if (sort === 'date' || rank === null) return 0
    if (row.date === null) return -Infinity
    const age = Math.max(0, newest - yearOf(row.date))
    return rank * (0.5 + 2.5 / (5 + age))
  }
  const scores = new Map(rows.map((one) => [one, score(one)]))
  return [...rows].sort((a, b) => {
    const [one, other] = [scores.get(a) ?? 0, scores.get(b) ?? 0]
    return one === other ? newestFirst(a.row, b.row) : one - other
  })
}

/** So many of the best by words alone. */
export function bestOf<At>(rows: readonly Ranked<At>[], most: number): Ranked<At>[] {
  return [...rows].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).slice(0, most)
}

function newestFirst(a: FoundRow, b: FoundRow): number {
  const undated = Number(a.date === null) - Number(b.date === null)
  return (
    undated || compared(b.date ?? '', a.date ?? '') || compared(a.id, b.id) || a.number - b.number
  )
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4)) || 0
}

function compared(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
