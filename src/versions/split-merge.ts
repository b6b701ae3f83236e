import type { PatchMatch } from '../model/versions.ts'
import type { Bag } from './patch-lines.ts'

/** A patch as the changed lines it consists of. */
export interface Weighed {
  readonly number: number
  readonly bag: Bag
}

/** A patch came out of another where so much of it was there before; 0 to 1. */
const CAME_FROM = 0.5
/**
 * Fewer lines in common are chance, unless they are nearly all. Rare lines count 1, common ones
 * less.
 */
const LEAST = 3
const NEARLY_ALL = 0.8

/**
 * Patches that were split off another, and patches that were merged into another: those without a
 * counterpart most of whose changed lines stand in a patch of the other version, and not in what
 * that one has in common with its own counterpart.
 */
export function splitsAndMerges<T extends Weighed>(
  left: readonly T[],
  right: readonly T[],
  pairs: ReadonlyMap<T, T>,
  weights: ReadonlyMap<string, number>,
): { readonly rows: PatchMatch[]; readonly explained: ReadonlySet<Weighed> } {
  const back = new Map([...pairs].map(([a, b]) => [b, a]))
  const explained = new Set<Weighed>()
  const rows: PatchMatch[] = []
  const row = (
    number: number,
    from: number,
    change: 'split' | 'merged',
    similarity: number,
  ): PatchMatch => ({ number, from, change, moved: false, sameDiff: false, similarity })
  for (const b of right.filter((d) => !back.has(d))) {
    const best = bestHolder(b, left, (a) => pairs.get(a) ?? null, weights)
    if (!best) continue
    explained.add(b).add(best.holder)
    rows.push(row(b.number, best.holder.number, 'split', best.share))
  }
  for (const a of left.filter((d) => !pairs.has(d))) {
    const best = bestHolder(a, right, (b) => back.get(b) ?? null, weights)
    if (!best || rows.some((r) => r.from === a.number)) continue
    explained.add(a).add(best.holder)
    rows.push(row(best.holder.number, a.number, 'merged', best.share))
  }
  return { rows, explained }
}

/**
 * The patch of the other version that holds most of this one, what it shares with its counterpart
 * aside.
 */
function bestHolder<T extends Weighed>(
  part: T,
  others: readonly T[],
  counterpart: (d: T) => T | null,
  weights: ReadonlyMap<string, number>,
): { readonly holder: T; readonly share: number } | null {
  let best: { holder: T; share: number } | null = null
  for (const holder of others) {
    const taken = counterpart(holder)?.bag
    let [common, all] = [0, 0]
    for (const [key, n] of part.bag) {
      const weight = weights.get(key) ?? 1
      all += n * weight
      const here = holder.bag.get(key) ?? 0
      common += Math.max(0, Math.min(n, here - Math.min(here, taken?.get(key) ?? 0))) * weight
    }
    const share = all === 0 ? 0 : common / all
    if (
      common >= 1 &&
      (common >= LEAST || share >= NEARLY_ALL) &&
      share >= CAME_FROM &&
      share > (best?.share ?? 0)
    )
      best = { holder, share }
  }
  return best
}
