import type { Posting } from './postings.ts'

/**
 * Is this the same version once more: a RESEND, a second sending, a reroll (`v5.1 3/7`), or single
 * patches of it sent anew?
 */
export function isResend(earlier: Posting, later: Posting): boolean {
  const titles = sharedTitles(earlier, later)
  if (later.head.resend || later.head.reroll !== null)
    return earlier.title === later.title || titles > 0 || answers(later, earlier)
  if (isPartial(later) || isPartial(earlier))
    return earlier.head.total === later.head.total || titles > 0
  return titles >= 0.5 || (earlier.title === later.title && earlier.head.total === later.head.total)
}

/** Does it answer a message of the other? */
function answers(later: Posting, earlier: Posting): boolean {
  const ids = new Set([earlier.head, ...earlier.patches].map(({ id }) => id))
  return later.head.references.some((id) => ids.has(id))
}

/** Fewer patches than its subjects count, and no cover: parts of a version. */
export function isPartial(posting: Posting): boolean {
  return posting.cover === null && posting.patches.length < (posting.head.total ?? 1)
}

/** Share of the smaller set of patch titles that stands in the other. */
export function sharedTitles(a: Posting, b: Posting): number {
  return shared(a.patchTitles, b.patchTitles)
}

/** Share of the smaller set that stands in the other. */
export function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size)
  let common = 0
  for (const x of a) if (b.has(x)) common++
  return smaller === 0 ? 0 : common / smaller
}
