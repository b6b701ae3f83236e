import type { CommentContext } from '../../model/issue.ts'
import type { Origin } from '../../model/link.ts'
import { isSamePerson } from '../../text/people.ts'
import type { JudgedComment } from '../cases.ts'
import { isOnOneVersion } from './insists.ts'
import { likenessOf, weightOfWords } from './likeness.ts'

/**
 * How alike two comments of one person on one patch are to be one matter. An author asks one person
 * and then another in nearly the same words.
 */
const OF_ONE = { reviewer: 0.62, author: 0.8 } as const
/** The same of two persons who both stand on its lines: on the same, and on others. */
const OF_TWO = { lines: 0.5, patch: 0.55 } as const
/** On other lines, a comment of fewer words may be said of another place as well. */
const LEAST_AWAY = 4

/**
 * The comment in another mail that asks for the same of the same patch of one version, in much the
 * same words: a mail that was sent twice, a request that is made a second time elsewhere in the
 * talk, or two reviewers who see the same.
 * @param before those that ask for something, in order of time
 */
export function saidTwice(
  later: JudgedComment,
  before: readonly JudgedComment[],
): JudgedComment | null {
  return before.find((earlier) => isSaidTwice(earlier.context, later.context)) ?? null
}

/** Do two comments on one version ask for the same of the same patch? */
export function isSaidTwice(a: CommentContext, b: CommentContext): boolean {
  if (
    a.messageId === b.messageId ||
    a.sender !== 'human' ||
    b.sender !== 'human' ||
    !isOnOneVersion(a, b)
  )
    return false
  const isOnLines = areOver(a.about, b.about)
  const isAway = !isOnLines && Math.min(weightOfWords(a), weightOfWords(b)) < LEAST_AWAY
  if (isAway || (!isOnLines && a.patchRef?.patch !== b.patchRef?.patch)) return false
  if (isSamePerson(a.from, b.from)) return likenessOf(a, b) >= OF_ONE[b.role]
  return areReviews(a, b) && likenessOf(a, b) >= OF_TWO[isOnLines ? 'lines' : 'patch']
}

/** Who talks with the other takes up his words without asking for the same. */
function areReviews(...both: readonly CommentContext[]): boolean {
  return both.every(({ role, part }) => role === 'reviewer' && part !== 'reply')
}

function areOver(a: Origin | null, b: Origin | null): boolean {
  return (
    a !== null &&
    b !== null &&
    a.messageId === b.messageId &&
    a.line <= b.endLine &&
    b.line <= a.endLine
  )
}
