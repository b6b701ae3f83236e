import { munkres } from 'munkres'
import type { Change, PatchMatch, VersionPatch } from '../model/versions.ts'
import { collapse } from '../text/lines.ts'
import { splitsAndMerges, type Weighed } from './split-merge.ts'
import { hasMovedLines, messageLines } from './patch-lines.ts'
import {
  bothWeightsOf,
  described,
  likenessOf,
  similarityOf,
  type BothWeights,
  type Described,
  type Weights,
} from './patch-likeness.ts'
import { shared } from './resend.ts'
import { rewritten } from './rewritten.ts'

/**
 * Two patches of other titles are one from this likeness on; tuned on the pairs judged by reading
 * (see `npm run eval`).
 */
const ALIKE = 0.32
/**
 * Which patch of a version became which of the next: equal titles and equal diffs first, the rest
 * so that the sum of likeness is largest (as `git range-diff` does with the size of the
 * difference).
 * @param lacks in which of the versions patches are not in the store: what is not found there is
 * `unknown`
 */
export function matchPatches(
  earlier: readonly VersionPatch[],
  later: readonly VersionPatch[],
  lacks: { readonly earlier: boolean; readonly later: boolean },
): PatchMatch[] {
  const left = [...earlier].sort(byNumber).map(described)
  const right = [...later].sort(byNumber).map(described)
  const weights = bothWeightsOf([...left, ...right])
  const pairs = new Map<Described, Described>()
  const pairUnique = (keyOf: (d: Described) => string): void => {
    const [a, b] = [
      uniqueBy(
        left.filter((d) => !pairs.has(d)),
        keyOf,
      ),
      uniqueBy(
        right.filter((d) => ![...pairs.values()].includes(d)),
        keyOf,
      ),
    ]
    for (const [key, one] of a) {
      const other = b.get(key)
      if (one && other && key !== '') pairs.set(one, other)
    }
  }
  pairUnique((d) => d.patch.mail.id)
  pairUnique((d) => d.title)
  pairUnique((d) => d.identity)
  // Two versions of one patch are one patch, whatever became of it, as long as it is about the same
  // files.
  const [only, other] = [left[0], right[0]]
  if (
    left.length === 1 &&
    right.length === 1 &&
    only &&
    other &&
    shared(only.paths, other.paths) > 0
  )
    pairs.set(only, other)
  assign(
    left.filter((d) => !pairs.has(d)),
    right.filter((d) => ![...pairs.values()].includes(d)),
    weights,
    pairs,
  )
  const heirs = splitsAndMerges(left, right, pairs, weights)
  const heir = new Set(pairs.values())
  const lost = left.filter((d) => !pairs.has(d) && !heirs.explained.has(d))
  const free = right.filter((d) => !heir.has(d) && !heirs.explained.has(d))
  for (const [a, b] of rewritten(lost, free, [...left, ...right], weights)) pairs.set(a, b)
  return [
    ...rowsOf(pairs, weights.lines),
    ...heirs.rows,
    ...leftOver(left, right, pairs, heirs.explained, lacks),
  ].sort(inOrder)
}

/** Ties are broken by order: it must not depend on how the patches came. */
function byNumber(a: VersionPatch, b: VersionPatch): number {
  return a.number - b.number
}

function uniqueBy(
  list: readonly Described[],
  keyOf: (d: Described) => string,
): Map<string, Described | null> {
  const found = new Map<string, Described | null>()
  for (const d of list) found.set(keyOf(d), found.has(keyOf(d)) ? null : d)
  return found
}

function assign(
  left: readonly Described[],
  right: readonly Described[],
  weights: BothWeights,
  pairs: Map<Described, Described>,
): void {
  if (left.length === 0 || right.length === 0) return
  const likeness = left.map((a) => right.map((b) => likenessOf(a, b, weights)))
  const costs = likeness.map((row) => row.map((value) => (value < ALIKE ? 2 : 1.2 - value)))
  for (const [i, k] of munkres(costs)) {
    const [a, b] = [left[i], right[k]]
    if (a && b && (likeness[i]?.[k] ?? 0) >= ALIKE) pairs.set(a, b)
  }
}

function rowsOf(pairs: ReadonlyMap<Described, Described>, weights: Weights): PatchMatch[] {
  const sorted = [...pairs].sort(([a], [b]) => a.number - b.number)
  const kept = longestRising(sorted.map(([, b]) => b.number))
  return sorted.map(([a, b], i) => {
    const moved = !kept.has(i)
    const sameLines = a.identity === b.identity
    const sameDiff = sameLines && !hasMovedLines(a.patch.mail, b.patch.mail)
    const change = changeOf(a, b, sameDiff, moved)
    return {
      number: b.number,
      from: a.number,
      change,
      moved,
      sameDiff,
      similarity: sameLines ? 1 : similarityOf(a.bag, b.bag, weights),
      since: null,
    }
  })
}

function changeOf(a: Described, b: Described, sameDiff: boolean, moved: boolean): Change {
  if (a.title !== b.title) return 'retitled'
  const message = (d: Described): string => collapse(messageLines(d.patch.mail).join(' '))
  if (!sameDiff || message(a) !== message(b)) return 'modified'
  return moved ? 'moved' : 'same'
}

/** Indices of a longest rising subsequence: what is not in it has moved. */
function longestRising(numbers: readonly number[]): Set<number> {
  const ends: number[] = []
  const before: number[] = []
  for (const [i, n] of numbers.entries()) {
    let k = ends.findIndex((e) => (numbers[e] ?? 0) >= n)
    if (k === -1) k = ends.length
    before[i] = k > 0 ? (ends[k - 1] ?? -1) : -1
    ends[k] = i
  }
  const kept = new Set<number>()
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i] ?? -1) kept.add(i)
  return kept
}

function leftOver(
  left: readonly Described[],
  right: readonly Described[],
  pairs: ReadonlyMap<Described, Described>,
  explained: ReadonlySet<Weighed>,
  lacks: { readonly earlier: boolean; readonly later: boolean },
): PatchMatch[] {
  const heirs = new Set(pairs.values())
  const none = { moved: false, sameDiff: false, similarity: null, since: null }
  return [
    ...left
      .filter((d) => !pairs.has(d) && !explained.has(d))
      .map((d) => ({
        number: null,
        from: d.number,
        change: lacks.later ? ('unknown' as const) : ('dropped' as const),
        ...none,
      })),
    ...right
      .filter((d) => !heirs.has(d) && !explained.has(d))
      .map((d) => ({
        number: d.number,
        from: null,
        change: lacks.earlier ? ('unknown' as const) : ('new' as const),
        ...none,
      })),
  ]
}

function inOrder(a: PatchMatch, b: PatchMatch): number {
  return (
    (a.number ?? Infinity) - (b.number ?? Infinity) || (a.from ?? Infinity) - (b.from ?? Infinity)
  )
}
