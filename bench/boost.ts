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
}

/**
 * Gradient boosted trees for several classes (Friedman 2001; leaf values and gains with second derivatives as in
 * Chen and Guestrin 2016). No chance in it: the same examples give the same trees.
 */
export function boost(
  classes: readonly string[],
  examples: readonly Example[],
  o: BoostOptions,
): TreeModel {
  const names = [...new Set(examples.flatMap((e) => Object.keys(e.signals)))].sort()
  const K = classes.length
  const N = examples.length
  const columns = names.map((name) => Float64Array.from(examples, (e) => e.signals[name] ?? 0))
  const orders = columns.map((column) =>
    Int32Array.from(
      Array.from(column, (_, i) => i).sort((a, b) => (column[a] ?? 0) - (column[b] ?? 0)),
    ),
  )
  const total = examples.reduce((sum, e) => sum + e.weight, 0)
  const bias = classes.map((_, k) => {
    const share = examples.reduce((s, e) => s + (e.label === k ? e.weight : 0), 0) / total
    return Math.log(Math.max(share, 1e-3))
  })
  const scores = classes.map((_, k) => new Float64Array(N).fill(bias[k] ?? 0))
  const trees: TreeNode[][] = classes.map(() => [])
  const g = new Float64Array(N)
  const h = new Float64Array(N)
  for (let round = 0; round < o.rounds; round++) {
    const p = classes.map(() => new Float64Array(N))
    for (let i = 0; i < N; i++) {
      let top = -Infinity
      for (let k = 0; k < K; k++) top = Math.max(top, scores[k]?.[i] ?? 0)
      let sum = 0
      for (let k = 0; k < K; k++) sum += Math.exp((scores[k]?.[i] ?? 0) - top)
      for (let k = 0; k < K; k++)
        (p[k] as Float64Array)[i] = Math.exp((scores[k]?.[i] ?? 0) - top) / sum
    }
    for (let k = 0; k < K; k++) {
      for (let i = 0; i < N; i++) {
        const e = examples[i] as Example
        const q = p[k]?.[i] ?? 0
        g[i] = e.weight * (q - (e.label === k ? 1 : 0))
        h[i] = e.weight * Math.max(q * (1 - q), 1e-6)
      }
      const node = grow(
        Int8Array.from({ length: N }, () => 1),
        0,
      )
      trees[k]?.push(rounded(node))
      for (let i = 0; i < N; i++)
        (scores[k] as Float64Array)[i] = (scores[k]?.[i] ?? 0) + valueAt(node, i)
    }
  }
  return { classes, bias: bias.map((b) => round3(b)), trees }

  function grow(inside: Int8Array, depth: number): TreeNode {
    let G = 0
    let H = 0
    for (let i = 0; i < N; i++)
      if (inside[i]) {
        G += g[i] ?? 0
        H += h[i] ?? 0
      }
    const leaf = { value: (-o.rate * G) / (H + o.lambda) }
    if (depth === o.depth || H < 2 * o.least) return leaf
    let best = { gain: 1e-3, f: -1, at: 0 }
    for (let f = 0; f < names.length; f++) {
      const order = orders[f] as Int32Array
      const column = columns[f] as Float64Array
      let GL = 0
      let HL = 0
      let before = NaN
      for (const i of order) {
        if (!inside[i]) continue
        const value = column[i] ?? 0
        if (value > before && HL >= o.least && H - HL >= o.least) {
          const gain =
            (GL * GL) / (HL + o.lambda) +
            ((G - GL) * (G - GL)) / (H - HL + o.lambda) -
            (G * G) / (H + o.lambda)
          if (gain > best.gain) best = { gain, f, at: (value + before) / 2 }
        }
        GL += g[i] ?? 0
        HL += h[i] ?? 0
        before = value
      }
    }
    if (best.f === -1) return leaf
    const column = columns[best.f] as Float64Array
    const left = inside.map((on, i) => (on && (column[i] ?? 0) < best.at ? 1 : 0))
    const right = inside.map((on, i) => (on && (column[i] ?? 0) >= best.at ? 1 : 0))
    return {
      signal: names[best.f] ?? '',
      below: best.at,
      yes: grow(left, depth + 1),
      no: grow(right, depth + 1),
    }
  }

  function valueAt(node: TreeNode, i: number): number {
    let at = node
    while (!('value' in at)) {
      const name = at.signal
      at = (examples[i]?.signals[name] ?? 0) < at.below ? at.yes : at.no
    }
    return at.value
  }
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
