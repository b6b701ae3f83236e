/** Costs of a chain that does not go on in the next target row. */
export const COST = {
  jump: 1,
  jumpAtBreak: 0.3,
  jumpOverUnplaced: 0.6,
  nearby: 0.35,
  perRow: 1e-4,
} as const

/** Candidate target rows of each source row, ascending, and what each pair weighs. */
export interface Pairs {
  readonly rows: readonly (readonly number[])[]
  readonly weights: readonly (readonly number[])[]
}

/** The entry of a table of scores, or minus infinity. */
export function at(table: readonly (readonly number[])[], k: number, c: number): number {
  return table[k]?.[c] ?? -Infinity
}

/** The same pairs seen from the end, so that a second run scores what follows each pair. */
export function mirrored(
  pairs: Pairs,
  gaps: readonly number[],
  size: number,
): [Pairs, number[], number] {
  const turn = <T>(lists: readonly (readonly T[])[]): T[][] =>
    lists.map((list) => [...list].reverse()).reverse()
  const rows = turn(pairs.rows).map((list) => list.map((row) => size - 1 - row))
  return [{ rows, weights: turn(pairs.weights) }, [0, ...[...gaps.slice(1)].reverse()], size]
}

export interface Chain {
  readonly scores: readonly (readonly number[])[]
  readonly chain: readonly (readonly [k: number, c: number])[]
}

/**
 * Best score of any chain that ends in each pair, and the best chain. A pair follows its neighbour
 * for nothing, a near one for little, any earlier one for the cost of the gap; the latter by a
 * prefix maximum over target rows, so all is O(pairs * log rows).
 */
export function chainScores(
  { rows, weights }: Pairs,
  gaps: readonly number[],
  size: number,
): Chain {
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
  for (
    let pair: readonly [number, number] | null = top;
    pair && pair[0] >= 0;
    pair = previous[pair[0]]?.[pair[1]] ?? null
  ) {
    chain.push(pair)
  }
  return { scores, chain: chain.reverse() }
}

interface Step {
  readonly score: number
  readonly from: readonly [number, number] | null
}

function bestStep(
  k: number,
  j: number,
  gap: number,
  best: PrefixMaximum,
  index: readonly Map<number, number>[],
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
  if (gap === COST.jumpOverUnplaced)
    for (let back = 2; back <= 4; back++) consider(k - 1, j - back, COST.nearby)
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
