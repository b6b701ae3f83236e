import type { LinearModel } from '../model/models.ts'

/** Probabilities of the classes, in their order; they add up to 1. */
export function probabilitiesOf(model: LinearModel, features: readonly string[]): number[] {
  const scores = [...model.bias]
  for (const feature of features) {
    const row = model.weights[feature]
    if (row) for (const [k, w] of row.entries()) scores[k] = (scores[k] ?? 0) + w
  }
  const top = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - top))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

/** Features that speak most for a class against the mean of all, strongest first. */
export function reasonsFor(
  model: LinearModel,
  features: readonly string[],
  k: number,
): { readonly feature: string; readonly weight: number }[] {
  return features
    .flatMap((feature) => {
      const row = model.weights[feature]
      return row
        ? [{ feature, weight: (row[k] ?? 0) - row.reduce((a, b) => a + b, 0) / row.length }]
        : []
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.feature < b.feature ? -1 : 1))
}
