import type { LineMatch, SourceRow } from './rows.ts'
import { rowAt, type Target } from './target.ts'

/** Where a row's characters were found again although its line breaks differ. */
export interface Rewrapped {
  readonly row: number
  readonly endRow: number
  /** True where the words differ a little, not the line breaks. */
  readonly edited: boolean
  readonly alternatives: readonly number[]
  /** What is left of the last target line after this row: an unquoted line may hold it. */
  readonly rest: string
}

/** Shorter text is looked for only where its neighbours say it should be. */
export const SHORTEST_ALONE = 12
const SIMILAR = 0.8

/**
 * Finds rows that `alignRows` could not place: broken lines, joined lines and fragments, by their
 * characters without white space and quote marks; then lines that were edited a little, between
 * their placed neighbours.
 */
export function rewrapRows(
  source: readonly SourceRow[],
  target: Target,
  placed: ReadonlyMap<number, LineMatch>,
): Map<number, Rewrapped> {
  const found = new Map<number, Rewrapped>()
  let cursor = 0
  for (let i = 0; i < source.length; i++) {
    const exact = placed.get(i)
    if (exact) cursor = target.startOf[exact.row + 1] ?? cursor
    else cursor = placeInStream(i, source, target, found, cursor)
  }
  for (let i = source.length - 1; i >= 0; i--)
    if (!placed.has(i) && !found.has(i)) placeBefore(i, source, target, placed, found)
  for (let i = 0; i < source.length; i++)
    if (!placed.has(i) && !found.has(i)) placeSimilar(i, source, target, placed, found)
  return found
}

/** Looks from the end of the row above on, then everywhere. Returns the new end. */
function placeInStream(
  i: number,
  source: readonly SourceRow[],
  target: Target,
  found: Map<number, Rewrapped>,
  cursor: number,
): number {
  const text = source[i]?.bare ?? ''
  if (text === '') return cursor
  let start = target.stream.startsWith(text, cursor) ? cursor : -1
  if (start === -1 && text.length >= SHORTEST_ALONE) {
    start = target.stream.indexOf(text, cursor)
    if (start === -1) start = target.stream.indexOf(text)
  }
  if (start === -1) return cursor
  // Only a start elsewhere can be in doubt: what goes on where the row above ended is certain.
  const again = start === cursor ? -1 : target.stream.indexOf(text, start + 1)
  const end = start + text.length
  found.set(i, spanOf(target, start, end, again === -1 ? [] : [rowAt(target, again)]))
  return end
}

function spanOf(
  target: Target,
  start: number,
  end: number,
  alternatives: readonly number[],
): Rewrapped {
  const endRow = rowAt(target, end - 1)
  const rest = target.stream.slice(end, target.startOf[endRow + 1])
  return { row: rowAt(target, start), endRow, edited: false, alternatives, rest }
}

/** A short head of a line whose tail, the row below, has been found. */
function placeBefore(
  i: number,
  source: readonly SourceRow[],
  target: Target,
  placed: ReadonlyMap<number, LineMatch>,
  found: Map<number, Rewrapped>,
): void {
  const below = placed.get(i + 1)?.row ?? found.get(i + 1)?.row
  const text = source[i]?.bare ?? ''
  if (below === undefined || text === '') return
  const exactBelow = source[i + 1]?.bare ?? ''
  const from = Math.max(0, (target.startOf[below] ?? 0) - text.length)
  const start = target.stream.indexOf(text + exactBelow, from)
  if (start !== -1 && start <= (target.startOf[below + 1] ?? 0))
    found.set(i, spanOf(target, start, start + text.length, []))
}

/** An edited line between two placed neighbours, at most a few rows apart. */
function placeSimilar(
  i: number,
  source: readonly SourceRow[],
  target: Target,
  placed: ReadonlyMap<number, LineMatch>,
  found: Map<number, Rewrapped>,
): void {
  const key = source[i]?.key ?? ''
  if (key.length < 8) return
  const above = placed.get(i - 1)?.row ?? found.get(i - 1)?.endRow
  const below = placed.get(i + 1)?.row ?? found.get(i + 1)?.row
  const from = above === undefined ? (below ?? 0) - 8 : above + 1
  const to = below === undefined ? (above ?? -1) + 8 : below - 1
  let best = SIMILAR
  for (let row = Math.max(0, from); row <= Math.min(to, from + 40, target.keys.length - 1); row++) {
    const score = similarity(key, target.keys[row] ?? '')
    if (score < best) continue
    best = score
    found.set(i, { row, endRow: row, edited: true, alternatives: [], rest: '' })
  }
}

/** Dice's coefficient over pairs of characters: 0 (nothing shared) to 1 (equal). */
function similarity(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return a === b ? 1 : 0
  const pairs = new Map<string, number>()
  for (let i = 1; i < a.length; i++)
    pairs.set(a.slice(i - 1, i + 1), (pairs.get(a.slice(i - 1, i + 1)) ?? 0) + 1)
  let shared = 0
  for (let i = 1; i < b.length; i++) {
    const pair = b.slice(i - 1, i + 1)
    const left = pairs.get(pair) ?? 0
    if (left === 0) continue
    shared++
    pairs.set(pair, left - 1)
  }
  return (2 * shared) / (a.length + b.length - 2)
}
