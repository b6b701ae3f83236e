/**
 * Who takes back what he said himself: "Never mind", "Please ignore this noise", "Scratch that". Not
 * on a condition, and not what somebody else is to ignore in the code.
 */
const WITHDRAWS = new RegExp(
  String.raw`(?:^|[,;.!:(\u2013-])\W{0,3}(?:(?:so|please|just|actually|sorry|oh|oops|ah|ok|` +
    String.raw`well|but),? ){0,3}` +
    String.raw`(?:never ?mind(?! (?:the|that|how|if|whether|what|all)\b(?! (?:last |previous )?(?:comment|question|remark|mail)))|nvm|scratch (?:that|this)|disregard (?:this|that|me|my|the (?:above|noise))|` +
    String.raw`ignore (?:(?:this|that)(?: (?:noise|comment|e?mail|question))?|me|my \w+|the ` +
    String.raw`(?:noise|above))(?=\s*(?:$|[.,;:!)(-]))|` +
    String.raw`false alarm|i(?:'ll|\u2019ll| will)? take (?:that|it|this) back)\b` +
    String.raw`(?!\W+(?:if|unless)\b)`,
  'i',
)

/**
 * "Correction, I forgot that it does so already", "Just leave it as you have it": what was said
 * before was a mistake, or is not asked for any more.
 */
const CORRECTS_HIMSELF = new RegExp(
  String.raw`^\W*(?:(?:oh|ah|oops|ok(?:ay)?|sorry|hm+|wait|no|so|well|then|but)\b[\s,.!-]{1,4}){0,3}(?:` +
    String.raw`correction\b[,:.;-]{0,2} (?:i|my|it|this|that)\b|` +
    String.raw`(?:please |just |let's |you can |i would |i'd |we can ){0,2}(?:leave|keep) ` +
    String.raw`(?:it|this|that|them|these|those) (?:just )?(?:as|like|the way) you ` +
    String.raw`(?:have|had|did|wrote)\b(?! (?:it|them|this|that)? ?(?:in|before|for) (?:v\d|the (?:first|last|previous)))` +
    String.raw`(?![^.?!]{0,200}\bbut\b)|` +
    String.raw`on (?:a )?(?:second|closer|further) (?:thoughts?|look|reading|inspection),? ` +
    String.raw`(?:(?:i think|i guess) )?(?:it|this|that|yours?|what you have|the patch)(?:['\u2019]s| ` +
    String.raw`(?:is|looks|seems)| ) ?(?:all |quite |actually )?(?:fine|ok(?:ay)?|good|right|correct|` +
    String.raw`not needed|does not matter|doesn['\u2019]t matter)\b)`,
  'i',
)

/** Does a text take back what its writer said before? */
export function withdraws(text: string): boolean {
  return WITHDRAWS.test(text) || CORRECTS_HIMSELF.test(text)
}

/** "Thinking about this more", "On second thought", "After another look". */
const THINKS_AGAIN = new RegExp(
  String.raw`^\W*(?:(?:hm+|so|but|well|actually|sorry|ok(?:ay)?|oh|ah|oops|also)\b[\s,.:!-]{1,4}){0,3}(?:` +
    String.raw`(?:(?:after|upon) )?(?:thinking|looking|having (?:thought|looked)) ` +
    String.raw`(?:(?:about|at|into|over) (?:this|that|it|the code) )?` +
    String.raw`(?:(?:some|a bit|a little|even) )?(?:more|again|further|closer|closely)\b|` +
    String.raw`on (?:a )?(?:second|further|closer) (?:thoughts?|look|reading|inspection)\b|` +
    String.raw`(?:after|having) (?:some |a bit )?(?:more|further|another|second|a closer|a second) ` +
    String.raw`(?:thoughts?|thinking|look|testing)\b|` +
    String.raw`(?:i(?:['\u2019]ve| have)? )?(?:thought|looked) (?:about|at|into) (?:this|that|it) ` +
    String.raw`(?:(?:some|a bit) )?(?:more|again)\b)`,
  'i',
)
/** What speaks against doing as one said. */
const SPEAKS_AGAINST = new RegExp(
  String.raw`\bside[- ]?effects?\b|\b(?:draw ?back|down ?side|disadvantage)s?\b|` +
    String.raw`\b(?:won|doesn|wouldn|isn|can|don|didn|couldn)['\u2019]t\b|` +
    String.raw`\b(?:will|does|would|is|can|do|could) ?not\b(?! only\b)|\bless (?!than\b)\w|` +
    String.raw`\b(?:keep|leave|stick (?:with|to)|(?:rather|better) not)\b|\bno longer\b|` +
    String.raw`\bwould (?:break|lose|hide|fail|mean)\b|\b(?:breaks|loses)\b`,
  'i',
)
/** What is done all the same. */
const DOES_IT =
  /\b(?:you(?:['\u2019]re| are) (?:\w+ )?right|i (?:\w+ )?agree|(?:will|i['\u2019]ll) (?:\w+ )?(?:do|fix|change|add|drop|remove|rename|send|use|move|update)|good (?:point|idea|catch))\b/i

/**
 * Does somebody think again, and say why not? "Thinking about this more, that has a side effect",
 * below his own promise.
 * @param sentences of what he says, without code
 */
export function thinksBetter(sentences: readonly string[]): boolean {
  const at = sentences.findIndex((one) => THINKS_AGAIN.test(one))
  if (at === -1) return false
  const since = sentences.slice(at)
  return since.some((one) => SPEAKS_AGAINST.test(one)) && !since.some((one) => DOES_IT.test(one))
}
