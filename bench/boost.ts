/* eslint complexity: "off" -- arithmetic over typed arrays, whose reads must be guarded one by one. */
import type { TreeModel, TreeNode } from '../src/model/models.ts'

/** One example: named numbers, the index of its class, and how much it counts. */
export interface Example {
  readonly signals: Readonly<Record<string, number>>
  readonly label: number
  readonly weight: number
}

export interface BoostOptions {
  readonly rounds: number
  readonly depth: number
  readonly rate: number
  /** L2 on the values of leaves. */
  readonly lambda: number
  /** The least weight (second derivatives) in a leaf. */
  readonly least: number
  /** The share of examples, and of signals, that each tree sees; 1: all. */
  readonly rows: number
  readonly columns: number
}

/** The values of a signal in at most so many steps. */
const MOST_BINS = 48

/** A signal in steps: the step of each example, and what parts each step from the next. */
interface Column {
  readonly name: string
  readonly bins: Uint8Array
  readonly edges: readonly number[]
}

/** First and second derivatives of the loss. */
interface Slopes {
  readonly g: Float64Array
  readonly h: Float64Array
}

/**
 * Gradient boosted trees for several classes (Friedman 2001; leaf values and gains with second
 * derivatives as in Chen and Guestrin 2016), each tree grown on a part of the examples and signals
 * (Friedman 2002). The parts are drawn by a fixed seed: the same examples give the same trees.
 */
export function boost(
  classes: readonly string[],
  examples: readonly Example[],
  o: BoostOptions,
): TreeModel {
  const columns = columnsOf(examples)
  const total = examples.reduce((sum, e) => sum + e.weight, 0)
  const bias = classes.map((_, k) => {
    const share = examples.reduce((s, e) => s + (e.label === k ? e.weight : 0), 0) / total
    return Math.log(Math.max(share, 1e-3))
  })
  const scores = bias.map((b) => new Float64Array(examples.length).fill(b))
  const trees: TreeNode[][] = classes.map(() => [])
  const draw = drawing()
  for (let round = 0; round < o.rounds; round++) {
    const p = softmax(scores, examples.length)
    for (const [k, own] of scores.entries()) {
      const slopes = slopesOf(examples, p[k] ?? own, k)
      const rows = Int32Array.from(
        examples.flatMap((_, i) => (o.rows >= 1 || draw() < o.rows ? [i] : [])),
      )
      const seen = columns.filter(() => o.columns >= 1 || draw() < o.columns)
      const node = grow(rows, 0, seen, slopes, o)
      trees[k]?.push(rounded(node))
      for (const [i, { signals }] of examples.entries())
        own[i] = (own[i] ?? 0) + valueAt(node, signals)
    }
  }
  return { classes, bias: bias.map(round3), trees }
}

/** Numbers between 0 and 1 that look drawn and are always the same (Numerical Recipes' generator). */
function drawing(): () => number {
  let seed = 12345
  return () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 4294967296
  }
}

function columnsOf(examples: readonly Example[]): Column[] {
  const names = [...new Set(examples.flatMap((e) => Object.keys(e.signals)))].sort()
  return names.flatMap((name) => {
    const values = Float64Array.from(examples, (e) => e.signals[name] ?? 0)
    const edges = edgesOf(values)
    if (edges.length === 0) return []
    const bins = Uint8Array.from(values, (v) => {
      let bin = 0
      while (bin < edges.length && v >= (edges[bin] ?? 0)) bin++
      return bin
    })
    return [{ name, bins, edges }]
  })
}

/** Half way between neighbouring values; of many, those that part the examples evenly. */
function edgesOf(values: Float64Array): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  const between = sorted.flatMap((v, i) => {
    const before = sorted[i - 1] ?? v
    return v > before ? [{ at: (v + before) / 2, i }] : []
  })
  if (between.length < MOST_BINS) return between.map(({ at }) => at)
  const chosen: number[] = []
  let next = 0
  for (const { at, i } of between) {
    if (i < next) continue
    chosen.push(at)
    next = i + sorted.length / MOST_BINS
  }
  return chosen
}

