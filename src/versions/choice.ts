import { isAskedFor, JOINED_ALONE } from './asked-for.ts'
import { JOINED } from './evidence/likeness.ts'
import type { Groups } from './groups.ts'
import type { Posting } from './postings.ts'
import { isSentTwice } from './resend.ts'
import type { Rival } from './rivals.ts'

const MARGIN = 1
/** Of two possible neighbours the nearer in time needs to be no better than the other. */
const MARGIN_NEARER = 0.3
/**
 * What is so much worse than a predecessor that another version has taken is none: it is a work of
 * its own.
 */
const FALLBACK = 0.4

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
  const sorted = bestFirst(rivals, postings)
  const choosing: Choosing = {
    ...{ sorted, postings, groups },
    ...{ chosen: new Map(), blocked: new Map(), succeeded: new Map() },
  }
  takeSurest(choosing)
  joinTwice(choosing)
  takeLonely(choosing)
  return choosing.chosen
}

/** What is to choose from, and what has been chosen. */
interface Choosing {
  readonly sorted: readonly Rival[]
  readonly postings: readonly Posting[]
  readonly groups: Groups
  /** By the later posting. */
  readonly chosen: Map<number, Rival>
  /** Scores of the best that a posting could not have. */
  readonly blocked: Map<number, number>
  /** Which posting was chosen to follow on each. */
  readonly succeeded: Map<number, number>
}

function take({ groups, chosen, blocked, succeeded }: Choosing, rival: Rival): void {
  const { later, earlier, evidence, score, signals } = rival
  if (groups.conflict(later, earlier, Boolean(signals['link-named']))) {
    if (!blocked.has(later)) blocked.set(later, score)
  } else if (groups.join(later, earlier, evidence)) {
    chosen.set(later, rival)
    succeeded.set(earlier, later)
  }
}

function takeSurest(choosing: Choosing): void {
  const { sorted, chosen, blocked } = choosing
  for (const rival of sorted) {
    if (rival.score < JOINED) break
    const isFree = !chosen.has(rival.later)
    if (isFree && rival.score >= (blocked.get(rival.later) ?? 0) - FALLBACK) take(choosing, rival)
  }
}

/** A cover whose patches never came, and the same sent again at once. */
function joinTwice({ sorted, postings, groups, chosen }: Choosing): void {
  for (const { later, earlier, score, evidence } of sorted) {
    const [again, before] = [postings[later], postings[earlier]]
    if (!again || !before || chosen.has(earlier) || score < JOINED_ALONE) continue
    if (isSentTwice(before, again) && !groups.conflict(later, earlier))
      groups.join(later, earlier, evidence)
  }
}

function takeLonely(choosing: Choosing): void {
  const { sorted, postings, chosen, blocked, succeeded } = choosing
  for (const rival of sorted) {
    if (chosen.has(rival.later) || blocked.has(rival.later)) continue
    const next = postings[succeeded.get(rival.earlier) ?? -1]
    // Where a version was left out, this may be it.
    if (next && next.version <= (postings[rival.later]?.version ?? 0)) continue
    if (isOnlyOne(rival, choosing)) take(choosing, rival)
  }
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

/** Is it asked for, with nothing else as near for either of the two? */
function isOnlyOne(rival: Rival, choosing: Choosing): boolean {
  const { sorted, postings, groups, chosen, succeeded } = choosing
  const [later, earlier] = [postings[rival.later], postings[rival.earlier]]
  if (!later || !earlier || !isAskedFor(earlier, later, rival)) return false
  return !sorted.some((other) => {
    if (other === rival) return false
    const [end, start] = [postings[other.later], postings[other.earlier]]
    if (other.later === rival.later) {
      const isElse = start?.version !== earlier.version && later.version - earlier.version <= 1
      if (succeeded.has(other.earlier) || isElse) return false
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

/** Is another one as good, so that nobody can tell? */
function isNear(other: Rival, rival: Rival, isFarther: boolean): boolean {
  return other.score > rival.score - (isFarther ? MARGIN_NEARER : MARGIN)
}
