import type { Wording } from '../../model/evidence.ts'
import type { CommentContext } from '../../model/issue.ts'
import { once } from '../../text/memo.ts'
import { sentencesOf, type Sentence } from '../../text/sentences.ts'
import { agreeing } from '../kinds/phrases.ts'
import { withdraws } from './withdrawn.ts'

/** Where an answer has a wording: an index of its lines. */
export type Wordings = ReadonlyMap<Wording, number>

/**
 * What an answer does to a request, told sentence by sentence: "I will" and "will" at the start of
 * a sentence promise, "it will" tells of the code; "Fixed in v2" is done, "must be fixed" is not.
 */
export function wordingsIn(context: CommentContext): Wordings {
  return known(context)
}

const known = once(({ lines, role }: CommentContext): Wordings => {
  const found = new Map<Wording, number>()
  const add = (wording: Wording, at: number): void => {
    if (!found.has(wording)) found.set(wording, at)
  }
  for (const sentence of sentencesOf(lines)) {
    if (sentence.isCode) continue
    for (const wording of saidIn(sentence)) add(wording, sentence.at)
    if (role === 'author' && LEAVES_IT.test(sentence.text)) add('agrees-yes', sentence.at)
  }
  const text = lines.join('\n')
  for (const { wording, pattern } of OF_THE_WHOLE)
    if (pattern.test(text)) add(wording, placeOf(wording, pattern, lines))
  return found
})

