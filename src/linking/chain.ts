/** Costs of a chain that does not go on in the next target row. */
export const COST = {
  jump: 1,
  jumpAtBreak: 0.3,
  jumpOverUnplaced: 0.6,
  nearby: 0.35,
  perRow: 1e-4,
} as const

/**
 * Where each source row may stand: pairs of a source and a target row, all in one list. Source row
 * `k` has those from `starts[k]` up to `starts[k + 1]`, its target rows ascending. This is the
 * hottest loop of linking, so nothing in it makes an object.
 */
export interface Pairs {
  readonly starts: Int32Array
  /** Target row of each pair. */
  readonly rows: Int32Array
  readonly weights: Float64Array
  /** For each source row, what it costs not to go on in the next target row. */
  readonly gaps: Float64Array
  /** Number of target rows. */
  readonly size: number
}

/** Pair `p` seen from the end is pair `count - 1 - p`: a second run scores what follows each. */
export function mirrored({ starts, rows, weights, gaps, size }: Pairs): Pairs {
  const count = rows.length
  const turned = Float64Array.from(gaps)
  turned.subarray(1).reverse()
  turned[0] = 0
  return {
    starts: starts.map((_, k) => count - (starts[starts.length - 1 - k] ?? 0)),
    rows: rows.map((_, p) => size - 1 - (rows[count - 1 - p] ?? 0)),
    weights: Float64Array.from(weights).reverse(),
    gaps: turned,
    size,
  }
}

/** How far back a row's neighbour may stand, and what that costs. */
const NEXT = [1, 0] as const
const OVER_UNPLACED = [4, COST.nearby] as const

/** Best score of any chain that ends in each pair, and the pair before it there; -1: none. */
export interface Scored {
  readonly scores: Float64Array
  readonly previous: Int32Array
}

/**
 * Best score of any chain that ends in each pair. A pair follows its neighbour for nothing, a near
 * one for little, any earlier one for the cost of the gap; the latter by a prefix maximum over
 * target rows, so all is O(pairs * log rows).
 */
export function chainScores(pairs: Pairs): Scored {
  const { starts, rows, weights, gaps } = pairs
  const best = new PrefixMaximum(pairs.size)
  const scores = new Float64Array(rows.length)
  const previous = new Int32Array(rows.length)
  for (let k = 0; k + 1 < starts.length; k++) {
    const first = starts[k] ?? 0
    const end = starts[k + 1] ?? first
    const [gap, before] = [gaps[k] ?? 0, k === 0 ? first : (starts[k - 1] ?? 0)]
    const isOverUnplaced = gap === COST.jumpOverUnplaced
    for (let p = first; p < end; p++) {
      const row = rows[p] ?? 0
      let from = best.below(row)
      let score = from === -1 ? -Infinity : best.scoreBelow - COST.perRow * row - gap
      const [reach, cost] = isOverUnplaced ? OVER_UNPLACED : NEXT
      for (let back = 1; back <= reach; back++) {
        const near = pairAt(rows, before, first, row - back)
        const other = near === -1 ? -Infinity : (scores[near] ?? 0) - cost
        if (other > score) {
          score = other
          from = near
        }
      }
      scores[p] = (weights[p] ?? 0) + Math.max(0, score)
      previous[p] = score > 0 ? from : -1
    }
    for (let p = first; p < end; p++) best.raise(rows[p] ?? 0, scores[p] ?? 0, p)
  }
  return { scores, previous }
}

/** The pairs of the best chain, first to last. */
export function bestChain({ scores, previous }: Scored): number[] {
  let top = -1
  let topScore = -Infinity
  for (const [p, score] of scores.entries()) if (score > topScore) [topScore, top] = [score, p]
  const chain: number[] = []
  for (let p = top; p >= 0; p = previous[p] ?? -1) chain.push(p)
  return chain.reverse()
}

/** The pair of a target row among those from `first` up to `end`; -1: none. */
function pairAt(rows: Int32Array, first: number, end: number, row: number): number {
  for (let p = first; p < end; p++) {
    const at = rows[p] ?? 0
    if (at >= row) return at === row ? p : -1
  }
  return -1
}

/** Largest score among all target rows below a given one (a Fenwick tree of maxima). */
class PrefixMaximum {
  private readonly scores: Float64Array
  private readonly pairs: Int32Array
  /** What `below` found last. */
  scoreBelow = -Infinity

  constructor(size: number) {
    this.scores = new Float64Array(size + 1).fill(-Infinity)
    this.pairs = new Int32Array(size + 1).fill(-1)
  }

  /** Scores of later rows count for more: of two as good, the nearer one. */
  raise(row: number, own: number, pair: number): void {
    const { scores, pairs } = this
    const score = own + COST.perRow * row
    for (let i = row + 1; i < scores.length; i += i & -i) {
      if (score <= (scores[i] ?? 0)) continue
      scores[i] = score
      pairs[i] = pair
    }
  }

  /** The pair with the largest score; -1: none. */
  below(row: number): number {
    const { scores, pairs } = this
    let score = -Infinity
    let pair = -1
    for (let i = row; i > 0; i -= i & -i) {
      const other = scores[i] ?? 0
      if (other <= score) continue
      score = other
      pair = pairs[i] ?? -1
    }
    this.scoreBelow = score
    return pair
  }
}
