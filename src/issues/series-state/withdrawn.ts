import type { SeriesMail } from '../../model/review.ts'
import { isSamePerson } from '../../text/people.ts'
import { sentencesOf } from '../../text/sentences.ts'
import type { Membership } from '../exchange/membership.ts'

const OPENS = String.raw`(?:^|[,;:] ?|\b(?:so|and|then|thus|hence|but) )(?:(?:sorry|all|everyone|ok(?:ay)?|yes|right|sigh|oops|fine|full disclosure)[,.!]? ){0,3}`
const WILL = String.raw`(?:I(?:'ll|\u2019ll|'d|\u2019d| will| would| shall| have decided to| decided to| am going to|'m going to)?|let me|will) (?:(?:now|just|then|therefore|thus|simply|hereby) )*(?:drop|withdraw|abandon|discard|retract|stop|cancel)`
const DOING = String.raw`(?:I(?:'m|\u2019m| am|'ve|\u2019ve| have)? (?:(?:now|just|hereby) )*)?(?:dropp|withdraw|abandon|discard|retract|stopp|cancel)(?:ing|ed|n)`
const IGNORE = String.raw`please (?:just )?(?:ignore|disregard|drop|discard|forget(?: about)?)`
const SERIES = String.raw`(?:this|the|my|these|those) (?:(?:whole|entire|patch|rfc|current) ){0,2}(?:series|set|patch-?set|patches|patch-?series|submission)`
const ONE = String.raw`(?:this|the|my) (?:whole |rfc )?patch`

/** "I'll drop this series", "Please ignore this series", "I withdraw these patches". */
const withdrawing = (what: string): RegExp =>
  new RegExp(
    `${OPENS}(?:${WILL}|${DOING}|${IGNORE}) (${what})(?![\\w-]|\\s+(?:from|in|of|to|as|by)\\b)`,
    'i',
  )
const OF_ALL = withdrawing(SERIES)
/** Of a patch that stands alone. */
const OF_ONE = withdrawing(`${SERIES}|${ONE}`)
/** What makes a question, a condition or a half thing of it. */
const NO_FACT =
  /\?|\b(?:if|unless|until|once|when|whether|or|rather|either|not|never|forgot\w*|should|could|can|may|might|for now|wait|queue|tree|branch)\b|n't\b/i
/** The work goes on, in another version or elsewhere. */
const GOES_ON =
  /\bv\d+\b|\b(?:next|new|another|other|later|future|updated|fixed|right) (?:version|series|patch\w*|set|revision|iteration|round|spin|one)\b|\bre-?(?:send|sent|post|spin|spun|roll|work|submit)\w*|\b(?:send|sending|sent|post|posted|submit|submitted|split|follow[- ]?up)\b/i

/** How the author withdrew the latest version: his words; `null`: he did not, or went on writing. */
export function withdrawalOf(
  { series, mails, comments }: SeriesMail,
  places: Membership,
): string | null {
  const latest = series.revisions.length - 1
  const last = [...mails.values()]
    .filter(({ from, date }) => date !== null && isSamePerson(from, series.author))
    .sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1))
    .at(-1)
  const place = last && !places.isMember(last.id) ? places.ofReply(last.id) : null
  if (!last || place?.revisionIndex !== latest) return null
  const isAlone = series.revisions[latest]?.patches.length === 1
  const own = (comments.get(last.id) ?? []).flatMap(({ line, endLine }) =>
    sentencesOf(last.lines.slice(line - 1, endLine)).filter(({ isCode }) => !isCode),
  )
  if (own.some(({ text }) => GOES_ON.test(text))) return null
  return own.find(({ text }) => withdraws(text, isAlone))?.text ?? null
}

/** @param isAlone is there one patch only, so that it is the series? */
export function withdraws(sentence: string, isAlone: boolean): boolean {
  return (isAlone ? OF_ONE : OF_ALL).test(sentence) && !NO_FACT.test(sentence)
}
