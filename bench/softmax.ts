/* eslint complexity: "off" -- arithmetic over typed arrays, whose reads must be guarded one by one. */
import type { LinearModel } from '../src/model/models.ts'

/** One example: names of what holds, the index of its class, and how much it counts. */
export interface Example {
  readonly features: readonly string[]
  readonly label: number
  readonly weight: number
}

/** How strongly weights are drawn to 0, by the name of the feature. */
export type Penalty = (feature: string) => number

const ROUNDS = 800
const RATE = 0.04

/**
 * Multinomial logistic regression with L2, by Adam over all examples at once (Kingma and Ba 2015),
 * from zero: the same examples give the same weights.
 * @param least features of fewer examples are left out
 */
export function train(
  classes: readonly string[],
  examples: readonly Example[],
  penalty: Penalty,
  least: number,
): LinearModel {
  const count = new Map<string, number>()
  for (const { features } of examples)
    for (const f of features) count.set(f, (count.get(f) ?? 0) + 1)
  const names = [...count]
    .filter(([, n]) => n >= least)
    .map(([name]) => name)
    .sort()
  const index = new Map(names.map((name, i) => [name, i]))
  const rows = examples.map(({ features }) =>
    Int32Array.from(features.flatMap((f) => index.get(f) ?? [])),
  )
  const K = classes.length
  const weights = new Float64Array(names.length * K)
  const means = new Float64Array(names.length * K)
  const squares = new Float64Array(names.length * K)
  const bias = new Float64Array(K)
  const penalties = names.map(penalty)
  const gradient = new Float64Array(names.length * K)
  const p = new Float64Array(K)
  for (let round = 0; round < ROUNDS; round++) {
    gradient.fill(0)
    const biasGradient = new Float64Array(K)
    for (const [n, row] of rows.entries()) {
      scoreInto(p, row, weights, bias, K)
      const { label = 0, weight = 1 } = examples[n] ?? {}
      for (let k = 0; k < K; k++) {
        const error = weight * ((p[k] ?? 0) - (k === label ? 1 : 0))
        biasGradient[k] = (biasGradient[k] ?? 0) + error
        for (const f of row) gradient[f * K + k] = (gradient[f * K + k] ?? 0) + error
      }
    }
    const rate =
      RATE * (1 - round / ROUNDS) * (Math.sqrt(1 - 0.999 ** (round + 1)) / (1 - 0.9 ** (round + 1)))
    for (let i = 0; i < weights.length; i++) {
      const g = (gradient[i] ?? 0) + (penalties[(i / K) | 0] ?? 1) * (weights[i] ?? 0)
      means[i] = 0.9 * (means[i] ?? 0) + 0.1 * g
      squares[i] = 0.999 * (squares[i] ?? 0) + 0.001 * g * g
      weights[i] =
        (weights[i] ?? 0) - (rate * (means[i] ?? 0)) / (Math.sqrt(squares[i] ?? 0) + 1e-8)
    }
    for (let k = 0; k < K; k++) bias[k] = (bias[k] ?? 0) - (biasGradient[k] ?? 0) / rows.length
  }
  const rounded = (x: number): number => Math.round(x * 1000) / 1000
  const kept = names.flatMap((name, f): [string, number[]][] => {
    const row = Array.from(weights.subarray(f * K, f * K + K), rounded)
    return row.some((w) => Math.abs(w) >= 0.01) ? [[name, row]] : []
  })
  return { classes, bias: Array.from(bias, rounded), weights: Object.fromEntries(kept) }
}

function scoreInto(
  p: Float64Array,
  row: Int32Array,
  weights: Float64Array,
  bias: Float64Array,
  K: number,
): void {
  let top = -Infinity
  for (let k = 0; k < K; k++) {
    let score = bias[k] ?? 0
    for (const f of row) score += weights[f * K + k] ?? 0
    p[k] = score
    if (score > top) top = score
  }
  let sum = 0
  for (let k = 0; k < K; k++) {
    const power = Math.exp((p[k] ?? 0) - top)
    p[k] = power
    sum += power
  }
  for (let k = 0; k < K; k++) p[k] = (p[k] ?? 0) / sum
}
