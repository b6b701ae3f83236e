/** A named wording: what somebody does who writes so. Case does not matter. */
export type Phrase = readonly [name: string, pattern: RegExp]

/** Wordings that ask for something; FIELD: requests are mostly negative or tentative questions. */
export const ASKING: readonly Phrase[] = [
  ['asks: can/could you', /\b(?:can|could|would|will|may|might) (?:you|we)\b(?!.{0,20}\bagree)/i],
  [
    'asks: why not',
    /\bwhy (?:not|don't|doesn't|can't|isn't|aren't|wouldn't)\b|\bhow about\b|\bwhat about\b/i,
  ],
  ['asks: why', /\b(?:why|how come)\b/i],
  ['asks: what/how/where', /\b(?:what|how|where|when|which|who)\b[^.!]{0,120}\?/i],
  [
    'asks: is it',
    /(?:^|[.!?]\s+|\n)(?:so |and |but |hmm,? |also,? )?(?:is|are|does|do|did|has|have|was|were|should|shouldn't|isn't|don't|doesn't|can't|won't|couldn't|wouldn't) [^.!\n]{3,160}\?/i,
  ],
  ['asks: please', /\bplease\b(?!d)/i],
  [
    'suggests: should',
    /\b(?:should|shouldn't|must|ought|needs? to|has to|have to|want to|wants to)\b/i,
  ],
  [
    'suggests: I would',
    /\b(?:i'd|i would|i'd rather|i prefer|would prefer|would rather|my preference|better to|would be (?:nice|good|better|great|cleaner|simpler|easier|clearer)|might be (?:nice|good|better|worth|cleaner)|may be worth|worth (?:adding|having|noting|mentioning|a ))\b/i,
  ],
  [
    'suggests: perhaps',
    /\b(?:perhaps|maybe|i wonder|wondering|how about|consider|suggest|suggestion|instead|rather than|alternatively|another option)\b/i,
  ],
  ['suggests: let us', /\b(?:let's|lets|let us)\b/i],
  [
    'tells: imperative',
    /(?:^|\n|[.!?:;]\s+|\d[.)]\s+|[-*]\s+)(?:(?:but|and|also|just|so|then|instead|rather|either),? ){0,2}(?:please )?(?:add|drop|remove|use|rename|move|make|fix|split|change|replace|put|keep|don't|do not|avoid|delete|kill|fold|squash|send|resend|rebase|update|mention|explain|describe|document|return|check|include|consider|try|see|write|provide|convert|switch|handle|mark|rewrite|reword|define|set|pass|call|let|initiali[sz]e|align|sort|swap|limit|quote|wrap|choose|pick|match|follow|reuse|reorder|order|merge|combine|separate|simplify|shorten|clarify|elaborate|declare|group|indent|extract|inline|constify|prefix|spell|state|refer|s\/)\b/i,
  ],
  [
    'corrects: s/a/b/',
    /(?:^|[\s"'(])s\/[^/\n]{1,60}\/[^/\n]{0,60}\/|^\s*["'`]?[A-Za-z][\w '-]{1,40}["'`]?\s*(?:->|=>|\u2192)\s*["'`]?[A-Za-z][\w '-]{1,40}["'`]?\s*[.?]?$/m,
  ],
  [
    'leaves it open',
    /\b(?:your call|up to you|not insist\w*|(?:don't|won't|do not|not) (?:want to )?insist|don't mind|(?:no|not a|don't have a|don't have) strong (?:feelings?|opinions?|preference)|can live with|either way|not (?:now|right now)|some ?day|at some ?point|in the future|not critical|no (?:big deal|biggie|rush|hurry)|(?:if|in case|should) you (?:happen to |do |need to |have to |ever )?(?:re-?)?(?:spin|roll|send|post)\w*|next time|for a follow[- ]?up|while (?:you are|you're) at it|just (?:a |some )?nits?|later series|feel free)\b/i,
  ],
  [
    'speaks of the mail',
    /\b(?:(?:snip|trim|cut) (?:your|the) (?:repl|quot)\w*|top[- ]?post\w*|(?:from|keep|add|drop)\w* (?:\w+ ){0,4}(?:cc|recipients)\b|plain[- ]text|html mail)\b/i,
  ],
  [
    'speaks of marks',
    /\b(?:spaces?|white ?space|tabs?|blank|newlines?|commas?|periods?|full stops?|dots?|(?:back ?)?quotes?|backticks?|brackets?|parenthes[ie]s|parens?|braces?|(?:semi)?colons?|hyphens?|dash(?:es)?|capital|upper ?case|lower ?case|inden\w+|align\w+|alphabetical\w*|plural|singular)\b/i,
  ],
  [
    'says the same',
    /^\W*(?:(?:and )?(?:the )?same\b|ditto|likewise|idem\b)[^.?!\n]{0,40}[.!]?\s*$/i,
  ],
  ['calls it a nit', /\bnit(?:s|pick|picks|picking)?\b/i],
  ['calls it a typo', /\btypos?\b|\bspelling\b|\bgrammar\b|\bmisspel/i],
  [
    'points out: wrong',
    /\b(?:wrong|incorrect|broken|breaks?|bug|buggy|leaks?|race|racy|overflow|underflow|deadlock|crash(?:es)?|oops|panic|fails?|failure|error|warning|invalid|missing|misses|missed|unused|uninitiali[sz]ed|null pointer|use[- ]after[- ]free|doesn't (?:work|build|compile|apply)|does not (?:work|build|compile|apply)|won't (?:work|build)|regression|problem|confus(?:ing|ed)|misleading|redundant|unnecessary|superfluous|useless|pointless|duplicate[ds]?|stray|odd|weird|ugly|hard to|double|extra|forgot(?:ten)?|defeats?|contradicts?|mismatch\w*|inconsistent|too (?:late|early|long|much|many|generic|vague|strong))\b/i,
  ],
  [
    'points out: no need',
    /\b(?:no need|not needed|isn't needed|don't need|doesn't need|not necessary|unneeded|not used|never used|can be (?:dropped|removed|simplified|static|const)|is (?:useless|redundant)|could be|can go|no reason)\b/i,
  ],
  [
    'doubts',
    /\b(?:not sure|unsure|don't (?:think|see|understand|like|get)|do not (?:think|see|understand|like)|doubt|hmm+|concern(?:ed|s)?|worr(?:y|ied)|curious|unclear|not clear|why|confused|afraid|suspect|seems? (?:odd|wrong|like|to)|looks? (?:wrong|odd|like|weird)|i (?:still )?(?:think|believe|guess|feel)|isn't (?:this|that|it)|aren't)\b/i,
  ],
  ['asks a question', /\?(?:\s|$|["')])/],
  ['ends with a question', /\?\s*(?:\S{0,25}\s*)?$/],
  [
    'offers code',
    /^\s*(?:[-+][^-+\s]|(?:if|for|while|return|static|int|struct|void|unsigned|#define|#include)\b.*[;{)]|\t+\S.*;$)|\{\s*$/m,
  ],
]

/** Wordings of authors and of people who are content. */
export const AGREEING: readonly Phrase[] = [
  [
    'agrees: will do',
    /\b(?:will do|will (?:delete|provide|reorder|convert|expand|extend|elaborate|describe|note|implement|simplify|replace|rewrite|fix|change|add|update|drop|remove|rename|move|use|send|make|address|include|rework|respin|split|try|incorporate|take|correct|clarify|squash|fold|document|mention|resend|rebase|do|modify|adjust|improve|reword)|i'?ll (?:\w+ ){0,2}(?:delete|provide|reorder|convert|expand|extend|elaborate|describe|note|implement|simplify|replace|rewrite|fix|change|add|update|drop|remove|rename|move|use|send|make|address|include|rework|respin|split|take|correct|clarify|squash|fold|document|mention|resend|rebase|do|modify|adjust|improve|reword|look|go|switch|put|get)|going to (?:fix|change|add|update|drop|remove)|can do|in (?:the )?(?:next|v\d+)|next (?:version|revision|spin|posting|round|time|iteration))\b/i,
  ],
  [
    'agrees: done',
    /(?<!\b(?:must|should|shall|to|can|could|would|may|might|will|'ll)\s+(?:be|get|have been|have)\s+)\b(?:done|fixed|changed|added|dropped|removed|renamed|updated|addressed|corrected|reworked|moved)\b(?! (?:by|in the|it to|to the|once))/i,
  ],
  [
    'agrees: yes',
    /(?:^|\n)\s*(?:yes|yep|yup|yeah|yeap|ok|okay|sure|ack|acked|agreed?|right|true|indeed|good (?:point|catch|idea|find|suggestion|question)|nice catch|great (?:catch|point|idea)|makes sense|sounds good|fair (?:enough|point)|noted|got it|understood|absolutely|exactly|thanks?,? (?:will|good|for)|oops|ah|my bad|you(?:'| a)re right|i agree|of course|correct)\b/i,
  ],
  [
    'concedes',
    /\b(?:fair enough|makes sense|never ?mind|ignore (?:me|that|this)|you(?:'| a)re right|good point|my mistake|my bad|i stand corrected|sorry for the noise|that works|works for me|fine (?:with|by) me|i'm (?:fine|ok|okay|good|happy) with|no objection|not a big deal|up to you|i see|got it|thanks for (?:the )?(?:explanation|explaining|clarif|info|confirm))/i,
  ],
  [
    'praises',
    /\b(?:looks? (?:pretty |all |really |very |quite )?(?:good|great|fine|ok|okay|nice|reasonable|correct|sane)|lgtm|nice(?:ly)?|great|excellent|perfect|awesome|glorious|lovely|hooray|yay|neat|(?:this|that|it)(?:'s| is) (?:correct|fine|right|good)|love (?:it|this)|(?:i|do) like (?:it|this|that)|well done|good (?:work|job|stuff|fix|to me)|which is (?:good|nice|great|fine)|(?:is|are) (?:good|consistent|welcome|nice)(?=[.!,)]|\s*$)|thank(?:s| you))\b/i,
  ],
  [
    'declines',
    /\b(?:i(?:'d| would) (?:rather|prefer|like to keep|leave)|prefer (?:to|not)|no[,.]|nope|don't (?:think (?:so|we|that|it)|want|agree|see (?:why|how|a|the))|do not (?:want|agree)|disagree|intentional(?:ly)?|on purpose|by design|that(?:'s| is) (?:because|why|intended|how)|because|since (?:the|it|this|we)|however|but |not (?:really|possible|going)|can't|cannot|isn't|it's not|would (?:break|be wrong)|out of scope|false pos(?:itives?)?|separate (?:patch|series)|later|follow[- ]up|future)\b/i,
  ],
  [
    'explains',
    /\b(?:it(?:'s| is)|this is|that is|these are|they are|there (?:is|are)|the reason|because|since|in order to|so that|i (?:did|do|have|was|used|chose|tried|tested|think)|we (?:do|have|need|use|can|could|want))\b/i,
  ],
  ['reports: applied', /\b(?:applied|queued|merged|picked up|pushed)\b/i],
  ['greets', /^\s*(?:hi|hello|hey|dear|good (?:morning|day|evening|afternoon))\b[^\n]{0,40}$/im],
  [
    'signs off',
    /(?:^|\n)\s*(?:thanks|thank you|cheers|regards|best|br|thx)\b[,.!]?\s*(?:\n[^\n]{0,40})?\s*$/i,
  ],
]

/** The pattern of one of the wordings above. */
export function agreeing(name: string): RegExp {
  const found = AGREEING.find(([known]) => known === name)
  if (!found) throw new Error(`no wording is called ${name}`)
  return found[1]
}
