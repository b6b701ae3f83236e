import { blocksOf, extend, fragments, placeWhole } from './blocks.ts'
import { at, chainScores, COST, mirrored } from './chain.ts'
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
    for (const [i, placement] of bestChain(open, source, candidates, target))
      placed.set(i, placement)
    for (const block of blocksOf(source)) {
      placeWhole(block, source, target, placed)
      extend(block, source, target, placed)
    }
    // What breaks the order may be a fragment that goes on where the row above ended.
    if (round === 0) for (const i of fragments(source, target, placed)) left.add(i)
    open = open.filter((i) => !placed.has(i) && !left.has(i))
  }
  fillByNeighbours(source, target, placed, left)
  return placed
}

/** Equal keys; for very frequent keys only rows next to a candidate of a neighbour. */
function candidateRows(source: readonly SourceRow[], target: Target): number[][] {
  const all = source.map(({ key }) => target.rowsOf.get(key) ?? [])
  const found = all.map((rows) => (rows.length <= MOST_CANDIDATES ? [...rows] : []))
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

function bestChain(
  open: readonly number[],
  source: readonly SourceRow[],
  candidates: readonly number[][],
  target: Target,
): [number, LineMatch][] {
  const isExact = (i: number, row: number): boolean => sameText(source[i]?.text ?? '', target, row)
  const rows = open.map((i) => candidates[i] ?? [])
  const weights = open.map((i, k) =>
    (rows[k] ?? []).map(
      (row) =>
        weightOf(source[i]?.key ?? '') +
        (isNearlyExact(source[i]?.text ?? '', target, row) ? EXACT_BONUS : 0),
    ),
  )
  const gaps = open.map((i, k) => gapBefore(open, source, i, k))
  const forward = chainScores({ rows, weights }, gaps, target.keys.length)
  const backward = chainScores(...mirrored({ rows, weights }, gaps, target.keys.length))
  const through = (k: number, c: number): number =>
    at(forward.scores, k, c) +
    at(backward.scores, open.length - 1 - k, (rows[k]?.length ?? 0) - 1 - c) -
    at(weights, k, c)
  return forward.chain.map(([k, c]) => {
    const i = open[k] ?? 0
    const row = at(rows, k, c)
    const best = through(k, c)
    const alternatives = (rows[k] ?? []).filter(
      (other, d) => other !== row && through(k, d) > best - TIE,
    )
    return [i, { row, exact: isExact(i, row), alternatives: alternatives.slice(0, 8) }]
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
