import { saysAlreadyTaken } from './already-taken.ts'
import { pullRequestIn } from './pull-request.ts'
import { NUMBERED, OPENS, PLACE, PUT, THESE } from './taking-words.ts'
import { willTake } from './will-take.ts'

/**
 * "Applied, thanks.", "Looks good, queued for v5.9", "Done, and pushed to drm-misc-next": the verb
 * opens a clause.
 */
const TAKEN =
  /(?:^|[.,!;:)\u2013]\s*|(?<![\p{L}-])-+\s+|\band |\bi(?:'ve| have)? |\b(?:all|both|now|series|patch(?:es)?(?: [\d\s,&and-]{1,80})?|(?:this|it|series|patch(?:es)?|both|these|those|they|all|(?:patch-?)?set)(?: of (?:them|these))? (?:is|are|was|were|has been|have been))\s+)(?:now |already |just |also )?(?:applied|queued|merged|picked(?: it| this| them| these)? up|pushed(?: out)?)(?: up)?(?=$|\s*[,.!:;(-]|\s+(?:to|for|as|now|with|w|thanks?|in|into|on|this|these|both|all|the (?:series|set|patch)|patch(?:es)?|it|them|https?|\d))/iu
/** "This set to applied", "Taken for 7.0", "The series is now in for-next": other words for it. */
const ALSO_TAKEN =
  /\bset (?:this |it |them |the series |the patch(?:es)? )?to applied\b|\b(?:this|it|series|patch(?:es)?|set|they|these|both|all) (?:is|are) now in (?:my |the )?\S*(?:next|fixes|queue|tree|branch|pending|mainline|master)\b|(?:^|[.!]\s+|\bthanks?, )(?:I(?:'ve)? )?(?:took|taken|picked)\b(?: (?:this|it|them|both|these|the (?:whole )?(?:series|set|patch(?:es)?)))?(?=$|\s*[,.!]|\s+(?:for|to|into|through|via) (?:my |the |v?\d|\S*next|\S*fixes))/i
const NOT_TAKEN =
  /\b(?:not|if|when|once|until|after|before|can|could|should|would|will|may|might|be|being|please|unless|get|gets|got|getting|having|assuming|already been|which|that|what|supposed|without|with|only|first) (?:\S+ ){0,4}(?:applied|queued|merged|picked|pushed)\b|n't\b.{0,20}\b(?:applied|queued|merged)|\?\s*$|\b(?:applied|merged|queued|pushed) (?:on top|in order|before|after|first|cleanly|by|when|if|only|against|that way|in the next|the old|my|your)\b|\bapplied\b.{0,30}\b(?:and|to|then) (?:test|tried|ran|run|build|built)|\bto (?:the )?(?:wrong|size)|\bin v\d|\bmerged with\b(?! (?:a |some |minor |fix|edit))|\bqueued work|\b(?:in|to) my (?:env|local(?= (?:machine|setup|tree|test|copy|kernel|build))|machine|setup|test|personal|private|fork)/i

/** What stands further from its verb in one clause: "unless the pump series is also applied". */
const CONDITION = new RegExp(
  String.raw`\b(?:(?:if|unless|until|once|whether|please|none|neither|thought)\b[^.,;:!?]{0,60}|` +
    String.raw`(?:after|before|when)\b[^.,;:!?]{0,60}\b(?:is|are|was|were|been|gets?|got) ` +
    String.raw`(?:\w+ )?|` +
    // Which part was taken is not said.
    String.raw`(?:parts?|half|some|most|version)\b(?: of)?(?: \S+){0,4} ` +
    String.raw`(?:is|are|was|were|has|have|been|got) (?:\w+ ){0,2}|` +
    String.raw`of (?:this|the|these|those) (?:\w+ )?(?:patch(?:es)?|series|set) )` +
    String.raw`\b(?:applied|queued|merged|picked|pushed)\b`,
  'i',
)
/** What git prints of a patch, whether it goes in or fails. */
const OF_GIT = /^(?:Applied patch \S+ (?:cleanly|with)\b|No changes -- Patch already applied)/

/** "I have committed the series.", "Committed to staging, thanks.", "These are committed now." */
const COMMITTED =
  String.raw`(?:(?:^|[.!,:;)]\s+)` +
  String.raw`(?:${THESE} (?:(?:has|have) (?:(?:now|just|all) )*been |is |are )?)?|` +
  String.raw`\b(?:I|we)(?:'ve| have)? )(?:(?:now|also|just|since|then|fixed and) )*committed` +
  String.raw`(?: ${THESE})?(?: (?:now|today|too|as well))?(?=\s*(?:[.!,;:(]|$)|,? thank|` +
  String.raw`,? with (?:an?|the|this|that|these|those|some|minor|small)\b|` +
  String.raw` as (?:r?\d{3,}|[0-9a-f]{7,})\b|` +
  String.raw` (?:to|on|in|into) (?:the )?['"\u2018\u201c]?` +
  String.raw`(?:staging|trunk|master|main|mainline|HEAD|upstream)\b)`

const BY_PLACE = [
  // "Added to kettle-next", "And added it to kettle-next also", "I've put the series in my tree".
  String.raw`${OPENS}${PUT} (?:${THESE} )?(?:(?:up|also|now|too|both) )?(?:in|into|to|onto|on|` +
    String.raw`through|via) ${PLACE}`,
  // "The series has been added to my tree".
  String.raw`(?:(?:^|[.!,:;]\s+|\b(?:and|so) )${THESE} (?:has|have|was|were|is|are)|^(?:has|have)) (?:(?:now|also|already|just) )*(?:been )?${PUT} (?:up )?(?:in|into|to|onto|on|through|via) ${PLACE}`,
  // "It's in kettle-next since Tuesday", "The series is in my branch".
  String.raw`(?:^|[.!,:;)]\s+|\b(?:and|so) )${THESE}(?:'s|'re| is| are|'s been|'ve been| has been| have been) (?:(?:now|already|currently|also|queued|sitting|staged) )*(?:up )?in ${PLACE}`,
  COMMITTED,
  // "Picked patches 2 and 3, the rest needs some work", "I took 1 and 3/3".
  `${OPENS}(?:picked|took|taken|grabbed)(?: up)? ${NUMBERED}(?: up)?` +
    String.raw`(?=\s*(?:$|[,.!;:(])|,? thank| (?:now|so far|separately|as well|too)\b|` +
    String.raw` (?:for|in|into|to|onto|on|through|via) (?:my|the|v?\d|\S*next|\S*fixes)\b)`,
  // "I have it in my tree", "I do have this queued up in my branch".
  String.raw`\bI(?:'ve| have| do have)(?: got)? ${THESE} (?:(?:now|already|currently|also|` +
    String.raw`queued|staged|up) )*in my ${PLACE}`,
].map((source) => new RegExp(source, 'i'))
/** What makes a plan, a wish, a condition or hearsay of it; it stands before, in its sentence. */
const NO_FACT =
  /\b(?:not|never|if|once|until|unless|when|after|before|assuming|should|could|would|will|may|might|can|must|please|want|wanted|supposed|hope|expect|found|find|see|saw|seen|seems?|looks? like|guess|think|thought|suggest|propose|why|whether|because|which|wrong|by mistake|accidentally|need|needs|to be)\b|n't\b|'(?:ll|d)\b/i
const NOT_YET =
  /^[^.!]*(?:\?|\b(?:yet|tests?|tested|testing|locally)\b(?! by)|\b(?:by mistake|dropped|removed|reverted|based on)\b)/i

/** "Applied since nobody else picked it up": why is no part of what was done. */
const WHY =
  /^((?:thanks?[,.!] )?(?:I(?:'ve| have)? )?(?:applied|queued|merged|picked(?: (?:it|this|them))? up)(?: (?:it|this|them|these|now))?),? (?:since|because|as (?:it|this|these|they|nobody|no one)\b).*/i
/** Whoever tries a patch applies it, too: "I'm sure I applied it with your fix. I tested ...". */
const TRIED =
  /\b(?:sure|certain|positive|think|believe|guess|swear|confirm|verified|checked) (?:that )?I(?:'ve| have)? (?:\w+ )?(?:applied|merged|picked)\b|\bI(?:'ve| have)? (?:just |now )?(?:applied|merged|picked) (?:this|your|the|these|it|them)\b[^.]*(?:[.,;]| and)(?: and)?(?: then)? I (?:then |still |now )?(?:re-?)?(?:tested|tried|ran|run|get|got|hit|see|saw|booted|rebooted|built)\b/i

/** No line without one of these says that something was taken: most lines are told by that. */
const MAY_BE_TAKEN =
  /\b(?:applied|queued|merged|picked|pushed|took|taken|added|put|committed|pulled|staged|landed)\b|now in|already in\b|\bin \S.*(?:next|tree|branch|queue|\.git|for-\d|fixes|pending|unstable)|\bin (?:next|tree|branch|queue|for-\d|fixes|pending|unstable)/i

/** The place stands in the next line. */
const PLACE_BELOW =
  /\b(?:it's|is|are|been|it|this|these|them|series|set|patch(?:es)?|applied|added|queued|merged) (?:now )?(?:in|into|to|onto)(?: my| the| our)?$/i

/**
 * Does this line say that something was taken into a tree?
 * @param above the end of the line above it, @param below the line below it
 */
export function saysTaken(line: string, above = '', below = ''): boolean {
  if (willTake(line.trim(), above, below)) return true
  if (!MAY_BE_TAKEN.test(line) || OF_GIT.test(line.trim())) return false
  const text = line.trim().replace(WHY, '$1.')
  if (TRIED.test(`${line} ${below}`)) return false
  if (saysAlreadyTaken(text, above, below)) return true
  const said = `${above} ${text}`
  if ((TAKEN.test(text) || ALSO_TAKEN.test(text)) && !NOT_TAKEN.test(said) && !CONDITION.test(said))
    return !isTakenBack(text, below)
  // "It's in", and the place stands in the next line.
  const whole = PLACE_BELOW.test(text) ? `${text} ${below}` : text
  return BY_PLACE.some((pattern) => {
    const found = pattern.exec(whole)
    if (!found) return false
    const before = `${above} ${whole.slice(0, found.index + 1)}`.split(/[.!?:]\s+/).at(-1) ?? ''
    const after = `${whole.slice(found.index + found[0].length)} ${below}`
    return !NO_FACT.test(`${before} `) && !NOT_YET.test(after) && !isTakenBack(text, below)
  })
}

function isTakenBack(text: string, below: string): boolean {
  return /\bbut (?:i|it|this|that|then|find|found)\b.*\b(?:find|found|fails?|breaks?|dropped|broke|see|seeing)\b|\band then did not\b/i.test(
    `${text} ${below}`,
  )
}

/** What makes more of "Applied" than that. */
const ASKS_MORE =
  /\?|\b(?:please|but|however|should|must|need|needs|next time|can you|could you|would you|let me know|instead|though|except|minus)\b/i

/**
 * Do all sentences say that it was taken? Thanks are none, and nor is what a program lists below.
 */
export function isOnlyTaken(sentences: readonly string[]): boolean {
  const own = sentences.filter(
    (one) =>
      !/^\W*(?:(?:many )?thanks?|thank you|cheers)\b[^.!]{0,30}[.!]?$/i.test(one) &&
      !/^(?:https?:\S+|\[\d+\/\d+\]|commit:?\s+[0-9a-f]{7,}|Author:|Date:)/i.test(one),
  )
  return own.length > 0 && own.every((one) => saysTaken(one) && !ASKS_MORE.test(one))
}

/** "[2/5] gpio: kettle: sort", and below it its commit, or where that can be seen. */
const LISTED = /^ {0,3}\[(?:v\d+,? )?\d+\/\d+\] \S/
const ITS_COMMIT = /^\s+(?:commit:? *[0-9a-f]{7,}|https?:\S+\/[0-9a-f]{7,})\s*$/

/**
 * Is it a note such as `b4 ty` writes: taken, and a list of commits? The rest of it is a form that
 * its sender puts around all of them.
 */
export function isThanksNote(lines: readonly string[], sentences: readonly string[]): boolean {
  return (
    saysTaken(sentences[0] ?? '') &&
    lines.some((line, i) => LISTED.test(line) && ITS_COMMIT.test(lines[i + 1] ?? ''))
  )
}

/** Is there a branch to pull, and above it no word that asks for more? */
export function isOnlyPull(lines: readonly string[]): boolean {
  const pull = pullRequestIn(lines)
  return pull !== null && !ASKS_MORE.test(withoutPull(lines.slice(0, pull.start).join(' ')))
}

/** "Please pull": what every such mail asks of those who need the branch. */
function withoutPull(text: string): string {
  return text.replace(/\bplease (?:feel free to )?(?:pull|find|note|consider pulling)\b/gi, '')
}
