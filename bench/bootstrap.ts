/** Right answers among all of one cluster. */
export interface Cluster {
  readonly right: number
  readonly total: number
}

/** A share and where it lies in 95 of 100 draws. */
export interface Interval {
  readonly right: number
  readonly total: number
  readonly low: number
  readonly high: number
}

const DRAWS = 4000

/**
 * The 95 % interval of a share by drawing whole clusters with replacement: answers inside one
 * cluster lean the same way, so single answers must not be drawn. The seed is fixed: the same
 * figures give the same interval.
 */
export function clusterInterval(clusters: readonly Cluster[]): Interval {
  const sum = (list: readonly Cluster[]): Cluster =>
    list.reduce((a, b) => ({ right: a.right + b.right, total: a.total + b.total }), {
      right: 0,
      total: 0,
    })
  const random = mulberry32(20250101)
  const pick = (): Cluster =>
    clusters[Math.floor(random() * clusters.length)] ?? { right: 0, total: 0 }
  const shares = Array.from({ length: DRAWS }, () => {
    const drawn = sum(clusters.map(pick))
    return drawn.right / Math.max(1, drawn.total)
  }).sort((a, b) => a - b)
  return {
    ...sum(clusters),
    low: shares[Math.floor(0.025 * DRAWS)] ?? NaN,
    high: shares[Math.ceil(0.975 * DRAWS) - 1] ?? NaN,
  }
}

/** A small generator of numbers in [0, 1) with 32 bits of state. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
