import type { CommentContext, CommentKind } from '../../model/issue.ts'
import { isGreeting, isOnlyName, withoutClosing } from '../../text/greetings.ts'
import { collapse } from '../../text/lines.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { asksBesideTag, asksByCondition } from './conditions.ts'
import { isOnlyPull, isOnlyTaken, isThanksNote } from './taken.ts'

/** What a plain rule makes of a comment. */
export interface Ruling {
  readonly kind: CommentKind
  readonly name: string
  /** That it asks for something, where the rule cannot tell. */
  readonly probability?: number
}

/** What a reviewer says of a tag that he gives, or of the tree that the patch is in. */
export function ruleForReviewer(context: CommentContext, lines: readonly string[]): Ruling | null {
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
  if (
    sentences.some((text) => TELLS_TO.some((one) => one.test(text))) &&
    !sentences.some((t) => DID_IT.test(t))
  )
    return { kind: 'change', name: 'says please, or but, and tells to do something' }
  return isOnlyTaken(sentences) || isOnlyPull(words) ? TAKEN : null
}

const TAKEN: Ruling = { kind: 'process', name: 'says that it was applied' }

const TO_DO =
  'add|drop|remove|use|rename|move|make|fix|split|change|replace|put|avoid|delete|fold|squash|send|resend|rebase|update|mention|explain|describe|document|include|write|provide|convert|switch|handle|mark|rewrite|reword|define|say|state|tell|elaborate|clarify|test|check|run|follow|order|sort|align|separate|merge|combine'
const NOT_IT = String.raw`\b(?! (?:sure|free|this (?:series|patch)|th(?:is|ese) through|me know|in mind|sense))`
/** "Please say which this was tested on." "Keep it then. But write the reason into a comment." */
const TELLS_TO = [
  `(?:^|[,;:] |\\b(?:but|and|so|then) )please,? (?:also |just |do |at least )?(?:don't |do not )?(?:${TO_DO})${NOT_IT}`,
  `^(?:but,? |however, )(?:then )?(?:${TO_DO})${NOT_IT}`,
].map((source) => new RegExp(source, 'i'))
/** Said of what is at hand, not of what somebody else said or may say. */
const NAK =
  /(?:^|[.!,;:]\s+)(?:(?:so|sorry|still|again|then|that's|this is|it's|it is|hard|big|strong|total|definite|a|an|my|I|also|well|no)[,:]? )*NA(?:C)?K(?:ed)?\b(?!['"]|\? |\s*(?:by|from|it if|signal|pulse|bit|on the bus|condition))/m
const DID_IT = /\bI(?:'ve|\u2019ve| have)? (?:fixed|changed|added|done|corrected|dropped)\b/i
