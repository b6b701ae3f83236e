import { daysBetween, JOINED } from './likeness.ts'
import type { Groups } from './groups.ts'
import type { Posting } from './postings.ts'
import type { Rival } from './rivals.ts'

/**
 * Less is enough where a version wants a predecessor, this one wants a successor, and nothing else
 * is near.
 */
const JOINED_ALONE = 3.5
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
    const { later, earlier, evidence, score } = rival
    if (groups.conflict(later, earlier)) {
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
 * The next version soon after, by the same author, with nothing else as near for either of the two.
 */
function isOnlyOne(
  rival: Rival,
  sorted: readonly Rival[],
  postings: readonly Posting[],
  groups: Groups,
  { chosen, succeeded }: Taken,
): boolean {
  const [later, earlier] = [postings[rival.later], postings[rival.earlier]]
  if (!later || !earlier || rival.score < JOINED_ALONE) return false
  const isNext =
    (later.versionGiven && later.version === earlier.version + 1) ||
    (earlier.head.rfc && !later.head.rfc && later.version <= earlier.version)
  const isOwn = later.authors.some((key) => earlier.authors.includes(key))
  if (!isNext || !isOwn || daysBetween(earlier, later) > DAYS_ALONE) return false
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

/** Is another one as good, so that nobody can tell? */
function isNear(other: Rival, rival: Rival, isFarther: boolean): boolean {
  return other.score > rival.score - (isFarther ? MARGIN_NEARER : MARGIN)
}
