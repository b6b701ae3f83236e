import type { Role } from '../model/issue.ts'
import { ASKING } from './kinds/phrases.ts'

/** What a sentence does that tells somebody to do something. */
const VERBS =
  "add|adjust|align|apply|avoid|call|change|check|clarify|combine|confirm|convert|correct|define|delete|describe|do (?:it|that|this|so|the same|something)|document|don't|drop|elaborate|explain|extend|fix|flip|fold|follow|get rid of|handle|improve|include|initiali[sz]e|keep|kill|limit|make|mark|mention|merge|move|name|pass|provide|put|rebase|reduce|refactor|remove|rename|reorder|rephrase|replace|re-?post|re-?send|re-?spin|re-?work|return|reuse|review|revisit|reword|rewrite|say|send|(?<!^)separate|separate (?:the|this|that|these|those|them|it|out|into)|build (?:this|that|it)|set|share|simplify|sort|specify|spell|split|squash|start|state|stick|submit|swap|switch|take|tell|test|turn|update|use|wrap|write"
/** The same after "should" or "I would"; alone they may be nouns. */
const DOES = `${VERBS}|address|allow|consider|cover|ensure|expose|guard|introduce|lose|print|skip|store|teach|try`
const ADVERBS =
  '(?: (?:also|just|really|probably|rather|all|at least|only|simply|definitely|still|then|instead|actually|likely|maybe|perhaps))*'
const LEAD =
  '(?:(?:and|but|so|then|also|just|instead|rather|either|probably|maybe|perhaps|ok(?:ay)?|no|yes|nit|minor|again|\\d[.)]|[-*]),?:? )*'
const TELLS = [
  `(?:^|: )${LEAD}(?:please,? )?(?:(?:also|just|do|simply|at least) )*(?:${VERBS})\\b(?! (?:sense|you\\b|-|\\S+ [:+|]?= ))`,
  `\\bplease,? (?:(?:also|just|do|simply|at least|then) )*(?:${VERBS})\\b`,
  `\\b(?:can|could|would|will) you (?:please )?(?!see\\b|agree)\\w+`,
  `\\b(?:can|could|may) we(?: (?:please|also|just|maybe|perhaps))* (?:${VERBS})\\b`,
  `^${LEAD}(?:usually )?no need (?:to|for)\\b`,
  `\\b(?:let's(?! (?:back up|say|assume|suppose|wait|face|hope|be (?:clear|honest)|look|pretend|imagine))|would you mind|how about)\\b|\\bwhat about(?:$|:| (?:\\w+ing|just|something|this|the following)\\b)`,
  String.raw`(?:^|[\s"'(])s([/,|])[^/\n]{1,60}\1[^/\n]{0,60}\1?`,
].map((source) => new RegExp(source, 'i'))
const TO_BE_DONE = [
  `\\b(?:should|must|needs? to|(?<!\\bI (?:still |also |just )?)have to)${ADVERBS} (?:not )?(?:be (?:\\w+ed|using|doing|passing|returning|calling|setting|checking|in|of|a|an|the|done|made|put|split)|${DOES})\\b`,
  `\\b(?:I'd|I would)${ADVERBS} (?!say\\b|expect (?:\\w+ ){1,3}to (?:happen|occur|work|fail)\\b)(?:${VERBS}|consider|be (?:tempted|inclined) to|rather|prefer|like|expect|suggest|have|propose|go (?:for|with))\\b`,
  "\\b(?:I (?:strongly )?(?:prefer|suggest|recommend|propose)|wouldn't it|would it be (?:possible|useful|helpful|feasible|better|worth|worthwhile|cleaner|simpler|easier|nicer|clearer|ok|okay|acceptable) (?:to|if|for)|what I (?:would |really )?(?:prefer|suggest|propose|want)\\b[^.?]{0,60} is|(?:would|might|may)(?: probably| also)? be (?:nice|good|better|great|cleaner|simpler|easier|clearer|helpful|useful|preferable|best|a (?:\\w+ )?win)|could be (?:useful|worth))\\b",
  '\\b(?:best|better|right|correct|proper|cleanest|simplest|easiest) (?:option|way|approach|fix|solution|thing)\\b[^.?]{0,40}\\b(?:is|(?:would|might|may) be) to\\b|\\ball (?:that )?(?:you|we) (?:need|have)(?: to do)? is\\b',
  `(?<!\\b(?:if|when|whether|guess|assume|do|what|where|think|sure|because|as|that|why|once) )\\byou(?:'ll| will| may| might)?${ADVERBS} (?:(?:want|need) to (?:be|${DOES})\\b|want (?:an?|the|["'\`\u201c])(?: |\\W))`,
].map((source) => new RegExp(source, 'i'))

