import { munkres } from 'munkres'
import type { Change, PatchMatch, VersionPatch } from '../model/versions.ts'
import { collapse } from '../text/lines.ts'
import { becoming, splitsAndMerges, type Weighed } from './split-merge.ts'
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

/** Which of two versions are not all here. */
interface Lacks {
  readonly earlier: boolean
  readonly later: boolean
}

/**
 * Which patch of a version became which of the next: equal titles and equal diffs first, the rest
 * so that the sum of likeness is largest (as `git range-diff` does with the size of the
 * difference).
 * @param lacks in which of the versions patches are not in the store: what is not found there is
 * `unknown`
 * @param without numbers of later patches that come from none of the earlier ones
 */
export function matchPatches(
  earlier: readonly VersionPatch[],
  later: readonly VersionPatch[],
  lacks: Lacks,
  without: ReadonlySet<number> = new Set(),
): PatchMatch[] {
  const left = [...earlier].sort(byNumber).map(described)
  const all = [...later].sort(byNumber).map(described)
  const right = all.filter(({ number }) => !without.has(number))
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
  const only = soleHeir(left, right, lacks)
  if (only) pairs.set(...only)
  assign(
    left.filter((d) => !pairs.has(d)),
    right.filter((d) => ![...pairs.values()].includes(d)),
    weights,
    pairs,
  )
  const heirs = splitsAndMerges(left, right, pairs, weights)
  const became = becoming(heirs.rows, left, right, pairs)
  for (const [a, b] of became.values()) pairs.set(a, b)
  const heir = new Set(pairs.values())
  const lost = left.filter((d) => !pairs.has(d) && !heirs.explained.has(d))
  const free = right.filter((d) => !heir.has(d) && !heirs.explained.has(d))
  for (const [a, b] of rewritten(lost, free, [...left, ...right], weights)) pairs.set(a, b)
  return [
    ...rowsOf(pairs, weights.lines),
    ...heirs.rows.filter((row) => !became.has(row)),
    ...leftOver(left, all, pairs, heirs.explained, lacks),
  ].sort(inOrder)
}

/**
 * Two versions of one patch are one patch, whatever became of it, as long as it is about the same
 * files; so is the one of several that is about these, where a patch got others beside it. Of a
 * version that is not all here nobody can tell how many it had.
 */
function soleHeir(
  left: readonly Described[],
  right: readonly Described[],
  lacks: Lacks,
): [Described, Described] | null {
  const [only, ...more] = left
  if (!only || more.length > 0 || lacks.earlier || lacks.later) return null
  const near = right.filter((d) => shared(only.paths, d.paths) > 0)
  return near.length === 1 && near[0] ? [only, near[0]] : null
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
  lacks: Lacks,
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
