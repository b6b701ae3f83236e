import { rowAt, type Target } from './target.ts'
import { placementAt, type LineMatch, type SourceRow } from './rows.ts'

/**
 * Open rows that go on where the row above ended and together make up one target line: the pieces
 * of a broken line.
 */
export function fragments(
  source: readonly SourceRow[],
  target: Target,
  placed: ReadonlyMap<number, LineMatch>,
): number[] {
  const found: number[] = []
  let pieces: number[] = []
  let cursor: number | null = null
  for (const [i, { bare }] of source.entries()) {
    const known = placed.get(i)
    const goesOn: boolean = !known && cursor !== null && target.stream.startsWith(bare, cursor)
    if (!goesOn || cursor === null) {
      pieces = []
      cursor = known ? (target.startOf[known.row + 1] ?? null) : null
      continue
    }
    pieces.push(i)
    const row = rowAt(target, cursor)
    cursor += bare.length
    if (cursor < (target.startOf[row + 1] ?? 0)) continue
    if (pieces.length > 1) found.push(...pieces)
    pieces = []
  }
  return found
}

/** Source rows without a break between them. */
export function blocksOf(source: readonly SourceRow[]): number[][] {
  const blocks: number[][] = []
  for (const [i, row] of source.entries()) {
    const last = blocks.at(-1)
    if (last && !row.breakBefore) last.push(i)
    else blocks.push([i])
  }
  return blocks
}

/** A block of nothing but frequent lines tells too little to be tried everywhere. */
const MOST_STARTS = 48

/**
 * A block that stands in the target as a whole, in one place only, is quoted from there, whatever
 * the order of the blocks around it.
 */
export function placeWhole(
  block: readonly number[],
  source: readonly SourceRow[],
  target: Target,
  placed: Map<number, LineMatch>,
): void {
  const first = block[0] ?? 0
  const isWhole = block.every(
    (i) => placed.get(i)?.row === (placed.get(first)?.row ?? NaN) + i - first,
  )
  if (isWhole || block.length < 2) return
  const rowsOf = (i: number): readonly number[] => target.rowsOf.get(source[i]?.key ?? '') ?? []
  const rarest = block.reduce(
    (best, i) => (rowsOf(i).length < rowsOf(best).length ? i : best),
    first,
  )
  if (rowsOf(rarest).length > MOST_STARTS) return
  const starts = rowsOf(rarest)
    .map((row) => row - (rarest - first))
    .filter((start) => block.every((i) => target.keys[start + i - first] === source[i]?.key))
  const [start, another] = starts
  if (start === undefined || another !== undefined) return
  for (const i of block) placed.set(i, placementAt(i, start + i - first, source, target))
}

/** An open row goes next to its placed neighbour of the same block where its text stands there. */
export function extend(
  block: readonly number[],
  source: readonly SourceRow[],
  target: Target,
  placed: Map<number, LineMatch>,
): void {
  const step = (i: number, by: number): void => {
    const near = placed.get(i - by)
    if (
      !near ||
      placed.has(i) ||
      near.alternatives.length > 0 ||
      target.keys[near.row + by] !== source[i]?.key
    )
      return
    placed.set(i, placementAt(i, near.row + by, source, target))
  }
  for (const i of block.slice(1)) step(i, 1)
  for (const i of block.slice(0, -1).reverse()) step(i, -1)
}