/** Somebody says to whom he talks what is to be done, or what he would do there. */
const YOU_ARE_TO = new RegExp(
  `\\byou(?:'ll| will)? (?:really |also )?(?:should|must|needs? to|have to)\\b|^(?:(?:so|and|but|also|then),? )*(?:I think )?I(?:'d| would)(?: just| simply| probably| personally)* (?!use\\b|say\\b|do\\b)(?:${VERBS})\\b`,
  'i',
)
/** It needs to be, and what stands there is not it. */
const DEMANDS = [
  /\b(?:should(?:n't)?|must|(?:you(?:'ll| will)?|this|it|that|which|we(?:'ll)?) (?:really )?(?:need|have) to|needs? to|(?<!\bI(?: just| really| also| simply)? )(?:cannot|can't)|(?:cannot|can't) (?:accept|apply|take|agree|ack)|ought)\b/i,
  /\b(?:(?:I'd|I would)(?! (?:imagine|think|guess|assume|hope)\b)|better to|worth (?:a|adding|having|mentioning|noting)|instead|rather than|no need|not needed|unneeded|(?:un)?necessary|missing|typos?|sufficient|redundant|unacceptable|what about|why (?:not|don't|doesn't|isn't))\b/i,
  new RegExp(
    `\\byou (?:(?:could|may|might)(?: (?:also|just|simply|easily|probably|perhaps|instead|then))*|can (?:just|simply|easily|probably|instead)) (?:${DOES}|create|reuse)\\b(?! (?:my|the tag))`,
    'i',
  ),
  /\bare you (?:really |quite |absolutely |very )?sure\b[^?]*\?/i,
  /(?<!\bwas the )\b(?:simplest|easiest|cleanest|proper|right) (?:fix|solution|approach)\b/i,
]
const FAULT =
  /\b(?:wrong|incorrect|overflows?|leaks?|crash(?:es)?|deadlocks?|races?|racy|breaks?|broken|fails?|regress(?:es|ion)|unused|unrelated|confuses me|(?<!(?:fix|fixes|solve|solves) (?:the|this|that|a) )bugs?|(?:doesn't|does not|won't|will not) (?:work|build|compile|apply|match|make sense))\b/i
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
/** "I'm not following this?" */
const OF_ONES_STATE = /^I(?:'m| am| don't| do not)\b/
const OF_ONES_VIEW =
  /^I(?:'m asking| (?:did|see|know|guess|don't think (?:they|it|we|you|this|that) should\.))/i

/** "It is not a big deal either way": what was asked above may stay as it is. */
const ALLOWS =
  /^(?:(?:but|though|and|again|still),? )*(?:(?:it|this|that)(?:'s| is| may be| might be| isn't)? (?:\w+ ){0,2}(?:not (?:really )?(?:a )?(?:big|huge) (?:deal|issue|problem)|no big deal|(?:a )?matter of (?:personal )?taste|not (?:really )?(?:important|critical|urgent))|(?:I )?(?:don't|do not) (?:care|feel strongly|insist)|no big deal|not a big deal)\b(?!.*[,;] (?:but|so|please)\b)/i
/** What code does, and what somebody finds who tries: nobody is to do this. */
const IS_TO_HAPPEN =
  /\b(?:this|that|it|these|those|they|which|one|you|patch|code|function|driver|test) should(?: (?:now|then|also|still|just|already))* (?:see|find|get (?:an?|the)|give|help|suffice|work (?:fine|as|with|for|just)|be (?:fine|enough|safe|sufficient|good|harmless|possible|trivial|rare)|do the trick|make (?:sense|no difference|things (?:easier|clearer|simpler)))\b/i
/** "I'm not sure how it should be": what is not known, and no request. */
const UNKNOWN =
  /^(?:(?:and|but|so|also|hm+),? )*(?:I(?:'m| am)(?: also| still)? (?:not (?:quite |really |entirely |completely |so |100% )?(?:sure|certain)|unsure)|I (?:don't|do not) (?:really )?(?:know|remember)|(?:not (?:quite |really |entirely )?sure|no idea))(?: \w+)? (?:how|what|which|where|when|why|who)\b(?!.*\bbut\b)/i

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

/** What is done elsewhere, and so should be here. */
const CUSTOM =
  /^(?:(?:also|but|and),? )*we(?:'d| would)? (?:usually|normally|typically|generally|tend to|try to avoid) (?!(?:do|use) this\b)/i
/** One point of several. */
const COUNTED = /^(?:one|two|three|first(?:ly)?|second(?:ly)?|third(?:ly)?)[,:] /i
/** To test it is less than to change it. */
const TO_TEST =
  /\b(?:can|could|would|will) you (?:(?:please|also|perhaps|maybe|just) )*(?:re-?)?test\b/i

/** How plainly: to tell somebody is more than to say what should be, and that more than to ask. */
function plainly(sentence: string): number {
  const has = (patterns: readonly RegExp[]): boolean => patterns.some((one) => one.test(sentence))
  const isOpen = /^if\b[^?]*$/i.test(sentence)
  if (has(TELLS)) return isOpen ? 2.2 : 3
  if (has(TO_BE_DONE)) return isOpen ? 2 : YOU_ARE_TO.test(sentence) ? 2.8 : 2.5
  if (has(DEMANDS)) return isOpen ? 1.3 : 2
  if (FAULT.test(sentence) || CUSTOM.test(sentence)) return isOpen ? 1 : 1.4
  return sentence.includes('?') ? (OF_ONES_STATE.test(sentence) ? 0.8 : 1.5) : 0
}

/** What an author wants to know before he sends anything. */
const ASKS_LEAVE =
  /\b(?:(?:should|shall|can|may|could|must) I(?! (?:suggest|ask) something)|(?:do|would) you (?:want|like|prefer|mind|agree|have|see)|(?:is|are|would) (?:that|this|it|you)(?: \w+)? (?:ok|okay|fine|acceptable|good|better|happy|enough)|what (?:would you|should I|else))\b[^.!]*\?/i

/** Why something is asked, or what comes of it: less than what is asked. */
const REASONS =
  /^(?:(?:and|but|also),? )*(?:otherwise|because|this is because|the reason|(?:that|this) way|as otherwise)\b[^?]*$/i

/** "(as it should be)", and the subject of another patch: "valve: add a pump". */
const ASIDE = /\([^()]*\)|["\u201c][^"\u201d]*\w: [^"\u201d]*["\u201d]/g

/** A sentence without what it says by the way, in which nobody is told anything. */
function withoutAsides(sentence: string): string {
  return sentence.replace(ASIDE, (aside) => (aside.startsWith('(') ? '()' : '""'))
}

/** Does it say by "should" and the like only what will be? */
function isToHappen(sentence: string): boolean {
  return plainly(sentence.replace(new RegExp(IS_TO_HAPPEN, 'gi'), '')) < 1.5
}

/**
 * How much a sentence asks. Of two alike it is the first.
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
  const asked = plainly(said)
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
    [POINTS.test(sentence), -3],
    [isLittle || LITTLE.test(sentence), -2],
    [ALLOWS.test(sentence), -1.5],
    [isNoRequest, -1.5],
    [role === 'author' && ASKS_LEAVE.test(said), 1],
    [isThanks(sentence), -5],
    [isOwn || isAccount, -2],
  ]
  const sum = weighed.reduce((all, [is, weight]) => all + (is ? weight : 0), 0)
  return asked + Math.min(wordings, 4) * 0.2 - Math.min(i, 6) * 0.15 + sum
}

/** "Perhaps not.", below a question that who asked it has thought over. */
const TAKES_BACK =
  /^(?:(?:ah|oh|hm+|well|actually|or|so|but|no|ok(?:ay)?),? )*(?:(?:perhaps|maybe|probably|apparently|I (?:guess|suppose)) not|never ?mind|scratch that|(?:I )?found it|I see it(?: now)?)\b[^?]{0,30}$/i

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
