import type { Role } from '../../model/issue.ts'
import { ASKING } from '../kinds/phrases.ts'
import { askedByForm, lessByForm, seesAndDoes } from './forms.ts'
import { plainly } from './plain.ts'

/** They lead to what is said elsewhere, or let somebody do as they like. */
const POINTS =
  /^(?:\(|\.\.\.|(?:please )?(?:see|note|look at|refer|have a look|let me|feel free|for example|e\.g\.|IOWs?\b|in other words|for reference|so we want)\b)/i
/** They ask for nothing by themselves. */
const LITTLE =
  /\b(?:correct|fix) me\b|^(?:so )?(?:what do you think|(?:any )?(?:thoughts|comments|opinions|ideas)|does (?:that|this|it) make sense|let me know)\b/i
/** "Ah, right, I missed that.", "I don't.", "Not really.": what follows says more. */
const CONCEDES =
  /^(?:ah|oh|ok(?:ay)?|yes|yeah|yep|no|nope|right|sure|agreed|true|thanks|good|great|fair|hmm+|well|I (?:see|don't|do|did|agree)|not (?:really|sure)|uh)\b[^?]*$/i
const SHORT = 45
/** About who writes, not about the patch. */
const OF_ONESELF = /\bsorry\b|^I (?:should|was|had|have)\b/i
/** Letters of a sentence that is looked at as a whole. */
const LONGEST = 600
/** What somebody who asks for help tells that he did himself. */
const OWN_ACCOUNT =
  /^(?:(?:so|then|and|but|now|first|next|also),? )*I(?:'ve| have| was)?(?: just| also| already)? (?:tr(?:ied|ying)|updated|upgraded|ran|run|rebased|debugged|dug|replaced)\b[^?]*$|\bI(?:(?:'d| would)(?! like to (?:ask|know|propose|suggest))|(?: still| also| just)? (?:can't|cannot|couldn't|could not|have to|need to))\b[^?]*$/i
const OF_ONES_VIEW =
  /^I(?:'m asking| (?:did|see|know|guess|don't think (?:they|it|we|you|this|that) should\.))/i

/** "It is not a big deal either way": what was asked above may stay as it is. */
const ALLOWS = new RegExp(
  [
    String.raw`^(?:(?:but|though|and|again|still),? )*(?:(?:it|this|that)(?:'s| is| may be|`,
    String.raw` might be| isn't)? (?:\w+ ){0,2}(?:not (?:really )?(?:a )?(?:big|huge) (?:deal|`,
    String.raw`issue|problem)|no big deal|(?:a )?matter of (?:personal )?taste|`,
    String.raw`not (?:really )?(?:important|critical|urgent))|(?:I )?(?:don't|do not) (?:care|`,
    String.raw`feel strongly|insist)|no big deal|not a big deal)\b(?!.*[,;] (?:but|so|please)\b)`,
  ].join(''),
  'i',
)
/** What code does, and what somebody finds who tries: nobody is to do this. */
const IS_TO_HAPPEN = new RegExp(
  [
    String.raw`\b(?:this|that|it|these|those|they|which|one|you|patch|code|function|driver|`,
    String.raw`test) should(?: (?:now|then|also|still|just|already))* (?:see|find|get (?:an?|`,
    String.raw`the)|give|help|suffice|work (?:fine|as|with|for|just)|be (?:fine|enough|safe|`,
    String.raw`sufficient|good|harmless|possible|trivial|rare)|do the trick|make (?:sense|`,
    String.raw`no difference|things (?:easier|clearer|simpler)))\b`,
  ].join(''),
  'i',
)
/** "I'm not sure how it should be": what is not known, and no request. */
const UNKNOWN = new RegExp(
  [
    String.raw`^(?:(?:and|but|so|also|hm+),? )*(?:I(?:'m| am)(?: also| still)? (?:not (?:quite |`,
    String.raw`really |entirely |completely |so |100% )?(?:sure|certain)|unsure)|I (?:don't|`,
    String.raw`do not) (?:really )?(?:know|remember)|(?:not (?:quite |really |entirely )?sure|`,
    String.raw`no idea))(?: \w+)? (?:how|what|which|where|when|why|who)\b(?!.*\bbut\b)`,
  ].join(''),
  'i',
)

/** Wordings that are in too many sentences to choose one by. */
const WEAK: ReadonlySet<string> = new Set([
  'asks: why',
  'doubts',
  'offers code',
  'ends with a question',
  'suggests: I would',
  'leaves it open',
  'speaks of the mail',
])
const STRONG = ASKING.filter(([name]) => !WEAK.has(name))

const LABEL =
  /^(?:(?:nit(?:s|pick(?:s|ing)?)?|minor|typos?)\b|(?:an?(?:other)? |one (?:more )?|(?:my )?only )?(?:quick )?question(?: (?:for|to) [\p{L}@]+)?:)/iu

/** One point of several. */
const COUNTED = /^(?:one|two|three|first(?:ly)?|second(?:ly)?|third(?:ly)?)[,:] /i
/** To test it is less than to change it. */
const TO_TEST =
  /\b(?:can|could|would|will) you (?:(?:please|also|perhaps|maybe|just) )*(?:re-?)?test\b/i

/** What an author wants to know before he sends anything. */
const ASKS_LEAVE = new RegExp(
  [
    String.raw`\b(?:(?:should|shall|can|may|could|must) I(?! (?:suggest|ask) something)|(?:do|`,
    String.raw`would) you (?:want|like|prefer|mind|agree|have|see)|(?:is|are|would) (?:that|this|`,
    String.raw`it|you)(?: \w+)? (?:ok|okay|fine|acceptable|good|better|happy|enough)|`,
    String.raw`what (?:would you|should I|else))\b[^.!]*\?`,
  ].join(''),
  'i',
)

/** Why something is asked, or what comes of it: less than what is asked. */
const REASONS = new RegExp(
  [
    String.raw`^(?:(?:and|but|also),? )*(?:otherwise|because|this is because|the reason|(?:that|`,
    String.raw`this) way|as otherwise)\b[^?]*$`,
  ].join(''),
  'i',
)

/** "(as it should be)", and the subject of another patch: "valve: add a pump". */
const ASIDE = /\([^()]*\)|["\u201c][^"\u201d]*\w: [^"\u201d]*["\u201d]/g

/** A sentence without what it says by the way, in which nobody is told anything. */
function withoutAsides(sentence: string): string {
  return sentence.replace(ASIDE, (aside) => (aside.startsWith('(') ? '()' : '""'))
}

/** Does it say by "should" and the like only what will be? */
function isToHappen(sentence: string): boolean {
  return howPlainly(sentence.replace(new RegExp(IS_TO_HAPPEN, 'gi'), '')) < 1.5
}

function howPlainly(sentence: string): number {
  return Math.max(plainly(sentence), askedByForm(sentence))
}

/** So much less a sentence asks below so many others: of two alike it is the first. */
export function lessAt(i: number): number {
  return Math.min(i, 6) * 0.15
}

/**
 * How much a sentence asks.
 * @param i how many stand above it
 * @param hasCode code goes with it
 * @param role of who asks: an author tells at length what he did, and asks at the end
 */
export function howMuchAsked(
  sentence: string,
  i: number,
  hasCode = false,
  role: Role = 'reviewer',
): number {
  const said = withoutAsides(sentence)
  const asked = howPlainly(said)
  const isAccount = role === 'author' && sentence.length < LONGEST && OWN_ACCOUNT.test(sentence)
  const wordings = STRONG.filter(([, pattern]) => pattern.test(said)).length
  const isLittle = CONCEDES.test(sentence) && asked < 2 && sentence.length < SHORT
  const isOwn = OF_ONESELF.test(sentence) || (asked < 2.5 && OF_ONES_VIEW.test(sentence))
  const isNoRequest = asked > 1.5 && (UNKNOWN.test(said) || isToHappen(said))
  const weighed: readonly (readonly [boolean, number])[] = [
    [hasCode, 1],
    [REASONS.test(sentence), -0.8],
    [LABEL.test(sentence), 1],
    [asked > 0 && COUNTED.test(sentence), 0.6],
    [role === 'reviewer' && TO_TEST.test(said), -0.7],
    [POINTS.test(sentence) && !seesAndDoes(sentence), -3],
    [isLittle || LITTLE.test(sentence), -2],
    [ALLOWS.test(sentence), -1.5],
    [isNoRequest, -1.5],
    [role === 'author' && ASKS_LEAVE.test(said), 1],
    [isThanks(sentence), -5],
    [isOwn || isAccount, -2],
  ]
  const sum = weighed.reduce((all, [is, weight]) => all + (is ? weight : 0), 0)
  return asked + Math.min(wordings, 4) * 0.2 - lessAt(i) + sum - lessByForm(sentence, asked)
}

/** "Perhaps not.", below a question that who asked it has thought over. */
const TAKES_BACK = new RegExp(
  [
    String.raw`^(?:(?:ah|oh|hm+|well|actually|or|so|but|no|ok(?:ay)?),? )*(?:(?:perhaps|maybe|`,
    String.raw`probably|apparently|I (?:guess|suppose)) not|never ?mind|scratch that|`,
    String.raw`(?:I )?found it|I see it(?: now)?)\b[^?]{0,30}$`,
  ].join(''),
  'i',
)

/** Does it take back what stands above it? */
export function takesBack(sentence: string): boolean {
  return TAKES_BACK.test(sentence)
}

/** "Or is it meant so?", below a question. */
const OTHER_HALF =
  /^or (?:(?:am|is|are|do|does|did|should|would|could|have|has|was|were|shall) (?!not\b)|(?:perhaps|maybe) I\b|why do you\b|there is\b)/i

/** Is it the other half of the question that stands above it? */
export function isOtherHalf(sentence: string, above: string): boolean {
  return OTHER_HALF.test(sentence) && /\?["')]*$/.test(above)
}

/** Does it ask for more than the words that lead to it? */
export function asksMore(sentence: string, lead: string): boolean {
  return plainly(sentence) > plainly(lead)
}

/** Thanks, praise or a name, and nothing else. */
export function isThanks(sentence: string): boolean {
  return (
    (/^(?:(?:many |big )?thanks|thank you|cheers|regards|best|looks good|nice|great)\b/i.test(
      sentence,
    ) &&
      sentence.length < 40) ||
    /^\p{Lu}\p{L}+,?$/u.test(sentence)
  )
}
