import type { CommentContext } from '../../model/issue.ts'
import { isClosing, isGreeting, isOnlyName, withoutClosing } from '../../text/greetings.ts'
import { collapse } from '../../text/lines.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { withdraws } from '../exchange/withdrawn.ts'
import { asksMore } from '../summary/score.ts'
import { asksNothing } from './asks-nothing.ts'
import { asksBesideTag, asksByCondition } from './conditions.ts'
import { correctsHimself, isContextOfHunk, saysWhatItRanOn } from './of-own-words.ts'
import type { Ruling } from './ruling.ts'
import { isOnlyPull, isOnlyTaken, isThanksNote } from './taken.ts'
import { tellsToDo } from './tells-to.ts'

/** What a reviewer says of a tag that he gives, or of the tree that the patch is in. */
export function ruleForReviewer(
  context: CommentContext,
  answered: CommentContext | null,
  lines: readonly string[],
): Ruling | null {
  const words = lines.filter((line) => !isGreeting(line))
  if (NAK.test(words.join('\n'))) return { kind: 'change', name: 'does not want it (NAK)' }
  if (context.trailers.length > 0 && asksByCondition(collapse(words.join(' '))))
    return { kind: 'change', name: 'gives a tag once something is done, and says what' }
  const all = sentencesOf(withoutClosing(words))
  if (context.trailers.length > 0 && asksBesideTag(all))
    return { kind: 'change', name: 'gives a tag, and says what is missing or is to be done' }
  const sentences = all
    .map(({ text }) => text)
    .filter((text) => !isOnlyName(text, context.from.name))
  if (isThanksNote(words, sentences)) return TAKEN
  const alone = ofOwnWords(context, answered, sentences)
  if (alone) return alone
  if (context.part !== 'reply' && isCorrection(all.map(({ text }) => text).filter(isSaid)))
    return { kind: 'change', name: 'puts another text in its place, and says no more' }
  if (isTakingBack(context, sentences))
    return { kind: 'process', name: 'takes back what was said, and asks for nothing' }
  const own = withoutElsewhere(withoutInitials(sentences))
  const none = asksNothing(own)
  if (none) return none
  const isToAuthor = context.answersRole !== 'reviewer'
  if (
    tellsToDo(own, FORM_LETTER.test(words.join('\n')), isToAuthor) &&
    !sentences.some((t) => DID_IT.test(t))
  )
    return { kind: 'change', name: 'says please, or but, and tells to do something' }
  return isOnlyTaken(own) || isOnlyPull(words) ? TAKEN : null
}

/** "Please ignore this noise": what else stands there says why. */
function isTakingBack({ answers }: CommentContext, sentences: readonly string[]): boolean {
  const [first = ''] = sentences
  return answers !== null && withdraws(first) && !sentences.some((text) => asksMore(text, first))
}

/** What whoever writes says of his own words or tests, or shows of the file. */
function ofOwnWords(
  context: CommentContext,
  answered: CommentContext | null,
  sentences: readonly string[],
): Ruling | null {
  if (correctsHimself(context, answered, sentences))
    return { kind: 'discussion', name: 'puts right his own words' }
  if (saysWhatItRanOn(context.trailers, sentences))
    return { kind: 'approval', name: 'gives a tag, and says what it was tested on' }
  if (isContextOfHunk(context))
    return { kind: 'discussion', name: 'shows lines of the file, and says nothing' }
  if (
    context.trailers.length > 0 &&
    context.trailers.every((name) => /^fixes$/i.test(name)) &&
    !sentences.some((one) => DID_SO.test(one))
  )
    return { kind: 'change', name: 'writes out the Fixes: that should stand there' }
  return null
}

/** "Applied, and added a Fixes: tag." */
const DID_SO = /\b(?:applied|added|queued|pushed|merged|changed|taken|picked)\b/i

/** "-Bert" at the end: who writes. */
const SIGNED = /^-{1,2} ?\p{Lu}\p{L}*\.?$/u

function withoutInitials(sentences: readonly string[]): readonly string[] {
  return SIGNED.test(sentences.at(-1) ?? '') ? sentences.slice(0, -1) : sentences
}

/** "Could you please review: <address of another talk>", "Please update <a wiki> as appropriate." */
const ELSEWHERE = new RegExp(
  String.raw`\b(?:can|could|would|will) you (?:(?:also|please|kindly) ){0,3}` +
    String.raw`(?:review|(?:have a |take a )?look at)\b[^?.!]{0,40}\bhttps?:|` +
    String.raw`\bplease update https?:\S+ as appropriate\b`,
  'i',
)

/** An address may stand in a line of its own, below the words that lead to it. */
function withoutElsewhere(sentences: readonly string[]): string[] {
  return sentences.filter((one, i) => {
    const [above = '', below = ''] = [sentences[i - 1], sentences[i + 1]]
    const leads = /:\s*$/.test(one) && /^https?:/.test(below)
    const isLed = /:\s*$/.test(above) && /^https?:/.test(one)
    return !ELSEWHERE.test(leads ? `${one} ${below}` : isLed ? `${above} ${one}` : one)
  })
}

const TAKEN: Ruling = { kind: 'process', name: 'says that it was applied' }

/** "s/lack/lacks/", "^ -EINVAL", "Alphabetical order.", and the text as it should be. */
const CORRECTIONS = [
  /^s([/,|])[^/,|]+\1[^/,|]*\1?\W*$/,
  /^\^+ ?[-\w"]\S*$/,
  /^(?:in )?alphabetical(?:ly)?(?: (?:order|sorted))?(?:,? please)?\W*$/i,
  /^typos?(?: in (?:the )?(?:patch |commit )?(?:title|subject|message|name|comment))?\W*$/i,
  /^["\u201c][^"\u201d]{8,90}["\u201d]\.?$/,
]

function isCorrection(sentences: readonly string[]): boolean {
  const isOne = (text: string): boolean => CORRECTIONS.some((one) => one.test(text))
  return sentences.length > 0 && sentences.every(isOne)
}

function isSaid(text: string): boolean {
  return !isClosing(text) && !/^(?:many )?thanks[.!]?$/i.test(text)
}

/** Said of what is at hand, not of what somebody else said or may say. */
const NAK =
  /(?:^|[.!,;:]\s+)(?:(?:so|sorry|still|again|then|that's|this is|it's|it is|hard|big|strong|total|definite|a|an|my|I|also|well|no)[,:]? )*NA(?:C)?K(?:ed)?\b(?!['"]|\? |\s*(?:by|from|it if|signal|pulse|bit|on the bus|condition))/m
const FORM_LETTER = /<form letter>/i
const DID_IT = /\bI(?:'ve|\u2019ve| have)? (?:fixed|changed|added|done|corrected|dropped)\b/i
