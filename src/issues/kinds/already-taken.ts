import { OPENS, PLACE, PUT, THESE } from './taking-words.ts'

const TAKEN = String.raw`(?:applied|queued|merged|pulled|picked|taken)(?: up)?`
const AND = String.raw` ?(?:-|,|&|\+|and) ?(?:patch ?)?`
const NUMBERS = String.raw`(?:patch(?:es)? ?)?#?\d{1,3}(?:${AND}#?\d{1,3}){1,30}`
const WHAT = `(?:${THESE}|${NUMBERS})`
const TREE =
  String.raw`(?:in|into|to|on|onto) (?:the )?(?:${PLACE}|mainline|upstream|master|` +
  String.raw`linus)\b`
const BEGINS = String.raw`(?:^\W{0,2}|[.!,:;(]\s*|\b(?:and|but|so|as|that|see|looks like) )`
const IS = String.raw`(?:'s| is| are| was| were| has| have)(?: all)? already (?:been )?`
/** What may follow; `words` too. */
const ends = (...words: readonly string[]): string =>
  String.raw`(?=$|\s*[,.!:;)(-]| (?:${words.join('|')})\b| ${TREE})`
const PASSIVE = [
  // "This has already been applied by Ines", "It's already queued:".
  BEGINS + WHAT + IS + TAKEN + ends('by', 'as', 'for', 'upstream', String.raw`on the \d`),
  // "Patches 2 and 3 are already in mainline", "1-3 have been applied to the kettle tree".
  `${BEGINS}${WHAT} (?:is|are) already ${TREE}`,
  String.raw`^\W{0,2}${NUMBERS} (?:were|have been) (?:all )?${TAKEN}${ends('by', 'as', 'for')}`,
  // "I've got this queued up", "I already have them queued up for -rc1".
  String.raw`\bI(?:'ve| have| already have|'ve already| do have)(?: got)? ${THESE} ` +
    `(?:already |all |now )?(?:queued|staged)(?: up)?${ends('for')}`,
].map((source) => new RegExp(source, 'i'))
const NAME = String.raw`(?!(?:You|We|They|It|This|That|These|Those|Who|Has|Have|Did)\b)[A-Z]\p{L}+`
const TOOK = `(?:(?:applied|merged|queued|took|taken) ${THESE}|picked (?:up ${THESE}|${THESE} up))`
/** "Ines has already merged this": somebody else, by name. */
const BY_NAME = new RegExp(
  String.raw`(?:^|[.!,:;(]\s*|\b(?:and|but|so|as|see|that) )` +
    String.raw`${NAME}(?: [A-Z]\p{L}+)? (?:has |had |have )?already ` +
    String.raw`${TOOK}${ends('so', 'as', 'for')}`,
  'u',
)
/** What makes a guess, a question or a condition of it. */
const NO_FACT = new RegExp(
  String.raw`\b(?:not|never|none|neither|if|unless|until|once|when|whether|why|after|before|` +
    String.raw`because|` +
    'assuming|thought|guess(?:ing)?|suppose|hope|wish|would|could|should|which|' +
    String.raw`(?:part|half|some|most|version) of)\b|n't\b`,
  'i',
)

/**
 * Does this line tell that something was taken before, by whomever?
 * @param above the end of the line above it, @param below the line below it
 */
export function saysAlreadyTaken(text: string, above = '', below = ''): boolean {
  const found = [...PASSIVE, BY_NAME].map((pattern) => pattern.exec(text)).find(Boolean)
  if (!found) return false
  const before = `${above} ${text.slice(0, found.index + 1)}`.split(/[.!?]\s+/).at(-1) ?? ''
  const after = `${text.slice(found.index + found[0].length)} ${below}`
  return !NO_FACT.test(before) && !/^[^.!]*\?/.test(after)
}

/** Are these the words of somebody who may not have taken it himself? */
export function isHearsay(text: string): boolean {
  return saysAlreadyTaken(text) || /\b(?:has|have) been\b/i.test(text)
}

/** "Thanks, I added these patches:" */
const LISTED = new RegExp(String.raw`${OPENS}${PUT}\b[^.?!:]*:$`, 'i')

/** Does this line lead over to a list of what was taken? */
export function leadsToTaken(line: string, above = ''): boolean {
  const text = line.trim()
  const found = LISTED.exec(text)
  const before = `${above} ${text.slice(0, found?.index)}`.split(/[.!?]\s+/).at(-1) ?? ''
  return found !== null && !NO_FACT.test(before)
}
