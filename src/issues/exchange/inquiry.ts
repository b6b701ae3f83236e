import type { Wording } from '../../model/evidence.ts'
import type { CommentContext } from '../../model/issue.ts'
import { withoutClosing } from '../../text/greetings.ts'
import { once } from '../../text/memo.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { asksMore } from '../summary/score.ts'
import { wordingsIn } from './wordings.ts'

/**
 * What makes a question a proposal, or a complaint: "Should this be static?", "Isn't it unused?"
 */
const PROPOSES =
  /n't\b|\b(?:should|shall|could|would|can|may|will|might) (?:you|we|i|this|that|it|there)\b|\b(?:should|please|why|how|what|perhaps|maybe|instead|better|rather|worth|needs?|must|have to|has to|want|supposed|meant|intend\w*|not|no|add|drop|remove|use|rename|move|fix|missing|typo|wrong|broken|redundant|unused|unnecessary|superfluous|possible|ok|okay|fine|agree|acceptable|sense|thoughts|opinions?|(?:you|do you) mean)\b/i
/** "finish ?", "extra space?": words that correct, and no sentence that asks. */
const FRAGMENT =
  /^\W*(?!(?:is|are|was|were|do|does|did|has|have|had|any|who|when|where|which|whose|really|seriously|tested|right|correct|true|and|so|but|then|in|on|for|with|by|at|to|from)\b)(?:[^\s?]{1,30}\s+){0,2}[^\s?]{1,30}\s*\?\s*$/i
const YES =
  /^\W*(?:yes|yep|yup|yeah|yeap|right|correct|indeed|true|exactly|absolutely|certainly|sure|of course)\b/i
/** What a "yes" to a fact does not do, whatever its reasons sound like. */
const NEITHER: readonly Wording[] = [
  'agrees-yes',
  'opens-with-yes',
  'declines',
  'opens-with-no',
  'would-rather-not',
]
const PROMISING: readonly Wording[] = ['agrees-will-do', 'agrees-done', 'promises-a-version']

/** How a question opens that asks for a fact or a reason, and proposes nothing. */
const FOR_FACTS =
  /^\W*(?:(?:and|so|but|also|hm+|ok(?:ay)?|well|then|just (?:wondering|curious)|curious)[,:.]* )*(?:why (?!not\b|don't|doesn't|can't|isn't|aren't|wouldn't|bother)|what (?!about\b|if\b)|how (?!about\b|come\b)|(?:is|are|does|do|did|has|have)\b|any (?!(?:other )?(?:thoughts|opinions?|objections?)\b)|(?:could|can|would) you (?:please )?explain\b)/i

/** Does it end in a question that words answer, whatever else is doubtful about it? */
export function asksForFacts({ lines }: CommentContext): boolean {
  const last = sentencesOf(withoutClosing(lines)).at(-1)?.text ?? ''
  return /\?\s*$/.test(last) && FOR_FACTS.test(last)
}

/** "Just curious", "out of curiosity", "I was just wondering why": whoever says so wants to know. */
const CURIOUS = new RegExp(
  [
    String.raw`\b(?:just|only|merely|simply|so) (?:being )?(?:curious\b|wondering\b(?!,? (?:if|whether|why not)\b[^.?]{0,40}\b(?:should|could|would|can|may|might)(?:n't)?\b))`,
    String.raw`\bout of (?:\w+ )?curiosity\b|\bI(?:['\u2019]m| am| was) (?:just |also |only |` +
      String.raw`really |a (?:bit|little) )?curious\b`,
    String.raw`(?:^|[.!?,]\s+)curious(?:[,:.] |[.?!]*\s*$| (?=(?:if|whether|why|how|what|` +
      String.raw`where|who|which|about|as to)\b))`,
  ].join('|'),
  'iu',
)

/** "Not clear to me why it is needed", "I don't understand why": an explanation is missed. */
const PUZZLED = new RegExp(
  [
    String.raw`(?:\bun|\bnot |n['\u2019]t )(?:(?:at all|really|quite|entirely|that|very|yet|` +
      String.raw`immediately) ){0,2}(?:clear|obvious)(?: (?:to me|at all|yet)){0,2},? why\b`,
    String.raw`\bI (?:(?:really|still|also|just) )?(?:do|did|can)(?: ?not|n['\u2019]t) ` +
      String.raw`(?:(?:really|quite|fully|yet) )?(?:understand|follow|grasp) why\b(?! not\b)`,
  ].join('|'),
  'iu',
)
/** "I don't understand why we should have it" argues against it. */
const ARGUES = /\b(?:should|must|have to|has to|instead|rather|anyone|anybody|ever)\b/i

/**
 * Does somebody only want to know, of curiosity or because he does not see why, and is nothing else
 * told to anybody? An explanation answers it.
 */
export function wantsToKnow({ lines }: CommentContext): boolean {
  const own = withoutClosing(lines)
  const sentences = sentencesOf(own)
  return (
    (CURIOUS.test(own.join(' ')) || sentences.some(({ text }) => isPuzzled(text))) &&
    sentences.every(({ text, isCode }) => !isCode && (isPuzzled(text) || !asksMore(text, WONDERS)))
  )
}

function isPuzzled(sentence: string): boolean {
  return PUZZLED.test(sentence) && !ARGUES.test(sentence) && !sentence.includes(';')
}

/** What asks for more than this tells somebody to do something. */
const WONDERS = 'Is it so?'

/** Does it end in a question for a fact, that "yes" answers and promises nothing by? */
export function isInquiry(context: CommentContext): boolean {
  return inquiry(context)
}

const inquiry = once(({ lines }: CommentContext): boolean => {
  const last = sentencesOf(withoutClosing(lines)).at(-1)?.text ?? ''
  return /\?\s*$/.test(last) && !PROPOSES.test(last) && !FRAGMENT.test(last)
})

/**
 * What an answer does to what it answers.
 * @param asked the comment that it stands under
 */
export function doesSay(
  answer: CommentContext,
  wording: Wording,
  asked: CommentContext | undefined,
): boolean {
  const said = wordingsIn(answer)
  if (!said.has(wording)) return false
  const isYesAlone =
    NEITHER.includes(wording) &&
    YES.test(answer.lines.find((line) => line.trim() !== '') ?? '') &&
    !PROMISING.some((one) => said.has(one))
  return !(isYesAlone && asked && isInquiry(asked))
}
