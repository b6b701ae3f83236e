import type { LinearModel, Reason } from '../model/models.ts'

/** Probabilities of the classes, in their order; they add up to 1. */
export function probabilitiesOf(model: LinearModel, features: readonly string[]): number[] {
  const scores = Float64Array.from(model.bias)
  const rows = rowsOf(model)
  for (const feature of features) {
    const row = rows.get(feature)
    if (row) for (let k = 0; k < row.length; k++) scores[k] = (scores[k] ?? 0) + (row[k] ?? 0)
  }
  const top = Math.max(...scores)
  const powers = Array.from(scores, (score) => Math.exp(score - top))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

const known = new WeakMap<LinearModel, ReadonlyMap<string, Float64Array>>()

/** The weights of a model by feature: a name made for one look is found in a map at less cost. */
function rowsOf(model: LinearModel): ReadonlyMap<string, Float64Array> {
  const rows =
    known.get(model) ??
    new Map(Object.entries(model.weights).map(([name, row]) => [name, Float64Array.from(row)]))
  known.set(model, rows)
  return rows
}

/** Features that speak most for a class against the mean of all, strongest first. */
export function reasonsFor(
  model: LinearModel,
  features: readonly string[],
  k: number,
): { readonly feature: string; readonly weight: number }[] {
  const rows = rowsOf(model)
  const found: { readonly feature: string; readonly weight: number }[] = []
  for (const feature of features) {
    const row = rows.get(feature)
    if (!row) continue
    const weight = (row[k] ?? 0) - row.reduce((a, b) => a + b, 0) / row.length
    if (weight > 0) found.push({ feature, weight })
  }
  return found.sort((a, b) => b.weight - a.weight || (a.feature < b.feature ? -1 : 1))
}

/**
 * How far each feature moves the log odds of some classes against the others, taken where the
 * probabilities are: those that move it most come first, whichever way.
 * @param isInside is the class of this index one of those?
 */
export function pullsOf(
  model: LinearModel,
  features: readonly string[],
  probabilities: readonly number[],
  isInside: (k: number) => boolean,
): Reason[] {
  const inside = probabilities.reduce((sum, p, k) => (isInside(k) ? sum + p : sum), 0)
  const shares = probabilities.map((p, k) =>
    isInside(k) ? p / Math.max(inside, Number.EPSILON) : -p / Math.max(1 - inside, Number.EPSILON),
  )
  return features
    .flatMap((name) => {
      const row = model.weights[name]
      const weight = row?.reduce((sum, w, k) => sum + w * (shares[k] ?? 0), 0) ?? 0
      return weight === 0 ? [] : [{ name, weight }]
    })
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.name < b.name ? -1 : 1))
}
