import { endsInAssent, opensWithAssent, saysWhyItIsFine } from './assents.ts'
import type { Ruling } from './ruling.ts'

/** "Please snip what you agree with": how to write mail, nothing of the patch. */
const OF_MAIL =
  /^(?:\[[^\]]*\] *)?(?:(?:please|could you|can you) )*(?:snip|trim) (?:your|the|what|every(?:thing)?|any(?:thing)?|all)\b/i
/** What a program, or somebody lost, writes to all who are on the list. */
const TO_THE_LIST =
  /\bunsubscribe (?:me\b|from (?:this|the) (?:\w+ )?(?:group|list)|my\b)|^\[?this is an automated e-?mail\b|^<form ?letter>|\bmail is (?:primarily|mainly|only) sen[dt] for documentation purposes\b/i
/** "Please correct me if I got that wrong.": whoever knows better may say so. */
const IF_WRONG = /^[^?]*\bcorrect me (?:if|where|when)\b[^?]*$/i
const PUT_OFF = /^(?:so )?(?:I'm )?(?:pushing|deferring|postponing) (?:the )?(?:review|this|it)\b/i
/** "+1 here.", "I like it": the rest says why. */
const CONSENTS =
  /^(?:\+1\b|I (?:do |really |quite )?like (?:it|this|that)\b(?! (?:would|better|if)))/i
/** "OK.  With that in place it is easy to deal with." */
const ASSENTS =
  /^\W*(?:ok(?:ay)?|true|right|agreed|makes sense|fair enough|yeah|yep|yes|correct|indeed)[.!]*$/i
/** What asks beside it, or finds fault. */
const FAULT = new RegExp(
  String.raw`\b(?:wrong|missing|leaks?|bugs?|broken|breaks?|unused|redundant|unnecessary|typo|` +
    String.raw`odd|weird|` +
    String.raw`confus\w+|otherwise|then|so|let's|also|maybe|perhaps|just|next time|consider|` +
    String.raw`prefer\w*|` +
    String.raw`suggest\w*|still|why|fails?|warn\w*|error|better|you might|no|do not|I'd)\b|n't\b|` +
    String.raw`^[ \t]*[-+]|\bs\/`,
  'im',
)
const ASKS_STILL =
  /\?|\b(?:please|should|must|but|however|though|need(?:s|ed)? to|could|would|instead|rather|wish|except|nit|not sure)\b/i

/** "ACK", "Acked.", "LGTM" */
const ACK = /^\W*(?:ack|acked|\+1|agreed|seconded|lgtm)[^\w?]*$/i
/** What a comment does of which every sentence is so. */
const WHOLE: readonly (readonly [every: RegExp, kind: Ruling['kind'], name: string])[] = [
  [OF_MAIL, 'process', 'says how to write mail'],
  [IF_WRONG, 'discussion', 'may be put right'],
  [ACK, 'approval', 'consents, and says no more'],
]

/**
 * What is about the mail, is put off, given up, done by whoever speaks, or is consent, and asks for
 * nothing.
 */
export function asksNothing(sentences: readonly string[]): Ruling | null {
  const [first = ''] = sentences
  const all = WHOLE.find(([pattern]) => sentences.every((one) => pattern.test(one)))
  if (first !== '' && all) return { kind: all[1], name: all[2] }
  if (sentences.some((one) => TO_THE_LIST.test(one)))
    return { kind: 'process', name: 'is written to the list, not to the author' }
  if (hasDoneIt(sentences)) return { kind: 'process', name: 'says that he put it right himself' }
  if (givesItUp(sentences)) return { kind: 'discussion', name: 'leaves it as it is' }
  if (takesItBack(sentences)) return { kind: 'discussion', name: 'takes back what was said' }
  if (isPraise(sentences)) return { kind: 'approval', name: 'praises, and says no more' }
  if (praisesWhatItTells(sentences))
    return { kind: 'approval', name: 'praises, and tells what is there' }
  if (endsInAssent(sentences)) return { kind: 'approval', name: 'thinks aloud, and assents' }
  if (opensWithAssent(sentences) || saysWhyItIsFine(sentences))
    return { kind: 'approval', name: 'assents, and says why' }
  if (ASKS_STILL.test(sentences.join(' '))) return null
  if (ASSENTS.test(first) && !FAULT.test(sentences.join('\n')))
    return { kind: 'approval', name: 'assents, and says why' }
  if (sentences.some((one) => PUT_OFF.test(one)))
    return { kind: 'process', name: 'says that it is looked at later' }
  return CONSENTS.test(first) ? { kind: 'approval', name: 'likes it, and asks for nothing' } : null
}

const PUT_RIGHT =
  '(?:fixed|corrected|adjusted|changed|reworded|tweaked|edited|squashed|cleaned|trimmed|removed|renamed|dropped)'
/** "I made some small fixups while applying", "I've fixed it up this time". */
const DONE_BY_HIM = [
  `\\bI(?:'ve| have| had to)?(?: (?:just|also|now|already))? (?:${PUT_RIGHT}|fix|adjust|` +
    `change|made|did)\\b[^.?!]*\\b(?:while|when|on|as I) (?:I )?appl(?:ying|ied)\\b`,
  `\\bI(?:'ve| have)?(?: (?:just|also|now|already))? ${PUT_RIGHT}(?: (?:it|this|that|these|` +
    `those|them|all))?(?: (?:up|out))? (?:this time|for you|myself|by hand)\\b`,
  `^(?:also |and )?${PUT_RIGHT}(?: (?:it|this|that|these|those|them))?(?: up)? (?:while|when) ` +
    `applying\\b`,
].map((source) => new RegExp(source, 'i'))

/** Whoever applies a patch, and says what he changed of it, waits for nothing. */
function hasDoneIt(sentences: readonly string[]): boolean {
  return (
    sentences.some((one) => DONE_BY_HIM.some((done) => done.test(one))) &&
    !sentences.some((one) => one.includes('?'))
  )
}

/** "So be it.", "I'm fine with this approach.", "I guess I'll let it go." */
const GIVES_UP = [
  String.raw`\bso be it\b`,
  String.raw`\b(?:I(?:'ll| will| can)|let's|guess we(?:'ll| can)?) let (?:it|this|that) (?:go|` +
    String.raw`pass|slide|be)\b`,
  String.raw`\b(?:I'm|I am) (?:fine|ok(?:ay)?|good|happy) with (?:this|it|that|the current|` +
    String.raw`your)\b(?! one\b)`,
  String.raw`\b(?:I'm|I am|am) not (?:going to )?insist(?:ing)?\b|\b(?:I|will|won't|do not|` +
    String.raw`don't) not? ?insist\b`,
  String.raw`\bI (?:don't|do not|won't|can't) (?:really |actually |want to )?(?:complain|care|` +
    String.raw`insist|mind(?: (?:it|this|that|either(?: way)?))?)(?= much|\W*$|,)`,
  String.raw`\b(?:though|but|although)\b[^.]{0,20}\b(?:it|that|this) (?:does not|doesn't) ` +
    String.raw`(?:really )?matter\b`,
  String.raw`\bI (?:don't|do not) have any (?:real |strong |further )?objections?\b`,
].map((source) => new RegExp(source, 'i'))
/** What asks for it after all, now or one day. */
const ASKS_YET =
  /\?|\b(?:please|must|needs? to|should|otherwise|if|once|as long|unless|provided|assuming|next time|nit)\b/i
const ASKS_AFTER = /\b(?:but|though|maybe|perhaps|still|except|following|follow|just|too)\b/i

/** "I would not have mentioned the above if ...": what decides is told. */
const HARDLY_WORTH =
  /^I (?:would not|wouldn't) have (?:noted|mentioned|raised|commented on|brought up) (?:the above|this|that|it)\b/i

/** Does the last sentence leave the matter as it is? */
function givesItUp(sentences: readonly string[]): boolean {
  const last = sentences.at(-1) ?? ''
  if (sentences.length === 1 && HARDLY_WORTH.test(last)) return true
  const found = GIVES_UP.flatMap((one) => one.exec(last) ?? [])[0]
  if (found === undefined || ASKS_YET.test(sentences.join(' '))) return false
  return !ASKS_AFTER.test(last.slice(last.indexOf(found) + found.length))
}

/** "So disregard this please.", "Never mind, though." */
const TAKEN_BACK = [
  String.raw`(?:^(?:(?:so|then|right|yes|ok(?:ay)?|ah|oh),? )*(?:please,? |just )?|, so (?:please )?)(?:disregard|ignore) (?:me|this|that|it|(?:my|this|that) (?:last |previous |earlier )?(?:comment|e-?mail|message|noise|question|remark|reply)s?|the noise)(?:,? (?:please|then|though))?[^\w?]*$`,
  String.raw`^(?:(?:so|well|ok(?:ay)?|ah|oh|but),? )*never ?mind(?:,? (?:me|this|that|it|then|` +
    String.raw`though|please))?(?:[^\w?]*$| ?[-\u2013\u2014,;:] ?(?!the\b))`,
].map((source) => new RegExp(source, 'i'))
/** What is taken back only in a case, or for something else, or not at all. */
const ONLY_IF =
  /\b(?:if|unless|when|where|assuming|though (?:if|perhaps)|instead|otherwise|should|must|need to|wrong|please (?!disregard|ignore))\b|\?/i
/** What was told to do above is not taken back by less than that. */
const TOLD_ABOVE = /\b(?:please (?!disregard|ignore)|must|should|needs? to|have to)/i

/** Does he say of what he said that it is nothing, and ask no more below that? */
function takesItBack(sentences: readonly string[]): boolean {
  const at = sentences.findLastIndex((one) => TAKEN_BACK.some((back) => back.test(one)))
  return (
    at !== -1 &&
    !sentences.slice(0, at).some((one) => TOLD_ABOVE.test(one)) &&
    !sentences.slice(at).some((one) => ONLY_IF.test(one))
  )
}

const ADVERBS =
  '(?:so|much|very|really|pretty|all|quite|also|now|a lot|way|perfectly|still|indeed|both|generally)'
const GOOD =
  '(?:good|nice|great|fine|sane|correct|reasonable|solid|helpful|neat|justified|worthwhile|ok(?:ay)?|perfect|lovely|awesome|excellent)\\b(?! (?:to\\b|practi[cs]e|style|habit|form|way\\b|here\\b|for\\b))'
/** "The logic looks solid", "This is correct", "Good find!" */
const PRAISES = [
  `\\b(?:looks?|looking|seems?|feels?|reads?|sounds?)(?: ${ADVERBS})* ${GOOD}`,
  `\\b(?:it's|that's|(?:this|that|it|these|those|they|everything|all|rest|logic|code|patch|series|changes?|approach|idea|message|find|work)(?: \\w+){0,2}? (?:is|are|was|were))(?: ${ADVERBS})*(?: an?)? ${GOOD}`,
  `\\b(?:looks?|is|feels?|reads?)(?: ${ADVERBS})+ (?:better|nicer|cleaner)\\b(?! (?:to|in|` +
    `with|as|for|handled|done|served)\\b)`,
  `^(?:(?:very|really|pretty|that's|that is|this is|what|such|an?) )*(?:nice|good|great|neat|clever|excellent|lovely|perfect|awesome|brilliant|splendid|wonderful|fantastic|superb|terrific)\\b(?! (?:to\\b(?! have some| see)|practi[cs]e|style|question|point))`,
  '^(?:(?:this|that|it|which) )?(?:looks?|reads?|is)(?: much| a lot| way)? ' +
    '(?:better|nicer|cleaner)\\b(?=\\W*$| (?:now|this way|and|to me)\\b)',
  '^(?:very |really )?nicely (?:done|explained|written|put|spotted|described|documented)\\b',
  '^(?:ok(?:ay)?|nice|cool)\\W*$',
  "\\bI(?:'m| am) convinced\\b",
  '^(?:(?:many )?thanks?|thank you|cheers)\\b[^.!?]{0,60}\\W*$',
].map((source) => new RegExp(source, 'i'))
/** What takes praise back, or asks beside it. */
const NOT_ALL =
  /\?|n't\b|\b(?:please|should|must|but|however|(?:al)?though|need\w*|could|would|instead|rather|wish|except|unless|if|until|once|whether|not|no|never|none|only|barely|hardly|doubt\w*|wrong|confus\w+|missing|typo|leaks?|bugs?|broken|breaks?|kind of|questionable|might|may|maybe|perhaps|suggest\w*|wonder\w*|too (?:long|short|many|much|few|big|small|wide|deep|late|early)|odd|weird|unused|redundant|unnecessary|nit:|let me|let's|consider|follow-?up|cannot|modulo|just|sure|same)\b|(?:^|[,;:] (?:and |so |then )?)(?:add|drop|remove|use|make|fix|change|move|keep|put|sort|split|rename|include)\b/i

/** "(and hopefully it doesn't cost much)", "We should have done this long ago". */
const HOPES = new RegExp(
  String.raw`\(?\band hopefully\b[^.?)]*\)?|` +
    String.raw`\bshould(?:'ve| have) \w+ (?:this|that|it) (?:long ago|ages ago|earlier|sooner|` +
    String.raw`before)\b`,
  'gi',
)

/** Does every sentence praise? */
function isPraise(sentences: readonly string[]): boolean {
  return (
    sentences.length > 0 &&
    sentences.every((one) => PRAISES.some((praise) => praise.test(one))) &&
    !NOT_ALL.test(sentences.join(' ').replace(HOPES, ''))
  )
}

/** A sentence that is praise and no more: "This hunk is good.", "Nice." */
const LONGEST_PRAISE = 60
/** What is told of code by what it does: "is", "has" and the like may find fault in any word. */
const JUDGES =
  /\b(?:is|are|was|were|be|been|being|has|have|had|looks?|seems?|feels?|reads?|sounds?|lacks?|misses|does|do|did|remains?|stays?|adds? (?:another|yet))\b|['\u2019](?:s|re|ve|d|ll)\b|[;:]\s*$/i

/**
 * Does a sentence praise, first or last, and do the others only tell what the code or its author
 * does there: "This hunk is good. The block stops the pump and then returns."
 */
function praisesWhatItTells(sentences: readonly string[]): boolean {
  const praises = (one: string): boolean =>
    one.length <= LONGEST_PRAISE && PRAISES.some((praise) => praise.test(one)) && !NOT_ALL.test(one)
  const [first = '', last = ''] = [sentences[0], sentences.at(-1)]
  const praise = praises(first) ? first : praises(last) ? last : null
  if (praise === null || /^(?:(?:many )?thanks?|thank you|cheers)\b/i.test(praise)) return false
  return sentences.every(
    (one) => one === praise || (TELLS_OF.test(one) && !JUDGES.test(one) && !NOT_ALL.test(one)),
  )
}

/** "The block removes it", "You rename it", "It stops before": what is there. */
const TELLS_OF = /^(?:and |so )?(?:the \w+(?: \w+)?|this|that|it|you|we) (?:\w+ly )?[a-z]{3,}\b/i
