import type { Matches } from '../../model/review.ts'
import type { PatchMatch, PatchPlace, VersionPatch } from '../../model/versions.ts'
import { described, type Described } from '../patch-likeness.ts'
import { shared } from '../resend.ts'

/** A patch that the version after its own does not have. */
interface End extends PatchPlace {
  /** That version is not complete here: it may have it. */
  readonly isUnknown: boolean
}

/**
 * Matches in which a patch that the version before does not have follows from the last version
 * that has it. Where the version between is not complete here, as the two versions match each
 * other; where it is, the patch was left out and came back: it is the same one by its title and
 * files, or by its diff.
 * @param between how one version matches another, some patches of the later one left aside
 */
export function bridged(
  steps: Matches,
  patchesOf: (index: number) => readonly VersionPatch[],
  between: (a: number, b: number, without?: ReadonlySet<number>) => readonly PatchMatch[],
): PatchMatch[][] {
  let ends: readonly End[] = []
  return steps.map((direct, index) => {
    const older = returned(direct, ends, patchesOf, index)
    const step = older.size === 0 ? direct : between(index - 1, index, older)
    const found = new Map<number, PatchMatch>()
    const free = step.filter((m) => m.from === null && m.number !== null)
    for (const position of [...new Set(ends.map((e) => e.position))].sort((a, b) => b - a)) {
      const left = free.filter((m) => !found.has(m.number ?? 0))
      const here = ends.filter((e) => e.position === position)
      const [old, now] = [patchesOf(position), patchesOf(index)].map(byNumber)
      if (!old || !now || !mayFollow(here, left, old, now)) continue
      for (const match of between(position, index)) {
        const end = here.find((e) => e.number === match.from)
        const own = left.find((m) => m.number === match.number)
        const isPair = match.change !== 'split' && match.change !== 'merged'
        if (!end || !own || !isPair || own.number === null) continue
        if (!isOpen(end, own) && !isBack(old.get(end.number), now.get(own.number))) continue
        found.set(own.number, { ...match, from: null, since: { position, number: end.number } })
      }
    }
    const taken = [...found.values()].map(({ since }) => since)
    ends = [
      ...ends.filter(
        (e) => !taken.some((t) => t?.position === e.position && t.number === e.number),
      ),
      ...endsAt(step, index - 1),
    ]
    return step.map((m) => (m.from === null && found.get(m.number ?? 0)) || m)
  })
}

/**
 * Numbers of patches that have nothing in common with those of the version before that they were
 * taken for, while an older version has them and the one between does not.
 */
function returned(
  step: readonly PatchMatch[],
  ends: readonly End[],
  patchesOf: (index: number) => readonly VersionPatch[],
  index: number,
): ReadonlySet<number> {
  const weak = step.filter((m) => m.from !== null && m.change === 'retitled' && !m.similarity)
  if (weak.length === 0 || ends.length === 0) return new Set()
  const now = byNumber(patchesOf(index))
  const old = new Map(ends.map(({ position }) => [position, byNumber(patchesOf(position))]))
  const isOlder = (number: number): boolean =>
    ends.some((end) => isBack(old.get(end.position)?.get(end.number), now.get(number)))
  return new Set(weak.flatMap(({ number }) => (number !== null && isOlder(number) ? number : [])))
}

function endsAt(step: readonly PatchMatch[], position: number): End[] {
  return step.flatMap(({ number, from, change }) =>
    number === null && from !== null
      ? [{ position, number: from, isUnknown: change === 'unknown' }]
      : [],
  )
}

/** Nobody can tell from what is here that the patch was ever left out. */
function isOpen(end: End, own: PatchMatch): boolean {
  return end.isUnknown && own.change === 'unknown'
}

/** Is there anything to find? Whole versions are compared then, which takes time. */
function mayFollow(
  ends: readonly End[],
  free: readonly PatchMatch[],
  old: ReadonlyMap<number, Described>,
  now: ReadonlyMap<number, Described>,
): boolean {
  return ends.some((end) =>
    free.some((m) => isOpen(end, m) || isBack(old.get(end.number), now.get(m.number ?? 0))),
  )
}

function isBack(a: Described | undefined, b: Described | undefined): boolean {
  if (!a || !b) return false
  if (a.identity !== '' && a.identity === b.identity) return true
  return a.title === b.title && shared(a.paths, b.paths) > 0
}

function byNumber(patches: readonly VersionPatch[]): Map<number, Described> {
  return new Map(patches.map((patch) => [patch.number, described(patch)]))
}
