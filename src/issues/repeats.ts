import type { CommentContext } from '../model/issue.ts'
import { withoutClosing } from '../text/greetings.ts'
import { once } from '../text/memo.ts'
import type { CommentCase, JudgedComment } from './cases.ts'
import { isSamePerson } from '../text/people.ts'

const AGAIN =
  /\b(?:still|again|as (?:i|already) (?:said|mentioned|asked|commented|noted)|(?:i|already) (?:asked|mentioned|commented|pointed|noted)|same (?:comment|here|question|issue|as)|previous(?:ly)?|last (?:version|time|round)|v\d+ (?:comment|review|feedback)|ignored|not addressed|missed my|earlier comment)\b/i

/**
 * Comments that raise an earlier issue of the same person again: on the lines that the earlier ones
 * have become, saying so or in much the same words. By id of the later comment, the id of the
 * first.
 * @param asking in order of time
 */
export function repeatsOf(asking: readonly JudgedComment[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const [i, later] of asking.entries()) {
    const place = later.context.patchRef
    if (!place || place.revisionIndex === 0) continue
    const earlier = asking.slice(0, i).findLast((e) => isRaisedAgain(e, later))
    if (earlier) found.set(later.context.id, found.get(earlier.context.id) ?? earlier.context.id)
  }
  return found
}

/** Does the later comment say again what the same person said on an earlier version? */
export function isRaisedAgain(earlier: CommentCase, later: CommentCase): boolean {
  const [a, b] = [earlier.context, later.context]
  if (
    !a.patchRef ||
    !b.patchRef ||
    a.patchRef.revisionIndex >= b.patchRef.revisionIndex ||
    !isSamePerson(a.from, b.from)
  )
    return false
  const common = sharedWords(a, b)
  const onSameLines = isOnLinesOf(earlier, later)
  const saysSo = AGAIN.test(b.lines.join(' '))
  return (onSameLines && (saysSo || common >= 0.34)) || (saysSo && common >= 0.5) || common >= 0.8
}

/** Does the later comment stand on what the lines of the earlier one have become? */
export function isOnLinesOf(earlier: CommentCase, { context }: CommentCase): boolean {
  const { about, patchRef } = context
  const place = earlier.path.find(
    ({ revisionIndex }) => revisionIndex === patchRef?.revisionIndex,
  )?.place
  return (
    !!place &&
    about !== null &&
    place.messageId === about.messageId &&
    place.line <= about.endLine &&
    about.line <= place.endLine
  )
}

/**
 * Share of the longer words of the shorter text that stand in the other; 0 for texts of few words.
 */
function sharedWords(a: CommentContext, b: CommentContext): number {
  const [left, right] = [longWords(a), longWords(b)]
  const smaller = Math.min(left.size, right.size)
  if (smaller < 3) return 0
  let shared = 0
  for (const word of left) if (right.has(word)) shared++
  return shared / smaller
}

const longWords = once(
  ({ lines }: CommentContext): ReadonlySet<string> =>
    new Set(
      withoutClosing(lines)
        .join(' ')
        .toLowerCase()
        .match(/[a-z_][\w]{4,}/g) ?? [],
    ),
)
