import { VERBS } from './plain.ts'

/** Forms in which something is asked, beside those that all of the program goes by. */
const ASKED: readonly (readonly [weight: number, pattern: RegExp])[] = [
  [3.2, new RegExp(String.raw`\b(?:pls|plz),? (?:(?:also|just) )?(?:${VERBS})\b`, 'i')],
  [3, /\b(?:please|pls),? (?:also )?(?:double|cross)[- ]?check\b/i],
  [2.8, new RegExp(String.raw`[,;] (?:then )?(?:maybe|perhaps) (?:just )?(?:${VERBS})\b`, 'i')],
  [2, /\b(?:do|would) you mind \w+ing\b/i],
  [3.1, /\bI(?:'d|\u2019d| would)(?: \w+)? recommend (?:to |\w+ing\b)/i],
  [2.5, new RegExp(String.raw`^or,? (?:just |simply )?(?:${VERBS})\b`, 'i')],
  [
    2.5,
    /\b(?:would|might|may|could)(?: (?:also|maybe|perhaps|probably|then|even))? make (?:more |better )?sense (?:to|if)\b/i,
  ],
  [2.5, /\b(?:would|might|may)(?: (?:also|even|probably))? be preferr?able\b/i],
  [2.5, /\b(?:this|patch|test|code|function|driver|message) has to (?!do with\b)\w/i],
  [2.5, /\b(?:the|one|another) way (?:to|of) [^.?!]{1,60} is to\b/i],
  [
    2.5,
    /\b(?:this|it|that) should be (?:fine|ok(?:ay)?|safe|possible|enough) to (?:drop|ignore|remove|skip|leave|omit|use)\b/i,
  ],
  [2.5, /\bthe following (?:scheme|approach|solution|plan|way|change|wording|text)\b[^.?!]*:$/i],
  [2, /(?<!\bif )\byou (?:do not|don't|don\u2019t) (?:really |actually |even )?need\b/i],
  [2, /\bworth \w+ing\b[^.]*\?$/i],
  [1.4, /\beverywhere else\b/i],
]

/** "Please see how the valve does it, and implement it the same way": what to look at, and to do. */
const SEE_AND_DO = new RegExp(
  String.raw`^(?:please,? )?(?:see|look at|refer to|(?:have|take) a look at) [^.?!]{1,120}?,? and ` +
    String.raw`(?:(?:then|please|just|also) ){0,2}(?:${VERBS}|implement|model|copy) ` +
    String.raw`(?:it|this|that|them|these|those|yours)\b`,
  'i',
)
const DOES = 3

/** Does it say where to look only to say what is to be done? */
export function seesAndDoes(sentence: string): boolean {
  return SEE_AND_DO.test(sentence)
}

/** What is asked only if something is so. */
const IS_OPEN = /^if\b[^?]*$/i
const OPEN = 0.7

/** How plainly a sentence asks by one of these; 0 where it does not. */
export function askedByForm(sentence: string): number {
  const found = ASKED.map(([weight, pattern]) => (pattern.test(sentence) ? weight : 0))
  const told = seesAndDoes(sentence) ? DOES : 0
  return Math.max(told, ...found) * (IS_OPEN.test(sentence) ? OPEN : 1)
}

const LESS: readonly (readonly [weight: number, pattern: RegExp])[] = [
  // It was not done, and what follows says why not.
  [1.5, /\bwould have been (?:nice|good|better|nicer|great)\b[^?]*\bbut\b/i],
  // All is done, nobody has to.
  [
    3,
    /\bno need (?:to|for (?:a|another)) (?:re-?(?:send|post|spin|roll)|new version|v\d)\b(?!.*[,;] (?:just|but|please)\b)/i,
  ],
  // It follows so, and nobody is to see to it.
  [1, /\b(?:something|there|it) must be (?:really |very |something )?(?:wrong|broken|odd)\b/i],
  // How somebody came to what he asks.
  [1.5, /^I (?:felt|assumed|believed)\b[^?]*$/i],
  // What it would do, below the question whether it could be done.
  [1, /^should (?:qualify|work|do|suffice|be (?:fine|ok(?:ay)?|enough|sufficient))\b[^?]*$/i],
  [1, /\bin case of (?:a |any |some )?bugs?\b[^?]*$/i],
]

/** Said for fun, of what stands above it. */
const SMILES = /[^?\s] ?[:;]-?[)D]$/
const FUN = 0.7
/** What tells somebody to do something does so with a smile too. */
const IN_EARNEST = 2.5

/**
 * How much less a sentence asks than its words sound.
 * @param asked how plainly it asks by its words
 */
export function lessByForm(sentence: string, asked: number): number {
  const fun = asked > 0 && asked < IN_EARNEST && SMILES.test(sentence) ? FUN : 0
  return LESS.reduce((sum, [weight, pattern]) => sum + (pattern.test(sentence) ? weight : 0), fun)
}