/** "You can drop the tag", "Feel free to reword it while applying": whoever takes the patch may. */
const LEAVES_IT =
  /^\W*(?:(?:so|yes|sure|ok(?:ay)?|no problem),? )?(?:you (?:can|may|could)|(?:please )?feel free to|please) (?:just |also |simply )?(?:drop|remove|strip|fix|fold|squash|amend|edit|tweak|change|adjust|reword)\b(?=[^?]{0,150}(?:\b(?:s-?o-?b|signed-off-by|sign-?off|tags?|trailers?)\b|\b(?:while|when|on|upon|before|at) (?:you(?:'re)? )?(?:apply|merg|commit|queu|pick)))/i

/** The line that has a wording; of those that name a version the one by which somebody promises. */
function placeOf(wording: Wording, pattern: RegExp, lines: readonly string[]): number {
  if (wording === 'promises-a-version') {
    const promise = sentencesOf(lines).find(
      ({ text, isCode }) => !isCode && pattern.test(text) && isPromise(text),
    )
    if (promise) return promise.at
  }
  return Math.max(
    0,
    lines.findIndex((line) => pattern.test(line)),
  )
}

function isPromise(text: string): boolean {
  if (IF_LIKED.test(text)) return true
  return !CONDITIONAL.test(text) && WILL_DO.some((pattern) => pattern.test(text))
}

/** What may stand before the words that count. */
const OPENER = String.raw`^\W*(?:(?:(?:hi|hello|dear|hey)\b(?:[^,\n]{0,25}(?:,|$))?|@?\w+,|o\.?k(?:ay)?|k|sure(?: thing)?|yes|yeah|yea|yeap|yep|yup|fine|great|cool|whoops|ugh|argh|damn|ouch|right|agreed?|i agree|ack(?:ed)?|thanks?(?: you)?(?: a lot| for [^.!?,;]{0,40}(?=[.!?,;]|$))?|sounds good|(?:another |very |really )?(?:good|great|nice|fair) (?:point|catch|idea|spot|find|suggestion)|makes sense|noted|got it|understood|true|absolutely|of course|certainly|indeed|correct|oops|ah|oh|sorry(?: about (?:that|this))?|alright|no problem|np|fair enough|my bad|you(?:'| a|\u2019)re right|so|and|then|also|well|hm+|probably)\b[\s,.!;:\u2013-]*)*`
const VERB =
  'do|fix|change|add|update|drop|remove|rename|move|use|send|make|address|include|rework|respin|split|try|incorporate|take|correct|clarify|squash|fold|document|mention|resend|re-send|rebase|modify|adjust|improve|reword|rephrase|delete|provide|reorder|convert|expand|extend|elaborate|describe|note|implement|simplify|replace|rewrite|look|go|switch|put|get|merge|combine|separate|sort|wrap|align|introduce|repost|post|submit|integrate|roll|unify|refactor|restructure|reorganize|clean|tidy|kill|trim|shorten|follow|revise|reverse|revert|swap|test|check|investigate|explain|handle|cover|amend|lowercase|spell|collect|pick|create|set|define|declare|consolidate|initiali[sz]e|reduce|increase|limit|work|consider'
const DONE =
  'done|fixed|changed|added|dropped|removed|renamed|updated|addressed|corrected|reworked|moved|implemented|replaced|split|rewritten|reworded|rebased|squashed|merged|switched|simplified|folded|converted|deleted|adjusted|clarified|documented|taken care of|got(?:ten)? rid of'
const I = String.raw`(?:i|we)`
const SHALL =
  String.raw`(?:'ll|\u2019ll| will| shall|'m going to|\u2019m going to| am going to| are ` +
  String.raw`going to| plan to| intend to|(?:'m|\u2019m| am|'re|\u2019re| are) planning to)`
const SENDS =
  'send|fix|change|add|update|drop|remove|rename|move|rework|respin|split|correct|clarify|rebase|rewrite|post|resend|repost'
/** What is done to code or to a patch, and not to whoever asks. */
const REDOES =
  'send|fix|change|add (?:it|this|that|them|the|a|an)|update|drop|remove|rename|move|rework|respin|redo|reorgani[sz]e|restructure|revisit|split|rebase|rewrite|mock|post|resend|repost'
const DOING =
  'adding|fixing|changing|dropping|removing|renaming|updating|switching|moving|replacing|splitting|reworking|rewording|rebasing|sending'
/** "Removing it would break the others": what is told of a thing, not what somebody does. */
const TOLD =
  'would|will|could|is|are|was|were|means?|makes?|requires?|breaks?|causes?|seems?|looks?|might|may|can|cannot|does|did|has|have|had|needs?|leads?|results?|gives?|sounds?|helps?|allows?|should'

/** One expression: what may stand before is looked for once, and not for each of them. */
function opening(...rest: readonly string[]): string {
  return `${OPENER}(?:${rest.join('|')})`
}

const I_SHALL = `${I}${SHALL}\\s+(?:(?!not\\b|never\\b|be\\b)\\w+\\s+){0,3}?(?:${VERB})\\b`
/** "I'm happy to change it", "I might as well split it out", "I'm addressing all of them". */
const I_AM_AT = [
  `${I}(?:'m|\\u2019m| am|'re|\\u2019re| are|'d be|\\u2019d be| would be) (?:happy|glad) to ` +
    `(?!not\\b)(?:\\w+ )?(?:${VERB})\\b(?!.*\\b(?:but|if|either)\\b)`,
  `${I}(?:'d|\\u2019d| had)? (?:better|(?:might|may) (?:just )?as well) (?:not )?(?:${VERB})\\b`,
  `i(?:'m|\\u2019m| am) (?:now |currently )?(?:addressing|fixing) ` +
    `(?:all|them|it|this|that|your|the (?:rest|comments|issues))\\b`,
  `i(?:'m|\\u2019m| am) (?:now |currently |already )?(?:testing|preparing|working on|writing) ` +
    `(?:exactly |just )?(?:such an? |an? |the )(?:\\w+ )?(?:patch|fix|version|v\\d+)\\b`,
].join('|')
/** "Let me rework it": but not "let me try to explain", which tells of no change. */
const LET_ME =
  `let me (?:also |just |first )?(?:(?:try to |try and |see if i can |go and )?(?:${REDOES})\\b|` +
  `(?:give (?:it|this|that) a (?:try|shot|go)|try (?:it|this|that|your)\\b))`
/** "V5 coming next", "a fix is on its way". */
const ON_ITS_WAY =
  `(?:(?:a|the|new|updated|fixed|another) ){0,2}(?:patch|fix|version|v\\d+|update|respin) ` +
  `(?:is |are )?(?:coming|incoming|on (?:its|the) way|(?:will|to) follow)\\b`
const WILL_DO = [
  opening(
    I_AM_AT,
    `(?:will|can do|(?:i|we) can do|going to)\\b(?:\\s+(?!(?:not|never|be|it|this|that|there|` +
      `they|these|those|you|we)\\b)\\w+){0,2}?\\s*(?:\\b(?:${VERB})\\b)`,
    I_SHALL,
    `(?:can|will) do\\b`,
    `(?:i|we) can do (?:that|this|so|it)\\b[^,]{0,20}$`,
    LET_ME,
    ON_ITS_WAY,
    `(?:${DOING})\\b(?!.*\\b(?:${TOLD})\\b)`,
    `(?:this|that|it|these|they|those)? ?(?:will be|to be|gets?) (?:${DONE})\\b`,
    `(?:${VERB}|\\w+ed|\\w+ing) (?:\\w+ ){0,4}in (?:the )?(?:next|upcoming|v\\d+)\\b`,
  ),
  `(?:[,;:(-]\\s*(?:so |and |but |then )?|\\b(?:so|and|then|but|think|hence|thus) )${I_SHALL}`,
  `^\\W*(?:but|well),? (?:ok(?:ay)?|fine|sure|alright),? ${I}(?:'ll|\\u2019ll| can| could| ` +
    `will)? ` +
    `(?:\\w+ )?(?:${VERB})\\b`,
  `[.,;)-]\\s*(?:(?:so|and|but|i|we) )?will (?:\\w+ )?(?:do|fix|change|add|update|drop|remove|` +
    `rename|use|send|correct|clarify|address|rework|reword|replace|move)\\b`,
  `\\b(?:but|and|so) will (?:\\w+ )?(?:${SENDS})\\b`,
  `(?:suggestion|idea|point|catch|thanks),? will \\w+`,
  `\\bill (?:${VERB})\\b`,
  `${I}(?:'m|\\u2019m| am| are|'re)? plan(?:ning)? on \\w+ing\\b`,
].map((source) => new RegExp(source, 'i'))
const CONDITIONAL =
  /^\W*(?:if|unless|in case|once|when|should|whether|whenever)\b|\bunless\b|\bif (?:you|we|there|(?:that|this|it)(?! (?:\w+ )?(?:works?|is working|passes|builds|holds)\b))\b|\?\s*$/i
/** "Sure, I can add it if you prefer": whoever asked does. */
const IF_LIKED =
  /^\W*(?:but |so |and )?(?:sure|ok(?:ay)?|yes|fine|of course),? (?:i|we)(?: can|'ll|\u2019ll| will| could) [^?]{0,200}\bif (?:that's what )?you (?:prefer|like|want|wish|insist)\b[^?]{0,100}$/i
const I_HAVE = `${I}(?:'ve|\\u2019ve| have| had)?\\s+(?:\\w+\\s+){0,2}?(?:${DONE})\\b`
const ALREADY = [
  opening(
    `(?:(?:this|that|it|these|they|all(?: of (?:this|that|these|them))?|both)(?: is| was| are| were| has been| have been|'s|\\u2019s)? (?:now |already |all |been )?)?(?:${DONE})\\b(?! by)`,
    `(?:have|has been) (?:\\w+ )?(?:${DONE}|sent out)\\b`,
    I_HAVE,
    `here (?:it|they|you) (?:is|are|comes?|goe?s?)\\b`,
  ),
  `\\bapplied (?:all )?(?:your|the|these|those) (?:\\w+ )?(?:suggestions?|comments?|changes?)\\b`,
  `(?:[,;:(-]\\s*(?:so |and |but |then )?|\\b(?:so|and|then|which) )${I_HAVE}`,
].map((source) => new RegExp(source, 'i'))
/** What was done before anybody asked. */
const BEFORE = /\b(?:ago|previously|earlier|originally|initially|at first)\b/i
const YES =
  /^\W*(?:yes|yep|yup|yeah|yeap|o\.?k|okay|sure|ack|acked|agreed?|right|true|indeed|(?:another |very |really )?(?:good|great|nice|fair) (?:point|catch|idea|find|spot|suggestion)|makes sense|sounds good|fair enough|noted|got it|understood|absolutely|exactly|(?:ah|oh)[,.! ]+(?:right|yes|ok|good|sure|indeed|i see)|oops|my bad|(?:(?:ah|oh)[,.! ]+)?shame on me|nods?|you(?:'| a|\u2019)re (?:absolutely |totally |completely )?(?:right|correct)|i agree|of course|correct|certainly)\b(?!-)(?!(?:[,.]? )(?:but|and no|though|however|except)\b)(?!,? (?:(?:this|that|it)(?: is|['\u2019]s) because|the reason)\b)[^?]*$/i
/** "D'oh.", "Serves me right for guessing", "Sorry, brain fart.": who scolds himself sees his fault. */
const SCOLDS_HIMSELF = new RegExp(
  String.raw`^\W*(?:(?:oops|ah|oh|argh|ugh|sorry|yes|yeah|right|ok(?:ay)?|hm+|heh|upps|whoops)\b` +
    String.raw`[\s,.!:-]{1,4}){0,3}(?:d['\u2019]?oh\b|face-?palm\b|(?:a |my |just a |total |pure )?` +
    String.raw`brain ?farts?\b(?=[^:?]{0,60}$)|(?:that |this )?serves me right for\b|` +
    String.raw`(?:silly|stupid|dumb) (?:me\b|of me\b|mistake\b(?! (?:to|that|which|in the)\b))|` +
    String.raw`how (?:silly|stupid|dumb|embarrassing)(?: of me)?\W*$|mea culpa\b)`,
  'i',
)
/** Thanks for what was found, and no more: "It can, that's a good catch", "Roger that". */
const CAUGHT =
  /\b(?:good|great|nice) (?:catch|spot(?:ting)?)\b|\bthank(?:s| you)(?: \w+){0,2} for (?:pointing|catching|spotting|noticing)\b|^\W*(?:oh,? |ah,? )?(?:whoops|roger(?: that)?)\b/i
const CONCEDES =
  /^\W*(?:(?:ok(?:ay)?|ah|oh|oops|yes|right|hm+|yeah|sure|alright|nice|great|actually|sorry)[,.! ]+)*(?:fair enough|(?:that|this|it)(?:'s| is)? ?(?:all )?(?:makes|does make|make) (?:perfect |total |more |complete )?sense(?! (?:to|in|if|when)\b)|makes sense|never ?mind|nvm|scratch that|disregard|(?:please )?ignore (?:me|that|this|my)|you(?:'| a|\u2019)re (?:absolutely |totally |completely )?(?:right|correct)|good point|my (?:mistake|bad)|shame on me|(?:ugh,? |argh,? )?i(?:'ve|\u2019ve| have)? ?(?:stand corrected|misread|misunderstood|overlooked|(?:totally |completely )?missed (?:that|this|it)|was (?:wrong|mistaken|confused|too (?:fast|quick)))|no worries|maybe not\b|(?:(?:oops|sorry|argh|ugh)\W+)?wrong (?:version|patch|thread|mail|series)\b|(?:ok|okay|fine|alright|sure|right|good)[.!]*$|i take (?:it|that|this) back|sorry for the (?:noise|confusion)|that works|works for me|(?:it's |that's )?fine (?:with|by|for) me|(?:i'm|i am) (?:fine|o\.?k|okay|good|happy) with|no objection|not a big deal|up to you|i see|got it|thank(?:s|s a lot| you| you very much) for (?:the |your )?(?:explanation|explaining|clarif|info|confirm))/i

function saidIn({ text }: Sentence): Wording[] {
  const found: Wording[] = []
  const isConditional = CONDITIONAL.test(text)
  if (isPromise(text)) found.push('agrees-will-do')
  if (!isConditional && !BEFORE.test(text) && ALREADY.some((pattern) => pattern.test(text)))
    found.push('agrees-done')
  const isSorry = SCOLDS_HIMSELF.test(text)
  const isCaught = CAUGHT.test(text) && !/\?|\bbut\b/i.test(text)
  if (YES.test(text) || isCaught || isSorry) found.push('agrees-yes')
  if (CONCEDES.test(text) || isSorry || withdraws(text)) found.push('concedes')
  return found
}

/** What is told by the answer as a whole. */
const OF_THE_WHOLE: readonly { readonly wording: Wording; readonly pattern: RegExp }[] = [
  { wording: 'declines', pattern: agreeing('declines') },
  {
    wording: 'opens-with-yes',
    pattern:
      /^\W*(?:hi[^\n]{0,30}\n+\W*)?(?:yes|yep|yup|yeah|o\.?k|okay|sure|ack|agreed?|right|true|indeed|(?:another |very |really )?(?:good (?:point|catch|idea|find)|nice catch|great (?:catch|point))|makes sense|sounds good|noted|got it|understood|absolutely|oops|ah|will do|done|fixed|nods?|shame on me|thanks?[,. !](?! ?(?:you |a lot |so much |very much )*for (?:the |your |all )*(?:review|look|tak|feedback|comment|reply|answer))|you(?:'| a)re right|i agree|of course|correct)\b(?!,? (?:but|however|though|(?:this|that|it)(?: is|['\u2019]s) because|the reason)\b)/i,
  },
  {
    wording: 'opens-with-no',
    pattern:
      /^\W*(?:hi[^\n]{0,30}\n+\W*)?(?:no\b|nope|not (?:really|sure|quite)|i (?:don't|do not|disagree|think(?! (?:so|you(?:'| a|\u2019)re right)\b)(?![^.?!]{0,100}\bshould\b(?! (?:be (?:fine|o\.?k|okay|enough|good|safe)|stay|remain|keep|not|already)\b))|prefer|would|'d|thought|tried|considered|did(?:n't| not)\b(?! (?:notice|know|reali[sz]e|see|get|find|mean|think (?:of|about))\b)|did (?:try|consider|look|want|(?:it|this|that|so) (?:to|as|so|on purpose)\b|[^.?!]{0,80}\b(?:because|since|in order)\b))|but\b|hmm|well\b|because|that's (?:not|because|intentional)|this is|it is|it's|why\b|the reason|actually)/i,
  },
  {
    wording: 'would-rather-not',
    pattern:
      /\b(?:I(?:'d|\u2019d| would) (?:rather|prefer|like to (?:keep|leave))|prefer (?:to (?:keep|leave|not)|not)|let's (?:keep|leave)|rather (?:keep|leave|not)|disagree|intentional(?:ly)?|on purpose|by design|I (?:just |only |really |also )?want(?:ed)? to (?:keep|leave)\b|(?:will|to) be ignored|ignor(?:e|ing) (?:this|that|it) (?:one|for now|unless)|(?:keep|leave) (?:it|this|that|them) (?:as|the way)|(?:keep|leave|leaving) (?:it|this|that|them|these|those|the)(?: \w+){0,3} (?:as(?:-| )is|as (?:it|they) (?:is|are|was|were)|unchanged|alone)\b|out of scope|not worth|no, |we (?:can't|cannot|actually can't))/i,
  },
  {
    wording: 'says-it-is-fixed',
    pattern:
      /\b(?:I(?:'ve|\u2019ve| have)?|and) (?:(?:also|just|now|already) )*(?:fixed|updated|added|changed|folded|squashed|amended|dropped|removed|moved|renamed|replaced|corrected|tweaked|edited|adjusted)\b[^.?!]{0,60}\b(?:up|branch|tree|changelog|applying|commit|queue)\b/i,
  },
  {
    wording: 'promises-a-version',
    pattern:
      /\b(?:in|for) (?:the )?(?:next (?:version|revision|spin|rev|posting|iteration|round)|v\d+)\b/i,
  },
]
