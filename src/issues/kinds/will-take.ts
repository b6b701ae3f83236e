import { PLACE, THESE } from './taking-words.ts'

const SENTENCE = String.raw`(?:^|[.!,;:)]\s+)`
const IN_TIME =
  String.raw`(?: (?:then|now|again|shortly|soon(?:ish)?|tonight|today|tomorrow|as[- ]is|` +
  String.raw`locally|later today|for (?:v\d+\.\d|\d|now)\S*))?`
/** "Will queue.", "Will replace, thanks.": what git's maintainer says of what he has taken. */
const WILL = new RegExp(
  `${SENTENCE}(?:I )?will (?:queue|replace|apply|merge)(?: (?:${THESE}|the (?:topic|` +
    `branch)))?${IN_TIME}` +
    String.raw`\s*(?:[.!]+(?=\s|$)|, thank|$)`,
  'i',
)
/** "Let's merge it down to 'next'.", "Let me mark the topic for 'next'." */
const TO_BRANCH =
  /\b(?:let(?:'s|\u2019s| us| me)|I(?:'ll|\u2019ll| will)|will)\b[^.?!]{0,60}\b(?:merge|mark|move|advance|graduate)\b[^.?!]{0,40}\b(?:to|for|into) ['\u2018"](?:next|master|main|maint)['\u2019"](?=\s*(?:[.!,]|$| (?:soon|now|then|shortly|and|tomorrow|today)))/i
const I_WILL =
  String.raw`(?:^(?:and )?|[.!,;:)]\s+|\s[-\u2013\u2014]+ |\b(?:so|but) )I(?:'ll|\u2019ll| will) ` +
  '(?:(?:now|just|then|also|go|happily|gladly) )*'
/** "I'll queue this up.", "Thanks, I'll pick these up then." */
const QUEUE = new RegExp(
  String.raw`${I_WILL}(?:queue|apply|pick|push) ${THESE}(?: up)?${IN_TIME}` +
    String.raw`\s*(?:[.!]+(?=\s|$)|,? thank|$)`,
  'i',
)
const RELEASE = String.raw`v?\d+\.\d+\S*|-rc\d+`
const WHERE =
  String.raw`(?:(?:in|into|to|onto|through|via) (?:(?:the )?(?:mainline|upstream|Linus)\b|` +
  String.raw`[\w-]+-(?:un)?stable(?![\w.-])|${PLACE})|for (?:the )?(?:${RELEASE}|${PLACE})|` +
  String.raw`Linus\w+)`
/** "I'll move these into kettle-next", "I'll send "flow: sort" to Linus." */
const SOMEWHERE = new RegExp(
  String.raw`${I_WILL}(?:queue|apply|pick|take|merge|move|push|send) ` +
    String.raw`(?:${THESE}|["\u201c][^"\u201d]{8,120}["\u201d])` +
    `(?: (?:up|along|in|on|now|then|both))* ${WHERE}`,
  'i',
)
/** What is said of that makes no fact of it. */
const NO_FACT =
  /\?\s*$|\b(?:if|once|when|until|unless|after|before|assuming|not|wait|hold|instead|you will|they will)\b|n't\b/i
/** What makes a plan of a future that somebody tells of himself. */
const CONDITION =
  /\?|\b(?:if|once|when|until|unless|after|before|assuming|provided|in case|as soon as|depending|(?:for|and|to) (?:\w+ )?test(?:s|ing|ed)?|so that you|for you|you can)\b/i
/** Before it: what others are to do first. */
const FIRST_OF_OTHERS =
  /\b(?:please|may|can|could|should|would|send|resend|re-?spin|re-?roll|let me know|tell me|otherwise|nice|wait|hold)\b/i

/**
 * Does whoever takes patches say that he takes this one? The plain future is how some say that they
 * have done it.
 * @param above the end of the line above it, @param below the line below it
 */
export function willTake(text: string, above = '', below = ''): boolean {
  if (saysWhere(text, above, below)) return true
  if (WILL.test(text)) return isFact(text, above)
  return isPlain(QUEUE.exec(text), text, above, below)
}

/** "Will queue.": nobody does that but who takes patches; others may apply what they are told. */
export function willQueue(text: string): boolean {
  return /(?:\bwill|['\u2019]ll) (?:\w+ ){0,3}queue\b/i.test(text)
}

/** "Let's mark it for 'next'": a branch of work that is merged to another. */
export function namesBranch(text: string): boolean {
  return TO_BRANCH.test(text)
}

/** Does he say to which tree, or for which release? Then it is the patch that he speaks of. */
export function saysWhere(text: string, above = '', below = ''): boolean {
  if (namesBranch(text)) return isFact(text, above)
  const alone = SOMEWHERE.exec(text)
  const [whole, rest] = alone || !/["\u201c]/.test(text) ? [text, below] : [`${text} ${below}`, '']
  return isPlain(alone ?? SOMEWHERE.exec(whole), whole, above, rest)
}

/** Is it neither asked nor denied, and no condition? */
function isFact(text: string, above: string): boolean {
  return !NO_FACT.test(`${lastOf(above)} ${text}`)
}

/** Is there no condition in the sentence of what was found? */
function isPlain(
  found: RegExpExecArray | null,
  text: string,
  above: string,
  below: string,
): boolean {
  if (!found) return false
  // "It'd be nice to get some acks then / I'll take it."
  if (found.index === 0 && /[\p{L}\d]$/u.test(above.trim()) && !/\b(?:so|but)$/i.test(above.trim()))
    return false
  const before = lastOf(`${above} ${text.slice(0, found.index + 1)}`)
  const after = `${text.slice(found.index + found[0].length)} ${below}`.split(/[.!]\s/)[0] ?? ''
  return ![before, after].some((one) => CONDITION.test(one)) && !FIRST_OF_OTHERS.test(before)
}

/** The sentence that is begun at the end of a text. */
function lastOf(text: string): string {
  return text.split(/[.!?]\s+/).at(-1) ?? ''
}
