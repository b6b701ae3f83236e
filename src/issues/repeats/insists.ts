import type { CommentContext } from '../../model/issue.ts'
import { saysNothing } from '../../text/greetings.ts'
import { groupedBy } from '../../text/grouped-by.ts'
import { isSamePerson } from '../../text/people.ts'
import { sentencesOf } from '../../text/sentences.ts'
import type { JudgedComment } from '../cases.ts'
import { wordingsIn } from '../exchange/wordings.ts'
import { likenessOf, saidIn } from './likeness.ts'

/** Below an answer that consents, or of several, what is so much like the request is the same. */
const ALIKE = 0.5
/** The same of two questions where the author does not consent. */
const ALIKE_QUESTIONS = 0.3
/** Words by which somebody goes on to something else. */
const TO_ANOTHER =
  /^\W*(?:(?:and|but|oh|ah|hm+|ok(?:ay)?|well|sure|great|thanks),? )?(?:also\b|btw\b|by the way\b|otherwise\b|apart from\b|besides\b|unrelated\b|another (?:thing|point|question|nit)\b|one (?:more|other) (?:thing|point|question|nit)\b)/i
/** Words by which somebody takes an answer for good, where he does not go on against it. */
const TAKES_IT =
  /^\W*(?:ah|oh|o\.?k(?:ay)?|right|yes|yep|yup|yeah|indeed|true|fair|good|great|nice|cool|sure|thanks?|thank you|got it|understood|i see|agreed|makes sense)\b/i
const AGAINST = /\b(?:but|however|still|yet|though|no|not|why)\b|n['\u2019]t\b/i
/** Words by which somebody says that the answer missed it, even where it consents. */
const CONTRADICTS =
  /^\W*(?:no\b|nope\b|not\b|(?:(?:yeah|yes|o\.?k(?:ay)?|sure|right|well|hm+),? )?but\b|(?:that|this|it) (?:does(?:n['\u2019]t| not)|is(?:n['\u2019]t| not)|won['\u2019]t|still)\b|still\b|again\b|as i (?:said|wrote)\b|my (?:point|question)\b|i (?:meant?|was (?:not|asking|talking))\b)/i

/**
 * The request that a comment goes on with: a reviewer asks, the author does not consent but
 * explains, refuses or asks back, and right below that the reviewer asks again. That is one debate
 * on one matter, unless he turns to something else or to somebody else.
 * @param asking in order of time
 * @param isOfAuthor whether a comment asks something of the author
 * @returns by the later comment
 */
export function insistedOn(
  asking: readonly JudgedComment[],
  isOfAuthor: (one: JudgedComment) => boolean,
): ReadonlyMap<JudgedComment, JudgedComment> {
  const before = new Map<string, JudgedComment>()
  const pairs = asking.flatMap((later) => {
    const earlier = before.get(later.answered?.answers ?? '')
    before.set(later.context.id, later)
    return earlier && isBelow(later, earlier) ? [{ earlier, later }] : []
  })
  const goesOn = [...groupedBy(pairs, ({ earlier }) => earlier).values()].flatMap((below) =>
    below.filter(
      ({ earlier, later }) =>
        likenessOf(earlier.context, later.context) >= ALIKE ||
        (below.length === 1 &&
          (!doesConsent(later.answered) || contradicts(later)) &&
          !turnsAway(later) &&
          !asksOfAnswer(earlier, later)),
    ),
  )
  return new Map(
    goesOn
      .filter(({ earlier, later }) => isOfAuthor(earlier) && isOfAuthor(later))
      .map(({ earlier, later }) => [later, earlier]),
  )
}

/** Does a comment answer what the author answered to an earlier one of the same person? */
export function isBelow({ context, answered }: JudgedComment, earlier: JudgedComment): boolean {
  return (
    answered !== null &&
    answered.answers === earlier.context.id &&
    answered.role === 'author' &&
    earlier.context.role === 'reviewer' &&
    // What stands under code of an answer is about that code.
    context.part === 'reply' &&
    isOnOneVersion(earlier.context, context) &&
    isSamePerson(earlier.context.from, context.from)
  )
}

/** Are two comments on the same version? */
export function isOnOneVersion(
  { patchRef: a }: CommentContext,
  { patchRef: b }: CommentContext,
): boolean {
  return a !== null && b !== null && a.revisionIndex === b.revisionIndex
}

function doesConsent(answer: CommentContext | null): boolean {
  const said = answer && wordingsIn(answer)
  return (
    !!said &&
    (['agrees-will-do', 'agrees-done', 'agrees-yes', 'concedes'] as const).some((w) => said.has(w))
  )
}

function contradicts({ context }: JudgedComment): boolean {
  return CONTRADICTS.test(firstSentence(context))
}

/** A question below a question may be on what the answer tells, where it does not speak against it. */
function asksOfAnswer(earlier: JudgedComment, later: JudgedComment): boolean {
  return (
    [earlier, later].every(({ judged }) => judged.kind === 'question') &&
    !AGAINST.test(firstSentence(later.context)) &&
    likenessOf(earlier.context, later.context) < ALIKE_QUESTIONS
  )
}

/** Does he go on to something else, or take the answer for good and then ask for more? */
function turnsAway({ context, answered }: JudgedComment): boolean {
  const first = firstSentence(context)
  // "Yes" below a question of the author repeats what was asked for.
  const isAsked = answered?.lines.some((line) => line.includes('?')) ?? false
  const from = context.lines.findIndex((line) => !saysNothing(line))
  return (
    TO_ANOTHER.test(first) ||
    (wordingsIn(context).get('concedes') ?? Infinity) <= from ||
    (TAKES_IT.test(first) && !AGAINST.test(first) && (!isAsked || /^\W*(?:ah|oh)\b/i.test(first)))
  )
}

function firstSentence(context: CommentContext): string {
  return sentencesOf(saidIn(context))[0]?.text ?? ''
}
