import type { PatchMatch } from '../model/versions.ts'
import type { Bag } from './patch-lines.ts'

/** A patch as the changed lines it consists of. */
export interface Weighed {
  readonly number: number
  readonly bag: Bag
  /** Names in the changed lines. */
  readonly names: Bag
}

/** What a line, and what a name tells: less the more patches have it. */
export interface Telling {
  readonly lines: ReadonlyMap<string, number>
  readonly names: ReadonlyMap<string, number>
}

/** A patch came out of another where so much of it was there before; 0 to 1. */
const CAME_FROM = 0.5
/**
 * Fewer lines in common are chance, unless they are nearly all. Rare lines count 1, common ones
 * less.
 */
const LEAST = 3
const NEARLY_ALL = 0.8
/** The same by names: fewer of them are chance. */
const NAMES = 0.6
const LEAST_NAMES = 6
/** Several patches took one in where they hold so much of it together. */
const SPREAD = 0.5

/**
 * Patches that were split off another, and patches that were merged into another: those without a
 * counterpart most of whose changed lines stand in a patch of the other version, and not in what
 * that one has in common with its own counterpart.
 */
export function splitsAndMerges<T extends Weighed>(
  left: readonly T[],
  right: readonly T[],
  pairs: ReadonlyMap<T, T>,
  weights: Telling,
): { readonly rows: PatchMatch[]; readonly explained: ReadonlySet<Weighed> } {
  const back = new Map([...pairs].map(([a, b]) => [b, a]))
  const explained = new Set<Weighed>()
  const rows: PatchMatch[] = []
  const row = (
    number: number,
    from: number,
    change: 'split' | 'merged',
    similarity: number,
  ): PatchMatch => ({
    number,
    from,
    change,
    moved: false,
    sameDiff: false,
    similarity,
    since: null,
  })
  for (const b of right.filter((d) => !back.has(d))) {
    const best = bestHolder(b, left, (a) => pairs.get(a) ?? null, weights.lines)
    if (!best) continue
    explained.add(b).add(best.holder)
    rows.push(row(b.number, best.holder.number, 'split', best.share))
  }
  for (const a of left.filter((d) => !pairs.has(d))) {
    if (rows.some((r) => r.from === a.number)) continue
    for (const { holder, share } of takersOf(a, right, (b) => back.get(b) ?? null, weights)) {
      explained.add(a).add(holder)
      rows.push(row(holder.number, a.number, 'merged', share))
    }
  }
  return { rows, explained }
}

/**
 * Of these rows those by which one patch alone went into another that comes from nowhere else: that
 * is what it became.
 */
export function becoming<T extends Weighed>(
  rows: readonly PatchMatch[],
  left: readonly T[],
  right: readonly T[],
  pairs: ReadonlyMap<T, T>,
): ReadonlyMap<PatchMatch, readonly [T, T]> {
  const heirs = new Set(pairs.values())
  const found = new Map<PatchMatch, readonly [T, T]>()
  for (const row of rows) {
    if (row.change !== 'merged') continue
    if (rows.some((r) => r !== row && (r.number === row.number || r.from === row.from))) continue
    const a = left.find(({ number }) => number === row.from)
    const b = right.find(({ number }) => number === row.number)
    if (a && b && !pairs.has(a) && !heirs.has(b)) found.set(row, [a, b])
  }
  return found
}

/** The patch that took most of another one in, or those that did so together. */
function takersOf<T extends Weighed>(
  part: T,
  others: readonly T[],
  counterpart: (d: T) => T | null,
  weights: Telling,
): Held<T>[] {
  const best =
    bestHolder(part, others, counterpart, weights.lines) ??
    bestByNames(part, others, counterpart, weights)
  if (best) return [best]
  const undone = others.find((holder) => undoes(part, counterpart(holder), holder))
  if (undone) return [{ holder: undone, common: 0, share: 1 }]
  const some = others
    .map((holder) => heldBy(part, holder, counterpart(holder), 'bag', weights.lines))
    .filter(({ common }) => common >= LEAST)
  return some.reduce((sum, { share }) => sum + share, 0) >= SPREAD ? some : []
}

/**
 * Does a patch do nothing but take back what another one of its version added, and does what became
 * of that one not add it any more? Then both were made one.
 */
function undoes(part: Weighed, whole: Weighed | null, heir: Weighed): boolean {
  if (part.bag.size === 0 || whole === null) return false
  return [...part.bag].every(([key, n]) => {
    const sign = key.startsWith('-') ? '+' : '-'
    const opposite = `${sign}${key.slice(1)}`
    const [had, has] = [whole, heir].map(({ bag }) => bag.get(opposite) ?? 0)
    return (had ?? 0) - (has ?? 0) >= n
  })
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
): Held<T> | null {
  let best: Held<T> | null = null
  for (const holder of others) {
    const held = heldBy(part, holder, counterpart(holder), 'bag', weights)
    const { common, share } = held
    if (
      common >= 1 &&
      (common >= LEAST || share >= NEARLY_ALL) &&
      share >= CAME_FROM &&
      share > (best?.share ?? 0)
    )
      best = held
  }
  return best
}

/**
 * The patch that holds most of the names of another one, and some of its lines: what was taken in
 * was written anew there.
 */
function bestByNames<T extends Weighed>(
  part: T,
  others: readonly T[],
  counterpart: (d: T) => T | null,
  weights: Telling,
): Held<T> | null {
  const [best] = others
    .map((holder) => heldBy(part, holder, counterpart(holder), 'names', weights.names))
    .filter(({ common, share }) => share >= NAMES && common >= LEAST_NAMES)
    .sort((a, b) => b.share - a.share)
  if (!best) return null
  const lines = heldBy(part, best.holder, counterpart(best.holder), 'bag', weights.lines)
  return lines.common >= LEAST ? lines : null
}

/** How much of a patch another one holds: what changed lines weigh, and their share. */
interface Held<T> {
  readonly holder: T
  readonly common: number
  readonly share: number
}

function heldBy<T extends Weighed>(
  part: T,
  holder: T,
  counterpart: T | null,
  of: 'bag' | 'names',
  weights: ReadonlyMap<string, number>,
): Held<T> {
  let [common, all] = [0, 0]
  for (const [key, n] of part[of]) {
    const weight = weights.get(key) ?? 1
    all += n * weight
    const here = holder[of].get(key) ?? 0
    const taken = Math.min(here, counterpart?.[of].get(key) ?? 0)
    common += Math.max(0, Math.min(n, here - taken)) * weight
  }
  return { holder, common, share: all === 0 ? 0 : common / all }
}
