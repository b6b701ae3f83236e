import { isGreeting, withoutClosing } from '../text/greetings.ts'
import { sentencesOf } from '../text/sentences.ts'
import { trailerOf } from '../text/trailers.ts'
import { asksMore } from './summary/score.ts'

const PATCHES = '(?:series|set|patch(?: ?sets?|es)?|ones?|rest)'
const THESE =
  `(?:this|that|it|these|them|those|both|(?:this|that|these|those|the) (?:\\w+ ` +
  `){0,2}${PATCHES}(?: of (?:this|the|these) ${PATCHES})?)`
/** Nothing but a tree, a release or the end of the sentence: "merge this with the next patch". */
const AND_NO_MORE =
  '(?: up)?(?=\\s*[?.!]|\\s*$|,? (?:please|now)\\b|,? (?:via|through|in|into|to) (?:your|the|one of your) (?:\\w\\S* )?(?:\\S*next|tree|branch|queue|fixes)\\b|,? (?:via|through) \\S|,? (?:for|in) (?:the )?(?:v?\\d+\\.\\d|(?:next|this|upcoming) (?:merge window|cycle|release)|-?rc))'
const TAKE = `(?:pick|take|apply|merge|queue|pull)(?: up)? ${THESE}${AND_NO_MORE}`
const ANYBODY = '(?:someone|somebody|anyone|anybody)'
const MANNER = '(?:(?:please|kindly|also|just|then|possibly) )*'

/** Only those who have a tree, or review, can do it. */
const PINGS = [
  `\\b(?:can|could|would|will) (?:you|we|${ANYBODY}) ${MANNER}${TAKE}`,
  `(?:^|[,;] |\\bso )please,? ${MANNER}(?:consider |help (?:to )?)?${TAKE}`,
  `\\bpossible (?:for you )?to ${TAKE}`,
  `\\b(?:can|could|would|will) ${ANYBODY} ${MANNER}(?:have|take) (?:a|another) look\\b`,
  `\\b(?:can|could|would|will) ${ANYBODY} ${MANNER}review\\b`,
  `^(?:\\w+ )?\\w+ (?:folks|maintainers|people|guys|developers),? (?:can|could|would|will) ` +
    `(?:you|someone) `,
  `^(?:\\w+ ){0,2}(?:reviews?|acks?|comments?|opinions?|input)(?: (?:on|for) ${THESE})? from ` +
    `(?:\\w+ ){0,3}` +
    '(?:folks|maintainers?|people|guys|developers|reviewers),? please\\b',
  `^(?:(?:all|what) )?(?:I|we) (?:still )?need (?:is|are)? ?(?:an? |some )?(?:acks?|reviews?|` +
    `tested-bys?|acked-bys?) (?:from|by) ` +
    '(?:\\S+ ){0,4}?(?:folks|maintainers?|people|guys|developers|reviewers)\\b',
  `\\blet (?:us|me) know if (?:there(?:'s| is) )?anything (?:else|more)(?: is|'s)? (?:needed|` +
    `required|missing)`,
  `^(?:any )?(?:reviews?|acks?|comments|feedback) (?:from|by) (?:the |any )?(?:\\w+ ` +
    `){0,3}(?:folks|maintainers|people|guys|developers)\\b`,
  `\\b(?:possible|hope|like|love) to (?:get|have) (?:some |your )?(?:feedback|reviews?)\\b`,
].map((source) => new RegExp(source, 'i'))
const WORD = '(?:updates?|news|comments?|feedback)'
const OF_THESE = `(?: (?:on|about|for|to|against|with|from|regarding) (?:you\\b|${THESE}))?`
const WHO = '(?:you|anyone|anybody|someone|somebody)(?: (?:guys|all|folks))?'
/** The same, where it is the author who asks. */
const OF_AUTHORS = [
  `^(?:so,? )?(?:did|have|has|had) ${WHO}(?: (?:have|had|get|got|find|found))? (?:any |a |the ` +
    `)?(?:chance|time|opportunity) to (?:look|review|check|take|have|go)\\b`,
  `^(?:so,? )?(?:does|has) (?:anyone|anybody|someone|somebody)(?: else)? (?:have|got) ` +
    `(?:\\w+ ){0,3}(?:cycles|time|bandwidth|minutes) ` +
    `to (?:take a look|have a look|look|review|check)\\b`,
  `^(?:so,? )?(?:do|does|did) ${WHO} have any (?:\\w+ ){0,2}${WORD}${OF_THESE}\\s*[?.]`,
  `^(?:is|are) there any (?:\\w+ ){0,2}${WORD}${OF_THESE}\\s*[?.]`,
  `^any (?:\\w+ ){0,2}${WORD}${OF_THESE}\\s*[?.]`,
  `\\b(?:can|could|may) ${THESE} (?:please )?be (?:picked|taken|applied|merged|queued|pulled|` +
    `reviewed|considered)${AND_NO_MORE}`,
].map((source) => new RegExp(source, 'i'))
/** A bare reminder: "Ping?", "Gentle ping for this series." */
const REMINDS =
  /^\W*(?:(?:just|another|second|third|\d(?:nd|rd|th)|a|friendly|gentle|kind|polite|weekly)[ ,]+)*(?:ping|bump|reminder)(?:[ ,]+(?:for|on|about|again))?(?:\W{0,3}\d{1,2})?(?:[ ,]+(?:this|these|it|the))?(?:[ ,]+(?:series|set|patch(?:es)?|one))?\W*$/i
/** It asks the same people, whoever they are. */
const ALSO = /^any (?:\w+ ){1,3}(?:on|about|to|against) (?:this|these|it)\b[^?]*\?$|^any \w+\?$/i

/**
 * Does it ask for nothing but that the patches be taken or looked at? Whoever sent them can do
 * neither.
 * @param byAuthor is it the author who asks? Of him more is a reminder: a reviewer who wants to know
 * whether there is any news may wait for the author's.
 */
export function isPing(lines: readonly string[], byAuthor = false): boolean {
  const own = withoutClosing(lines).filter((line) => trailerOf(line) === null && !isGreeting(line))
  const sentences = sentencesOf(own).map(({ text }) => text)
  const pings = byAuthor ? [...PINGS, ...OF_AUTHORS] : PINGS
  const isOne = (text: string): boolean => pings.some((ping) => ping.test(text))
  if (sentences.length > 0 && sentences.every((text) => REMINDS.test(text))) return true
  return (
    sentences.some(isOne) &&
    sentences.every((text) => isOne(text) || ALSO.test(text) || !asksMore(text, ''))
  )
}