function softmax(scores: readonly Float64Array[], length: number): Float64Array[] {
  const p = scores.map(() => new Float64Array(length))
  for (let i = 0; i < length; i++) {
    let top = -Infinity
    for (const own of scores) top = Math.max(top, own[i] ?? 0)
    let sum = 0
    for (const own of scores) sum += Math.exp((own[i] ?? 0) - top)
    for (const [k, own] of scores.entries())
      (p[k] as Float64Array)[i] = Math.exp((own[i] ?? 0) - top) / sum
  }
  return p
}

function slopesOf(examples: readonly Example[], p: Float64Array, k: number): Slopes {
  const g = new Float64Array(examples.length)
  const h = new Float64Array(examples.length)
  for (const [i, { label, weight }] of examples.entries()) {
    const q = p[i] ?? 0
    g[i] = weight * (q - (label === k ? 1 : 0))
    h[i] = weight * Math.max(q * (1 - q), 1e-6)
  }
  return { g, h }
}

function grow(
  rows: Int32Array,
  depth: number,
  columns: readonly Column[],
  slopes: Slopes,
  o: BoostOptions,
): TreeNode {
  let [G, H] = [0, 0]
  for (const i of rows) {
    G += slopes.g[i] ?? 0
    H += slopes.h[i] ?? 0
  }
  const leaf = { value: (-o.rate * G) / (H + o.lambda) }
  if (depth === o.depth || H < 2 * o.least) return leaf
  const best = bestSplit(rows, columns, slopes, G, H, o)
  if (!best) return leaf
  const { column, bin } = best
  const left = rows.filter((i) => (column.bins[i] ?? 0) < bin)
  const right = rows.filter((i) => (column.bins[i] ?? 0) >= bin)
  return {
    signal: column.name,
    below: column.edges[bin - 1] ?? 0,
    yes: grow(left, depth + 1, columns, slopes, o),
    no: grow(right, depth + 1, columns, slopes, o),
  }
}

/** The signal and the step by which the examples are parted best; `null` where nothing is gained. */
function bestSplit(
  rows: Int32Array,
  columns: readonly Column[],
  { g, h }: Slopes,
  G: number,
  H: number,
  { lambda, least }: BoostOptions,
): { readonly column: Column; readonly bin: number } | null {
  const sums = new Float64Array(MOST_BINS + 2)
  const curves = new Float64Array(MOST_BINS + 2)
  let best: { column: Column; bin: number } | null = null
  let most = 1e-3
  for (const column of columns) {
    sums.fill(0)
    curves.fill(0)
    for (const i of rows) {
      const bin = column.bins[i] ?? 0
      sums[bin] = (sums[bin] ?? 0) + (g[i] ?? 0)
      curves[bin] = (curves[bin] ?? 0) + (h[i] ?? 0)
    }
    let [GL, HL] = [0, 0]
    for (let bin = 1; bin <= column.edges.length; bin++) {
      GL += sums[bin - 1] ?? 0
      HL += curves[bin - 1] ?? 0
      if (HL < least || H - HL < least) continue
      const gain =
        (GL * GL) / (HL + lambda) +
        ((G - GL) * (G - GL)) / (H - HL + lambda) -
        (G * G) / (H + lambda)
      if (gain > most) {
        best = { column, bin }
        most = gain
      }
    }
  }
  return best
}

function valueAt(node: TreeNode, signals: Example['signals']): number {
  let at = node
  while (!('value' in at)) at = (signals[at.signal] ?? 0) < at.below ? at.yes : at.no
  return at.value
}

const round3 = (x: number): number => Math.round(x * 1000) / 1000

function rounded(node: TreeNode): TreeNode {
  if ('value' in node) return { value: round3(node.value) }
  return {
    signal: node.signal,
    below: Math.round(node.below * 10000) / 10000,
    yes: rounded(node.yes),
    no: rounded(node.no),
  }
}
