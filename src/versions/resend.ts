import { sharedLines } from './evidence/sketches.ts'
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
 * Without a version number only the same title, half of all patch titles, or much of the same code
 * soon after, make another posting of a work; parts of a version fit as they do in any.
 */
export function isSameWork(earlier: Posting, later: Posting): boolean {
  const common = [...earlier.patchTitles].filter((title) => later.patchTitles.has(title)).length
  const most = Math.max(earlier.patchTitles.size, later.patchTitles.size)
  if (earlier.title === later.title || (most > 0 && common / most >= 0.5)) return true
  if (isReworded(earlier, later)) return true
  return (isPartial(later) || later.head.resend) && isResend(earlier, later)
}

/**
 * What was posted before, in other words: within weeks, in the same files, the same lines again as
 * far as the titles differ; or a cover whose title has but one word more or less.
 */
export function isReworded(earlier: Posting, later: Posting): boolean {
  const days = Math.abs(later.time - earlier.time) / 86400000
  if (days > DAYS_REWORDED || shared(earlier.paths, later.paths) < 0.5) return false
  const title = shared(earlier.words, later.words)
  const lines = sharedLines(earlier.sketch, later.sketch) ?? 0
  if (verbless(earlier.title) === verbless(later.title)) return true
  const isSaid = (title >= 0.5 && lines >= 0.5) || (title >= 0.7 && lines >= 0.3)
  return isSaid || isOneWordOff(earlier, later)
}

/** A title with one word for all that says that something is new: people exchange them at will. */
function verbless(title: string): string {
  return title.replace(/\b(?:implement|introduce|provide)\b/g, 'add')
}

function isOneWordOff(a: Posting, b: Posting): boolean {
  const haveCovers = a.cover !== null && b.cover !== null
  const [few, many] = [a.words, b.words].sort((x, y) => x.size - y.size)
  if (!haveCovers || !few || !many || few.size < LEAST_WORDS) return false
  return many.size - few.size === 1 && shared(few, many) === 1
}

const DAYS_REWORDED = 60
/** Shorter titles are had by many. */
const LEAST_WORDS = 4

/** Share of the smaller set that stands in the other. */
export function shared<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  const smaller = Math.min(a.size, b.size)
  let common = 0
  for (const x of a) if (b.has(x)) common++
  return smaller === 0 ? 0 : common / smaller
}
