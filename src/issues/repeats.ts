import type { CommentContext } from '../model/issue.ts'
import { isSamePerson } from '../text/people.ts'
import type { CommentCase, JudgedComment } from './cases.ts'
import { insistedOn } from './repeats/insists.ts'
import { likenessOf, saysNoMore, weightOfWords } from './repeats/likeness.ts'
import { reportedBefore } from './repeats/one-version.ts'
import { onlyPointsBack, pointsBack } from './repeats/points-back.ts'
import { faultsIn, findsNothingNew } from './repeats/reports.ts'
import { saidTwice } from './repeats/twice.ts'

/** Where a comment on a later version stands, seen from an earlier one. */
type Nearness = 'lines' | 'near' | 'patch' | 'elsewhere'

/**
 * How alike two comments are to be one matter, where the later one says that it was said before,
 * and where it does not.
 */
const ALIKE: Readonly<Record<Nearness, { readonly saysSo: number; readonly else: number }>> = {
  lines: { saysSo: 0.22, else: 0.36 },
  near: { saysSo: 0.3, else: 0.5 },
  patch: { saysSo: 0.4, else: 0.6 },
  elsewhere: { saysSo: 0.6, else: 0.85 },
}
/** Away from its lines, a comment of fewer words may be said of another place as well. */
const LEAST_AWAY = 6
/** Lines around what became of the lines. */
const NEAR = 10
/** A robot that reviews words anew what it finds on the same patch. */
const ROBOT_ALIKE = 0.36

/**
 * Comments that raise an earlier issue again: of the same person on the lines that the earlier ones
 * have become, saying so or in much the same words; below the answer to the earlier one; the same
 * once more on one version; and reports of robots on one version that find the same fault. By id of
 * the later comment, the id of the first.
 * @param asking in order of time
 * @param isOfAuthor whether a comment asks something of the author
 */
export function repeatsOf(
  asking: readonly JudgedComment[],
  isOfAuthor: (one: JudgedComment) => boolean,
): Map<string, string> {
  const found = new Map<string, string>()
  const insisted = insistedOn(asking, isOfAuthor)
  for (const [i, later] of asking.entries()) {
    const before = asking.slice(0, i)
    const isLater = (later.context.patchRef?.revisionIndex ?? 0) > 0
    const earlier =
      (isLater ? nearestOf(later, before) : null) ??
      reportedBefore(later, before) ??
      insisted.get(later) ??
      saidTwice(later, before)
    if (earlier) found.set(later.context.id, found.get(earlier.context.id) ?? earlier.context.id)
  }
  return found
}

/** Of the comments that it may raise again, the one that it is most like, the latest of several. */
function nearestOf(later: JudgedComment, before: readonly JudgedComment[]): JudgedComment | null {
  const same = before.filter((e) => isRaisedAgain(e, later))
  const likeness = (e: JudgedComment): number =>
    likenessOf(e.context, later.context) + Number(isOnLinesOf(e, later))
  return same.reduce<JudgedComment | null>(
    (best, e) => (best === null || likeness(e) >= likeness(best) ? e : best),
    null,
  )
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
  const [before, after] = [faultsIn(a, ''), faultsIn(b, '')]
  return before || after
    ? before !== null && after !== null && findsNothingNew(before, after)
    : isSaidAgain(earlier, later)
}

function isSaidAgain(earlier: CommentCase, later: CommentCase): boolean {
  const [a, b] = [earlier.context, later.context]
  const nearness = nearnessOf(earlier, later)
  if (nearness === 'lines' && onlyPointsBack(b)) return true
  const isAway = nearness === 'patch' || nearness === 'elsewhere'
  const alike = likenessOf(a, b)
  if (a.sender === 'bot' && nearness !== 'elsewhere') return alike >= ROBOT_ALIKE
  const saysSo = pointsBack(b)
  if (saysSo && nearness !== 'elsewhere' && saysNoMore(b, a)) return true
  const isShort = Math.min(weightOfWords(a), weightOfWords(b)) < LEAST_AWAY
  if (isAway && !saysSo && isShort) return false
  return alike >= ALIKE[nearness][saysSo ? 'saysSo' : 'else']
}

function nearnessOf(earlier: CommentCase, later: CommentCase): Nearness {
  const [{ patchRef: was }, { about, patchRef: now }] = [earlier.context, later.context]
  const place = placeAt(earlier, later.context)
  const isOn = place && about?.messageId === place.messageId
  if (isOn && isOver(place, about, 0)) return 'lines'
  if (isOn && isOver(place, about, NEAR)) return 'near'
  return isOn || (!place && was?.patch === now?.patch) ? 'patch' : 'elsewhere'
}

/** Does the later comment stand on what the lines of the earlier one have become? */
export function isOnLinesOf(earlier: CommentCase, { context }: CommentCase): boolean {
  const place = placeAt(earlier, context)
  const { about } = context
  return place?.messageId === about?.messageId && !!place && !!about && isOver(place, about, 0)
}

/** Where the lines of an earlier comment are in the version that a later one is on. */
function placeAt({ path }: CommentCase, { patchRef }: CommentContext) {
  return path.find(({ revisionIndex }) => revisionIndex === patchRef?.revisionIndex)?.place ?? null
}

interface Lines {
  readonly line: number
  readonly endLine: number
}

function isOver(a: Lines, b: Lines, around: number): boolean {
  return a.line <= b.endLine + around && b.line <= a.endLine + around
}
