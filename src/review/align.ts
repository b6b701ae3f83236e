import { rowAt, type Target } from './target.ts'

/** A quoted line with its outermost level stripped. */
export interface SourceRow {
  /** Body line in the reply. */
  readonly line: number
  readonly text: string
  /** `text` without white space; never empty. */
  readonly key: string
  /** `key` without any quote mark; never empty. */
  readonly bare: string
  /** Something unquoted, or an elision, stands between this row and the one above. */
  readonly breakBefore: boolean
}

/** Where a row was found: rows of the target. */
export interface Placement {
  readonly row: number
  readonly exact: boolean
  /** Rows that fit nearly as well. */
  readonly alternatives: readonly number[]
}

/** A key that stands more often is placed by its neighbours alone. */
const MOST_CANDIDATES = 48
/** Scores closer than this are a tie: less than any real preference below, more than distances. */
const TIE = 0.2
const COST = { jump: 1, jumpAtBreak: 0.3, jumpOverUnplaced: 0.6, nearby: 0.35, perRow: 1e-4 } as const
const EXACT_BONUS = 0.3

/** A chain of (source row, target row) pairs with ever growing rows on both sides. */
interface Pairs {
  readonly rows: readonly (readonly number[])[]
  readonly weights: readonly (readonly number[])[]
}

/**
 * Places rows in the target, in order: of all ways to lay the rows over the target, the one whose
 * lines weigh most and which jumps least. Neighbours decide where a line stands more than once;
 * where two ways are as good, the placement says so. Rows that break the order are placed in
 * further rounds; pieces of broken lines are left open.
 */
