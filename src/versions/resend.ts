import type { Posting } from './postings.ts'

/** A number given twice to one patch: so much of its title, and of its files, is the same. */
const ALIKE = 0.6

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
  if (titles >= 0.5 || isSecondTry(earlier, later)) return true
  const isAlike =
    earlier.title === later.title ||
    (shared(earlier.words, later.words) >= ALIKE && shared(earlier.paths, later.paths) >= ALIKE)
  return isAlike && earlier.head.total === later.head.total
}

/**
 * A cover whose patches never came, and the same sent again soon: one of the two has nothing to
 * show.
 */
function isSecondTry(earlier: Posting, later: Posting): boolean {
  const hours = Math.abs(later.time - earlier.time) / 3600000
  return (
    (isBare(earlier) || isBare(later)) && hours <= 48 && earlier.head.total === later.head.total
  )
}

/** The same where nothing but the title tells it: both must have the same. */
export function isSentTwice(earlier: Posting, later: Posting): boolean {
  return earlier.title === later.title && isSecondTry(earlier, later)
}

/** A cover none of whose patches is here. */
export function isBare(posting: Posting): boolean {
  return posting.cover !== null && posting.patches.length === 0
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

/**
 * Without a version number only the same title, or half of all patch titles, make another posting
 * of a work; parts of a version fit as they do in any.
 */
export function isSameWork(earlier: Posting, later: Posting): boolean {
  const common = [...earlier.patchTitles].filter((title) => later.patchTitles.has(title)).length
  const most = Math.max(earlier.patchTitles.size, later.patchTitles.size)
  if (earlier.title === later.title || (most > 0 && common / most >= 0.5)) return true
  return (isPartial(later) || later.head.resend) && isResend(earlier, later)
}

/** Share of the smaller set that stands in the other. */
export function shared<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  const smaller = Math.min(a.size, b.size)
  let common = 0
  for (const x of a) if (b.has(x)) common++
  return smaller === 0 ? 0 : common / smaller
}
