import type { Reason, TreeModel, TreeNode } from '../model/models.ts'

type Signals = Readonly<Record<string, number>>

/** Probabilities of the classes, in their order; they add up to 1. */
export function treeProbabilities(model: TreeModel, signals: Signals): number[] {
  const scores = model.trees.map((trees, k) =>
    trees.reduce((sum, tree) => sum + valueOf(tree, signals), model.bias[k] ?? 0),
  )
  const top = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - top))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

function valueOf(tree: TreeNode, signals: Signals): number {
  let at = tree
  while (!('value' in at)) at = (signals[at.signal] ?? 0) < at.below ? at.yes : at.no
  return at.value
}

/**
 * What each signal does for a class and against it: what the score would lose without it (set to
 * 0), in log odds, strongest first.
 * @param names of the signals that are asked for
 */
export function treeReasons(
  model: TreeModel,
  signals: Signals,
  k: number,
  names: readonly string[] = Object.keys(signals),
): Reason[] {
  const score = (own: Signals): number =>
    (model.trees[k] ?? []).reduce((sum, tree) => sum + valueOf(tree, own), 0)
  const whole = score(signals)
  return [...new Set(names)]
    .filter((name) => (signals[name] ?? 0) !== 0)
    .map((name) => ({ name, weight: whole - score({ ...signals, [name]: 0 }) }))
    .filter(({ weight }) => Math.abs(weight) > 0.001)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.name < b.name ? -1 : 1))
}
