import type { Matches } from '../../model/review.ts'
import type { PatchMatch, PatchPlace } from '../../model/versions.ts'

/** What a patch became in a later version, over the versions that may have it but are not whole. */
export interface Heir {
  readonly revisionIndex: number
  readonly match: PatchMatch
}

/**
 * The match that leads on from a patch to the next version; where that one cannot tell of it, to
 * the first that does, if there is one.
 */
export function heirOf(matches: Matches, next: number, number: number): Heir | null {
  const match = matches[next]?.find((m) => m.from === number && m.change !== 'merged')
  if (!match) return null
  return (
    (match.change === 'unknown' && resumedFrom(matches, { position: next - 1, number })) || {
      revisionIndex: next,
      match,
    }
  )
}

/** Where a patch goes on that the version after its own does not have. */
function resumedFrom(matches: Matches, { position, number }: PatchPlace): Heir | null {
  for (const [revisionIndex, step] of matches.entries()) {
    const match = step.find((m) => m.since?.position === position && m.since.number === number)
    if (match) return { revisionIndex, match }
  }
  return null
}

/**
 * Where a patch of the version before goes on that this one, which is not complete here, does not
 * show; `null` where it does, or no later one shows the patch either.
 */
export function hiddenHeir(matches: Matches, at: number, number: number | null): Heir | null {
  const heir = number === null ? null : heirOf(matches, at, number)
  return heir?.match.since?.position === at - 1 ? heir : null
}