export function alignRows(source: readonly SourceRow[], target: Target): Map<number, Placement> {
  const placed = new Map<number, Placement>()
  const candidates = candidateRows(source, target)
  const left = new Set<number>()
  let open = source.map((_, i) => i).filter((i) => (candidates[i]?.length ?? 0) > 0)
  for (let round = 0; round < 6 && open.length > 0; round++) {
    for (const [i, placement] of bestChain(open, source, candidates, target)) placed.set(i, placement)
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

/**
 * Open rows that go on where the row above ended and together make up one target line: the pieces
 * of a broken line.
 */
function fragments(source: readonly SourceRow[], target: Target, placed: ReadonlyMap<number, Placement>): number[] {
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
function blocksOf(source: readonly SourceRow[]): number[][] {
  const blocks: number[][] = []
  for (const [i, row] of source.entries()) {
    const last = blocks.at(-1)
    if (last && !row.breakBefore) last.push(i)
    else blocks.push([i])
  }
  return blocks
}

/**
 * A block that stands in the target as a whole, in one place only, is quoted from there, whatever
 * the order of the blocks around it.
 */
function placeWhole(block: readonly number[], source: readonly SourceRow[], target: Target, placed: Map<number, Placement>): void {
  const first = block[0] ?? 0
  const isWhole = block.every((i) => placed.get(i)?.row === (placed.get(first)?.row ?? NaN) + i - first)
  if (isWhole || block.length < 2) return
  const rowsOf = (i: number): readonly number[] => target.rowsOf.get(source[i]?.key ?? '') ?? []
  const rarest = block.reduce((best, i) => (rowsOf(i).length < rowsOf(best).length ? i : best), first)
  if (rowsOf(rarest).length > MOST_CANDIDATES) return
  const starts = rowsOf(rarest)
    .map((row) => row - (rarest - first))
    .filter((start) => block.every((i) => target.keys[start + i - first] === source[i]?.key))
  const [start, another] = starts
  if (start === undefined || another !== undefined) return
  for (const i of block) placed.set(i, placementAt(i, start + i - first, source, target))
}

/** An open row goes next to its placed neighbour of the same block where its text stands there. */
function extend(block: readonly number[], source: readonly SourceRow[], target: Target, placed: Map<number, Placement>): void {
  const step = (i: number, by: number): void => {
    const near = placed.get(i - by)
    if (!near || placed.has(i) || near.alternatives.length > 0 || target.keys[near.row + by] !== source[i]?.key) return
    placed.set(i, placementAt(i, near.row + by, source, target))
  }
  for (const i of block.slice(1)) step(i, 1)
  for (const i of block.slice(0, -1).reverse()) step(i, -1)
}

function placementAt(i: number, row: number, source: readonly SourceRow[], target: Target): Placement {
  return { row, exact: sameText(source[i]?.text ?? '', target, row), alternatives: [] }
}

/** Equal keys; for very frequent keys only rows next to a candidate of a neighbour. */
function candidateRows(source: readonly SourceRow[], target: Target): number[][] {
  const all = source.map(({ key }) => target.rowsOf.get(key) ?? [])
  const found = all.map((rows) => (rows.length <= MOST_CANDIDATES ? [...rows] : []))
  const extend = (i: number, from: number, step: number): void => {
    if ((all[i]?.length ?? 0) <= MOST_CANDIDATES) return
    const key = source[i]?.key
    const next = (found[from] ?? []).map((row) => row + step).filter((row) => target.keys[row] === key)
    found[i] = [...new Set([...(found[i] ?? []), ...next])].sort((a, b) => a - b)
  }
  for (let i = 1; i < source.length; i++) extend(i, i - 1, 1)
  for (let i = source.length - 2; i >= 0; i--) extend(i, i + 1, -1)
  return found
}

/** How much a line tells: a lone brace little, a sentence much. */
function weightOf(key: string): number {
  if (key.length <= 1) return 0.25
  if (key.length <= 3) return 0.5
  return 1 + Math.min(key.length, 40) / 40
}

function bestChain(
  open: readonly number[], source: readonly SourceRow[], candidates: readonly number[][], target: Target,
): [number, Placement][] {
  const isExact = (i: number, row: number): boolean => sameText(source[i]?.text ?? '', target, row)
  const rows = open.map((i) => candidates[i] ?? [])
  const weights = open.map((i, k) =>
    (rows[k] ?? []).map((row) => weightOf(source[i]?.key ?? '') + (isNearlyExact(source[i]?.text ?? '', target, row) ? EXACT_BONUS : 0)),
  )
  const gaps = open.map((i, k) => gapBefore(open, source, i, k))
  const forward = chainScores({ rows, weights }, gaps, target.keys.length)
  const backward = chainScores(...mirrored({ rows, weights }, gaps, target.keys.length))
  const through = (k: number, c: number): number =>
    at(forward.scores, k, c) + at(backward.scores, open.length - 1 - k, (rows[k]?.length ?? 0) - 1 - c) - at(weights, k, c)
  return forward.chain.map(([k, c]) => {
    const i = open[k] ?? 0
    const row = at(rows, k, c)
    const best = through(k, c)
    const alternatives = (rows[k] ?? []).filter((other, d) => other !== row && through(k, d) > best - TIE)
    return [i, { row, exact: isExact(i, row), alternatives: alternatives.slice(0, 8) }]
  })
}

/** Equal to the letter; a quote may or may not put a blank after its `>`. */
function sameText(text: string, target: Target, row: number): boolean {
  const line = target.lines[(target.lineOf[row] ?? 1) - 1] ?? ''
  return line === text || line === ` ${text}`
}

/** Equal but for trailing blanks, which many clients drop. */
function isNearlyExact(text: string, target: Target, row: number): boolean {
  const line = target.lines[(target.lineOf[row] ?? 1) - 1] ?? ''
  return line.trimEnd() === text.trimEnd() || line.trimEnd() === ` ${text.trimEnd()}`
}

function at(table: readonly (readonly number[])[], k: number, c: number): number {
  return table[k]?.[c] ?? -Infinity
}

/** Cost of not going on in the next target row, by what stands before this source row. */
function gapBefore(open: readonly number[], source: readonly SourceRow[], i: number, k: number): number {
  if (k === 0) return 0
  if (source[i]?.breakBefore) return COST.jumpAtBreak
  return open[k - 1] === i - 1 ? COST.jump : COST.jumpOverUnplaced
}

function mirrored(pairs: Pairs, gaps: readonly number[], size: number): [Pairs, number[], number] {
  const turn = <T>(lists: readonly (readonly T[])[]): T[][] => lists.map((list) => [...list].reverse()).reverse()
  const rows = turn(pairs.rows).map((list) => list.map((row) => size - 1 - row))
  return [{ rows, weights: turn(pairs.weights) }, [0, ...[...gaps.slice(1)].reverse()], size]
}

interface Chain {
  readonly scores: readonly (readonly number[])[]
  readonly chain: readonly (readonly [k: number, c: number])[]
}

/**
 * Best score of any chain that ends in each pair, and the best chain. A pair follows its neighbour
 * for nothing, a near one for little, any earlier one for the cost of the gap; the latter by a
 * prefix maximum over target rows, so all is O(pairs * log rows).
 */
function chainScores({ rows, weights }: Pairs, gaps: readonly number[], size: number): Chain {
  const best = new PrefixMaximum(size)
  const scores: number[][] = []
  const previous: (readonly [number, number] | null)[][] = []
  const index: Map<number, number>[] = []
  let top: readonly [number, number] = [-1, -1]
  let topScore = -Infinity
  for (const [k, list] of rows.entries()) {
    const row: number[] = []
    const from: (readonly [number, number] | null)[] = []
    for (const [c, j] of list.entries()) {
      const step = bestStep(k, j, gaps[k] ?? 0, best, index, scores)
      const score = at(weights, k, c) + Math.max(0, step.score)
      row.push(score)
      from.push(step.score > 0 ? step.from : null)
      if (score > topScore) [topScore, top] = [score, [k, c]]
    }
    scores.push(row)
    previous.push(from)
    index.push(new Map(list.map((j, c) => [j, c])))
    for (const [c, j] of list.entries()) best.raise(j, (row[c] ?? 0) + COST.perRow * j, [k, c])
  }
  const chain: (readonly [number, number])[] = []
  for (let pair: readonly [number, number] | null = top; pair && pair[0] >= 0; pair = previous[pair[0]]?.[pair[1]] ?? null) {
    chain.push(pair)
  }
  return { scores, chain: chain.reverse() }
}

interface Step {
  readonly score: number
  readonly from: readonly [number, number] | null
}

function bestStep(
  k: number, j: number, gap: number, best: PrefixMaximum, index: readonly Map<number, number>[],
  scores: readonly (readonly number[])[],
): Step {
  const jump = best.below(j)
  let score = jump.score - COST.perRow * j - gap
  let from = jump.pair
  const consider = (before: number, row: number, cost: number): void => {
    const c = index[before]?.get(row)
    if (c === undefined || at(scores, before, c) - cost <= score) return
    score = at(scores, before, c) - cost
    from = [before, c]
  }
  consider(k - 1, j - 1, gap === COST.jumpOverUnplaced ? COST.nearby : 0)
  if (gap === COST.jumpOverUnplaced) for (let back = 2; back <= 4; back++) consider(k - 1, j - back, COST.nearby)
  return { score, from }
}

/** Largest score among all target rows below a given one (a Fenwick tree of maxima). */
class PrefixMaximum {
  private readonly scores: Float64Array
  private readonly pairs: (readonly [number, number] | null)[]

  constructor(size: number) {
    this.scores = new Float64Array(size + 1).fill(-Infinity)
    this.pairs = new Array<readonly [number, number] | null>(size + 1).fill(null)
  }

  raise(row: number, score: number, pair: readonly [number, number]): void {
    for (let i = row + 1; i < this.scores.length; i += i & -i) {
      if (score <= (this.scores[i] ?? 0)) continue
      this.scores[i] = score
      this.pairs[i] = pair
    }
  }

  below(row: number): { score: number; pair: readonly [number, number] | null } {
    let score = -Infinity
    let pair: readonly [number, number] | null = null
    for (let i = row; i > 0; i -= i & -i) {
      if ((this.scores[i] ?? 0) <= score) continue
      score = this.scores[i] ?? 0
      pair = this.pairs[i] ?? null
    }
    return { score, pair }
  }
}

/** What is left has too frequent a text: the first such row after its placed neighbour, in doubt. */
function fillByNeighbours(
  source: readonly SourceRow[], target: Target, placed: Map<number, Placement>, left: ReadonlySet<number>,
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
