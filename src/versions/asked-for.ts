import { daysBetween, isLongRunning, type Signals } from './evidence/signals.ts'
import type { Posting } from './postings.ts'
import { isReworded } from './resend.ts'
import type { Rival } from './rivals.ts'

/**
 * Less is enough where a version wants a predecessor, this one wants a successor, and nothing else
 * is near.
 */
export const JOINED_ALONE = 3.5
/** The same days later in the same files, with some of the same lines. */
const JOINED_SOON = 3
const DAYS_SOON = 7
/** The same where both covers have one title that tells much. */
const JOINED_BY_TITLE = 1.5
/** The same where the patches of one of them are not here: nothing else can speak for it. */
const JOINED_BY_TITLE_ALONE = 1
/** The next number in answer to the one before, by the same author. */
const JOINED_BY_ANSWER = 1
const DAYS_ALONE = 120
/** A work that has come to v5 or further may rest for so long. */
const DAYS_LONG_RUNNING = 730
/** A version between the two that is not here: it came quickly. */
const DAYS_SKIPPING = 30
const MOST_SKIPPED = 2
/** Shorter titles are had by many. */
const TELLING_WORDS = 4

/** The next version soon after, by the same author or under the same title: is it asked for? */
export function isAskedFor(earlier: Posting, later: Posting, rival: Rival): boolean {
  const { score, signals } = rival
  if (score < leastFor(earlier, later, signals) || !isNext(earlier, later, signals)) return false
  const most = isLongRunning(earlier, later) ? DAYS_LONG_RUNNING : DAYS_ALONE
  return daysBetween(earlier, later) <= most
}

function leastFor(earlier: Posting, later: Posting, signals: Signals): number {
  if (isTelling(earlier, later)) return signals.bare ? JOINED_BY_TITLE_ALONE : JOINED_BY_TITLE
  const isAnswer =
    signals.answers && signals['same-author'] && later.version - earlier.version === 1
  if (isAnswer) return JOINED_BY_ANSWER
  const isSoon = daysBetween(earlier, later) <= DAYS_SOON
  return isSoon && signals.files === 1 && signals.lines ? JOINED_SOON : JOINED_ALONE
}

/**
 * Does one ask for the other? By the same author the next number does, or the same without a number
 * in other words; the title of a cover does also where a version between went elsewhere, and where
 * a colleague goes on.
 */
function isNext(earlier: Posting, later: Posting, signals: Signals): boolean {
  const isOwn = later.authors.some((key) => earlier.authors.includes(key))
  const step = later.version - earlier.version
  if (later.versionGiven && step >= 1 && isTelling(earlier, later))
    return step === 1 || (isOwn && step <= MOST_SKIPPED)
  if (!isOwn) return false
  if (!later.versionGiven && step === 0)
    return isTelling(earlier, later) ? Boolean(signals.bare) : isReworded(earlier, later)
  if (later.head.resend && step === 0) return earlier.title === later.title
  if (later.versionGiven && step >= 1)
    return step === 1 || (isLikeIt(signals) && mayBeSkipped(earlier, later))
  return followsRfc(earlier, later, signals)
}

/** One version between them is not here, or they are so late that numbers tell little. */
function mayBeSkipped(earlier: Posting, later: Posting): boolean {
  if (isLongRunning(earlier, later)) return true
  const isNear = later.version - earlier.version <= MOST_SKIPPED
  return isNear && daysBetween(earlier, later) <= DAYS_SKIPPING
}

/**
 * An RFC is followed by what says of itself that it is a version, or has something of its titles.
 */
function followsRfc(earlier: Posting, later: Posting, signals: Signals): boolean {
  if (!earlier.head.rfc || later.head.rfc || later.version > earlier.version) return false
  const isTitled = Boolean(signals['patch-titles']) || (signals['title-share'] ?? 0) > 0.3
  return later.versionGiven || isTitled
}

/** About the same files, with half of the title: what a version between that is not here leaves. */
function isLikeIt(signals: Signals): boolean {
  const { files = 0, 'title-share': title = 0 } = signals
  return files >= 0.5 && title >= 0.4 && !signals['no-line']
}

/** One title over both covers that says enough to be no chance. */
function isTelling(earlier: Posting, later: Posting): boolean {
  const haveCovers = earlier.cover !== null && later.cover !== null
  return haveCovers && earlier.title === later.title && later.words.size >= TELLING_WORDS
}
