import { blocksOf, extend, fragments, placeWhole } from './blocks.ts'
import { bestChain, chainScores, COST, mirrored, type Pairs } from './chain.ts'
import { isNearlyExact, sameText, type LineMatch, type SourceRow } from './rows.ts'
import type { Target } from './target.ts'

/** A key that stands more often is placed by its neighbours alone. */
const MOST_CANDIDATES = 48
/** Scores closer than this are a tie: less than any real preference below, more than distances. */
const TIE = 0.2
const EXACT_BONUS = 0.3

/**
 * Places rows in the target, in order: of all ways to lay the rows over the target, the one whose
 * lines weigh most and which jumps least. Neighbours decide where a line stands more than once;
 * where two ways are as good, the placement says so. Rows that break the order are placed in
 * further rounds; pieces of broken lines are left open.
 */
export function alignRows(source: readonly SourceRow[], target: Target): Map<number, LineMatch> {
  const placed = new Map<number, LineMatch>()
  const candidates = candidateRows(source, target)
  const left = new Set<number>()
  let open = source.map((_, i) => i).filter((i) => (candidates[i]?.length ?? 0) > 0)
  for (let round = 0; round < 6 && open.length > 0; round++) {
    for (const [i, placement] of placedInOrder(open, source, candidates, target))
      placed.set(i, placement)
    const blocks = blocksOf(source)
    for (const block of blocks) placeWhole(block, source, target, placed)
    if (placed.size === source.length) break
    for (const block of blocks) extend(block, source, target, placed)
    // What breaks the order may be a fragment that goes on where the row above ended.
    if (round === 0) for (const i of fragments(source, target, placed)) left.add(i)
    open = open.filter((i) => !placed.has(i) && !left.has(i))
  }
  fillByNeighbours(source, target, placed, left)
  return placed
}

/** Equal keys; for very frequent keys only rows next to a candidate of a neighbour. */
function candidateRows(
  source: readonly SourceRow[],
  target: Target,
): readonly (readonly number[])[] {
  const all = source.map(({ key }) => target.rowsOf.get(key) ?? [])
  if (all.every((rows) => rows.length <= MOST_CANDIDATES)) return all
  const found = all.map((rows) => (rows.length <= MOST_CANDIDATES ? rows : []))
  const addNextTo = (i: number, from: number, step: number): void => {
    if ((all[i]?.length ?? 0) <= MOST_CANDIDATES) return
    const key = source[i]?.key
    const next = (found[from] ?? [])
      .map((row) => row + step)
      .filter((row) => target.keys[row] === key)
    found[i] = [...new Set([...(found[i] ?? []), ...next])].sort((a, b) => a - b)
  }
  for (let i = 1; i < source.length; i++) addNextTo(i, i - 1, 1)
  for (let i = source.length - 2; i >= 0; i--) addNextTo(i, i + 1, -1)
  return found
}

/** How much a line tells: a lone brace little, a sentence much. */
function weightOf(key: string): number {
  if (key.length <= 1) return 0.25
  if (key.length <= 3) return 0.5
  return 1 + Math.min(key.length, 40) / 40
}

/** Places the open rows that are in the best chain. */
function placedInOrder(
  open: readonly number[],
  source: readonly SourceRow[],
  candidates: readonly (readonly number[])[],
  target: Target,
): [number, LineMatch][] {
  const pairs = pairsOf(open, source, candidates, target)
  const { starts, rows, weights } = pairs
  const scored = chainScores(pairs)
  const chain = bestChain(scored)
  const ks = sourceRows(starts, chain)
  const isInDoubt = (k: number): boolean => (starts[k + 1] ?? 0) - (starts[k] ?? 0) > 1
  // Nearly all quotes are in no doubt, and what follows each pair need not be known.
  const after = ks.some(isInDoubt) ? chainScores(mirrored(pairs)).scores : null
  const through = (p: number): number =>
    (scored.scores[p] ?? 0) + (after?.[rows.length - 1 - p] ?? 0) - (weights[p] ?? 0)
  return chain.map((p, at) => {
    const k = ks[at] ?? 0
    const i = open[k] ?? 0
    const row = rows[p] ?? 0
    const alternatives: number[] = []
    const best = isInDoubt(k) ? through(p) : 0
    for (let q = starts[k] ?? 0; isInDoubt(k) && q < (starts[k + 1] ?? 0); q++)
      if (q !== p && through(q) > best - TIE) alternatives.push(rows[q] ?? 0)
    const exact = sameText(source[i]?.text ?? '', target, row)
    return [i, { row, exact, alternatives: alternatives.slice(0, 8) }]
  })
}

function pairsOf(
  open: readonly number[],
  source: readonly SourceRow[],
  candidates: readonly (readonly number[])[],
  target: Target,
): Pairs {
  const starts = new Int32Array(open.length + 1)
  for (const [k, i] of open.entries())
    starts[k + 1] = (starts[k] ?? 0) + (candidates[i]?.length ?? 0)
  const rows = new Int32Array(starts[open.length] ?? 0)
  const weights = new Float64Array(rows.length)
  let p = 0
  for (const i of open) {
    const { key = '', text = '' } = source[i] ?? {}
    const weight = weightOf(key)
    for (const row of candidates[i] ?? []) {
      rows[p] = row
      weights[p++] = weight + (isNearlyExact(text, target, row) ? EXACT_BONUS : 0)
    }
  }
  const gaps = Float64Array.from(open, (i, k) => gapBefore(open, source, i, k))
  return { starts, rows, weights, gaps, size: target.keys.length }
}

/** The source row of each pair of a chain; pairs ascend, and so do their rows. */
function sourceRows(starts: Int32Array, chain: readonly number[]): number[] {
  let k = 0
  return chain.map((p) => {
    while (k + 2 < starts.length && (starts[k + 1] ?? 0) <= p) k++
    return k
  })
}

/** Cost of not going on in the next target row, by what stands before this source row. */
function gapBefore(
  open: readonly number[],
  source: readonly SourceRow[],
  i: number,
  k: number,
): number {
  if (k === 0) return 0
  if (source[i]?.breakBefore) return COST.jumpAtBreak
  return open[k - 1] === i - 1 ? COST.jump : COST.jumpOverUnplaced
}

/**
 * What is left has too frequent a text: the first such row after its placed neighbour, in doubt.
 */
function fillByNeighbours(
  source: readonly SourceRow[],
  target: Target,
  placed: Map<number, LineMatch>,
  left: ReadonlySet<number>,
): void {
  let before = -1
  for (const [i, row] of source.entries()) {
    const known = placed.get(i)
    if (known) before = known.row
    const rows = known || left.has(i) ? [] : (target.rowsOf.get(row.key) ?? [])
    if (rows.length === 0) continue
    const first = firstAbove(rows, before)
    const found = rows[first] ?? rows[0] ?? 0
    const alternatives = found === before + 1 ? [] : rows.slice(first + 1, first + 4)
    placed.set(i, { row: found, exact: sameText(row.text, target, found), alternatives })
    before = found
  }
}

function firstAbove(rows: readonly number[], value: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}
