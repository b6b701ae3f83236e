/** What a sentence does that tells somebody to do something. */
export const VERBS =
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
  `\\b(?:should|must|needs? to|(?<!\\bI (?:still |also |just )?)have to)${ADVERBS} (?:not )?` +
    `(?:be (?:\\w+ed|using|doing|passing|returning|calling|setting|checking|` +
    `in|of|a|an|the|done|made|put|split)|${DOES})\\b`,
  `\\b(?:I'd|I would)${ADVERBS} ` +
    `(?!say\\b|expect (?:\\w+ ){1,3}to (?:happen|occur|work|fail)\\b)` +
    `(?:${VERBS}|consider|be (?:tempted|inclined) to|rather|prefer|like|expect|suggest|have|propose|go (?:for|with))\\b`,
  "\\b(?:I (?:strongly )?(?:prefer|suggest|recommend|propose)|wouldn't it|" +
    'would it be (?:possible|useful|helpful|feasible|better|worth|worthwhile|' +
    'cleaner|simpler|easier|nicer|clearer|ok|okay|acceptable) (?:to|if|for)|' +
    'what I (?:would |really )?(?:prefer|suggest|propose|want)\\b[^.?]{0,60} is|' +
    '(?:would|might|may)(?: probably| also)? be (?:nice|good|better|great|cleaner|simpler|easier|clearer|' +
    'helpful|useful|preferable|best|a (?:\\w+ )?win)|could be (?:useful|worth))\\b',
  '\\b(?:best|better|right|correct|proper|cleanest|simplest|easiest) ' +
    '(?:option|way|approach|fix|solution|thing)\\b[^.?]{0,40}\\b(?:is|(?:would|might|may) be) to\\b|' +
    '\\ball (?:that )?(?:you|we) (?:need|have)(?: to do)? is\\b',
  `(?<!\\b(?:if|when|whether|guess|assume|do|what|where|think|sure|because|as|that|why|once) )` +
    `\\byou(?:'ll| will| may| might)?${ADVERBS} ` +
    `(?:(?:want|need) to (?:be|${DOES})\\b|want (?:an?|the|["'\`\u201c])(?: |\\W))`,
].map((source) => new RegExp(source, 'i'))

/** Somebody says to whom he talks what is to be done, or what he would do there. */
const YOU_ARE_TO = new RegExp(
  `\\byou(?:'ll| will)? (?:really |also )?(?:should|must|needs? to|have to)\\b|` +
    `^(?:(?:so|and|but|also|then),? )*(?:I think )?I(?:'d| would)(?: just| simply| probably| personally)* ` +
    `(?!use\\b|say\\b|do\\b)(?:${VERBS})\\b`,
  'i',
)
/** It needs to be, and what stands there is not it. */
const DEMANDS = [
  /\b(?:should(?:n't)?|must|(?:you(?:'ll| will)?|this|it|that|which|we(?:'ll)?) (?:really )?(?:need|have) to|needs? to|(?<!\bI(?: just| really| also| simply)? )(?:cannot|can't)|(?:cannot|can't) (?:accept|apply|take|agree|ack)|ought)\b/i,
  /\b(?:(?:I'd|I would)(?! (?:imagine|think|guess|assume|hope)\b)|better to|worth (?:a|adding|having|mentioning|noting)|instead|rather than|no need|not needed|unneeded|(?:un)?necessary|missing|typos?|sufficient|redundant|unacceptable|what about|why (?:not|don't|doesn't|isn't))\b/i,
  new RegExp(
    `\\byou (?:(?:could|may|might)(?: (?:also|just|simply|easily|probably|perhaps|instead|then))*|` +
      `can (?:just|simply|easily|probably|instead)) (?:${DOES}|create|reuse)\\b(?! (?:my|the tag))`,
    'i',
  ),
  /\bare you (?:really |quite |absolutely |very )?sure\b[^?]*\?/i,
  /(?<!\bwas the )\b(?:simplest|easiest|cleanest|proper|right) (?:fix|solution|approach)\b/i,
]
const FAULT =
  /\b(?:wrong|incorrect|overflows?|leaks?|crash(?:es)?|deadlocks?|races?|racy|breaks?|broken|fails?|regress(?:es|ion)|unused|unrelated|confuses me|(?<!(?:fix|fixes|solve|solves) (?:the|this|that|a) )bugs?|(?:doesn't|does not|won't|will not) (?:work|build|compile|apply|match|make sense))\b/i
/** "I'm not following this?" */
const OF_ONES_STATE = /^I(?:'m| am| don't| do not)\b/
/** What is done elsewhere, and so should be here. */
const CUSTOM = new RegExp(
  [
    String.raw`^(?:(?:also|but|and),? )*we(?:'d| would)? (?:usually|normally|typically|generally|`,
    String.raw`tend to|try to avoid) (?!(?:do|use) this\b)`,
  ].join(''),
  'i',
)
/** How plainly: to tell somebody is more than to say what should be, and that more than to ask. */
export function plainly(sentence: string): number {
  const has = (patterns: readonly RegExp[]): boolean => patterns.some((one) => one.test(sentence))
  const isOpen = /^if\b[^?]*$/i.test(sentence)
  if (has(TELLS)) return isOpen ? 2.2 : 3
  if (has(TO_BE_DONE)) return isOpen ? 2 : YOU_ARE_TO.test(sentence) ? 2.8 : 2.5
  if (has(DEMANDS)) return isOpen ? 1.3 : 2
  if (FAULT.test(sentence) || CUSTOM.test(sentence)) return isOpen ? 1 : 1.4
  return sentence.includes('?') ? (OF_ONES_STATE.test(sentence) ? 0.8 : 1.5) : 0
}
