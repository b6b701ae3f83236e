import { isGreeting, withoutClosing } from '../../text/greetings.ts'
import { sentencesOf } from '../../text/sentences.ts'

const WORDS = '(?:answers?|comments?|repl(?:y|ies)|responses?|feedback|thoughts|explanations?)'
const WHERE = '(?:below|in ?-?line|inlined|underneath)'
/** "Please kindly check our comments with ">>"", "See my replies below." */
const TO_SEE = new RegExp(
  `\\b(?:please|pls|kindly)(?: kindly)?(?: to)? (?:see|find|check|refer to|look at) ` +
    `(?:(?:(?:my|our|some|the) )?(?:\\w+ )?${WORDS} (?:${WHERE}|with\\b)|(?:my|our) (?:\\w+ ` +
    `)?${WORDS}\\b|${WHERE})`,
  'iu',
)
/** "My answers inline.", "Replied below", "Some comments inline" */
const ARE_BELOW = new RegExp(
  `^(?:(?:I(?:'ve| have)? )?(?:put|added|left|replied|answered|responded|see)? ?)?(?:(?:my|` +
    `our|some|a few|the) )?(?:${WORDS} )?(?:are )?${WHERE}$`,
  'iu',
)
/** "Thank you for the review", "Sorry for the late reply and for my poor English" */
const MANNERS =
  /^(?:(?:hi|hello|dear)\b[^,]*, )?(?:(?:many )?thanks?|thank you|(?:i'm |i am )?sorry|apologies)\b[^?]{0,80}$/i

/**
 * Words at the top of a mail that say nothing but that answers follow: they answer none of what is
 * quoted above them.
 */
export function pointsBelow(lines: readonly string[]): boolean {
  const sentences = sentencesOf(withoutClosing(lines).filter((line) => !isGreeting(line))).map(
    ({ text }) => text.replace(/[.:;!,\s]+$/, ''),
  )
  const isPointer = (text: string): boolean => TO_SEE.test(text) || ARE_BELOW.test(text)
  return (
    sentences.length <= 3 &&
    sentences.some(isPointer) &&
    sentences.every((text) => text.length < 200 && (isPointer(text) || MANNERS.test(text)))
  )
}
