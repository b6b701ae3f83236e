import { THESE } from './taking-words.ts'

const SENTENCE = String.raw`(?:^|[.!,;:)]\s+)`
const IN_TIME = String.raw`(?: (?:then|now|again|shortly|soon(?:ish)?|tonight|today|tomorrow|as[- ]is|locally|later today|for (?:v?\d|now)\S*))?`
/** "Will queue.", "Will replace, thanks.": what git's maintainer says of what he has taken. */
const WILL = new RegExp(
  `${SENTENCE}(?:I )?will (?:queue|replace|apply|merge)(?: (?:${THESE}|the (?:topic|branch)))?${IN_TIME}` +
    String.raw`\s*(?:[.!]+(?=\s|$)|, thank|$)`,
  'i',
)
/** "Let's merge it down to 'next'.", "Let me mark the topic for 'next'." */
const TO_BRANCH =
  /\b(?:let(?:'s|\u2019s| us| me)|I(?:'ll|\u2019ll| will)|will)\b[^.?!]{0,60}\b(?:merge|mark|move|advance|graduate)\b[^.?!]{0,40}\b(?:to|for|into) ['\u2018"](?:next|master|main|maint)['\u2019"](?=\s*(?:[.!,]|$| (?:soon|now|then|shortly|and|tomorrow|today)))/i
/** What is said of that makes no fact of it. */
const NO_FACT =
  /\?\s*$|\b(?:if|once|when|until|unless|after|before|assuming|not|wait|hold|instead|you will|they will)\b|n't\b/i

/**
 * Does whoever takes patches say that he takes this one? The plain future is how some say that they
 * have done it.
 * @param above the end of the line above it
 */
export function willTake(text: string, above = ''): boolean {
  if (!WILL.test(text) && !TO_BRANCH.test(text)) return false
  const before = above.split(/[.!?]\s+/).at(-1) ?? ''
  return !NO_FACT.test(`${before} ${text}`)
}
