import { JOINED } from './evidence/likeness.ts'
import { daysBetween, type Signals } from './evidence/signals.ts'
import type { Groups } from './groups.ts'
import type { Posting } from './postings.ts'
import { isSentTwice } from './resend.ts'
import type { Rival } from './rivals.ts'

/**
 * Less is enough where a version wants a predecessor, this one wants a successor, and nothing else
 * is near.
 */
const JOINED_ALONE = 3.5
/** The same where both covers have one title that tells much. */
const JOINED_BY_TITLE = 2
const MARGIN = 1
/** Of two possible neighbours the nearer in time needs to be no better than the other. */
const MARGIN_NEARER = 0.3
const DAYS_ALONE = 120
/**
 * What is so much worse than a predecessor that another version has taken is none: it is a work of
 * its own.
 */
const FALLBACK = 1

/**
 * Gives each posting the predecessor for which most speaks, the surest first, then what is left
 * where it is the only one that fits. Postings that are joined already, by the user or a change-id,
 * only gain evidence.
 */
export function choose(
  rivals: readonly Rival[],
  postings: readonly Posting[],
  groups: Groups,
): Map<number, Rival> {
  const chosen = new Map<number, Rival>()
  const blocked = new Map<number, number>()
  const sorted = bestFirst(rivals, postings)
  const take = (rival: Rival): void => {
    const { later, earlier, evidence, score, signals } = rival
    if (groups.conflict(later, earlier, Boolean(signals['link-named']))) {
      if (!blocked.has(later)) blocked.set(later, score)
    } else if (groups.join(later, earlier, evidence)) chosen.set(later, rival)
  }
  for (const rival of sorted) {
    if (rival.score < JOINED) break
    const isFree = !chosen.has(rival.later)
    if (isFree && rival.score >= (blocked.get(rival.later) ?? 0) - FALLBACK) take(rival)
  }
  const succeeded = new Set([...chosen.values()].map(({ earlier }) => earlier))
  for (const rival of sorted) {
    if (chosen.has(rival.later) || succeeded.has(rival.earlier) || blocked.has(rival.later))
      continue
    const taken = { chosen, succeeded }
    if (!isOnlyOne(rival, sorted, postings, groups, taken)) continue
    take(rival)
    if (chosen.has(rival.later)) succeeded.add(rival.earlier)
  }
  for (const { later, earlier, score, evidence } of sorted) {
    const [again, before] = [postings[later], postings[earlier]]
    if (!again || !before || chosen.has(earlier) || score < JOINED_ALONE) continue
    if (isSentTwice(before, again) && !groups.conflict(later, earlier))
      groups.join(later, earlier, evidence)
  }
  return chosen
}

/** Best first; of two alike the one nearer in version, then in time. */
function bestFirst(rivals: readonly Rival[], postings: readonly Posting[]): Rival[] {
  const version = (i: number): number => postings[i]?.version ?? 0
  return [...rivals].sort(
    (a, b) =>
      b.score - a.score ||
      version(b.earlier) - version(a.earlier) ||
      b.earlier - a.earlier ||
      a.later - b.later,
  )
}

/** Postings that have their predecessor, and those that have their successor. */
interface Taken {
  readonly chosen: ReadonlyMap<number, Rival>
  readonly succeeded: ReadonlySet<number>
}

/**
 * The next version soon after, by the same author or under the same title, with nothing else as
 * near for either of the two.
 */
function isOnlyOne(
  rival: Rival,
  sorted: readonly Rival[],
  postings: readonly Posting[],
  groups: Groups,
  { chosen, succeeded }: Taken,
): boolean {
  const [later, earlier] = [postings[rival.later], postings[rival.earlier]]
  if (!later || !earlier) return false
  const least = isTelling(earlier, later) ? JOINED_BY_TITLE : JOINED_ALONE
  if (rival.score < least) return false
  if (!isNext(earlier, later, rival.signals)) return false
  if (daysBetween(earlier, later) > DAYS_ALONE) return false
  return !sorted.some((other) => {
    if (other === rival) return false
    const [end, start] = [postings[other.later], postings[other.earlier]]
    if (other.later === rival.later) {
      if (succeeded.has(other.earlier) || start?.version !== earlier.version) return false
      const isFarther = other.earlier < rival.earlier
      return isNear(other, rival, isFarther) && !groups.areJoined(other.earlier, rival.earlier)
    }
    if (other.earlier !== rival.earlier || chosen.has(other.later)) return false
    const isFarther = other.later > rival.later
    return (
      end?.version === later.version &&
      isNear(other, rival, isFarther) &&
      !groups.areJoined(other.later, rival.later)
    )
  })
}

/**
 * Does one ask for the other? By the same author the next number does; the title of a cover does
 * also where a version between went elsewhere, and where a colleague goes on. An RFC is followed by
 * what says of itself that it is a version, or has something of its titles.
 */
function isNext(earlier: Posting, later: Posting, signals: Signals): boolean {
  const isOwn = later.authors.some((key) => earlier.authors.includes(key))
  const step = later.version - earlier.version
  if (later.versionGiven && step >= 1 && isTelling(earlier, later))
    return step === 1 || (isOwn && step <= MOST_SKIPPED)
  if (!isOwn) return false
  if (later.versionGiven && step === 1) return true
  return (
    earlier.head.rfc &&
    !later.head.rfc &&
    step <= 0 &&
    (later.versionGiven || Boolean(signals['patch-titles']) || (signals['title-share'] ?? 0) > 0.3)
  )
}

const MOST_SKIPPED = 2
/** Shorter titles are had by many. */
const TELLING_WORDS = 4

/** One title over both covers that says enough to be no chance. */
function isTelling(earlier: Posting, later: Posting): boolean {
  const haveCovers = earlier.cover !== null && later.cover !== null
  return haveCovers && earlier.title === later.title && later.words.size >= TELLING_WORDS
}

/** Is another one as good, so that nobody can tell? */
function isNear(other: Rival, rival: Rival, isFarther: boolean): boolean {
  return other.score > rival.score - (isFarther ? MARGIN_NEARER : MARGIN)
}
