import type { Person } from '../model/message.ts'
import type { SeriesMail } from '../model/review.ts'
import { withoutClosing } from '../text/greetings.ts'
import { once } from '../text/memo.ts'
import { isSamePerson, namesIn, personIn } from '../text/people.ts'
import { sentencesOf } from '../text/sentences.ts'
import type { JudgedComment } from './cases.ts'

/** Of a series, who sent it and who stands in for it. */
export type OfSeries = Pick<SeriesMail, 'series' | 'authors' | 'trailers'>

/** Only the author sends what is spoken of. */
const OF_POSTING =
  /\b(?:next|new|another|future) (?:versions?|revisions?|iterations?|spin|series)\b|\b(?:cover letter|re-?base|re-?spin|re-?send|re-?post)\b/i

/** "I believe you are reading more into it than is there.", "So you propose to move it?" */
const OF_HIS_WORDS = new RegExp(
  String.raw`^(?:(?:so|but|no|well|hm+|sorry|ok(?:ay)?|and),? ){0,3}` +
    String.raw`(?:I (?:think|believe|guess|suspect|fear)(?: that)? )?(?:` +
    String.raw`you(?:'re|\u2019re| are)?(?: (?:still|just|also|really|actually|probably))? ` +
    String.raw`(?:reading|proposing|suggesting|assuming|arguing|confusing|misreading|` +
    String.raw`misunderstanding|overthinking|mistaken|referring|objecting|lost me)\b|` +
    String.raw`you (?:said|claim(?:ed)?|mentioned|propos(?:e|ed)|argued?)\b|` +
    String.raw`your (?:interpretation|concerns?|proposal|opinion|argument|objection|claim|` +
    String.raw`reading|understanding|reasoning)\b)`,
  'i',
)
/** "Can you be more specific with your concerns?", "Could you explain what you mean?" */
const WHAT_HE_MEANS =
  /\b(?:what (?:exactly )?(?:do |did )?you (?:exactly )?(?:mean|meant|have in mind)|do you mean|explain (?:what|why) you|your (?:concerns?|objections?|problem|interpretation|reasoning))\b[^?]*\?\s*$/i
/** What is to be done all the same. */
const TO_BE_DONE =
  /\bplease (?!explain|elaborate|clarify|be )|\b(?:should|needs? to|must) be \w+ed\b/i

/** Does it speak to whom it answers, of what he said? */
function isOfHisWords(lines: readonly string[]): boolean {
  const sentences = sentencesOf(withoutClosing(lines)).map(({ text }) => text)
  return (
    (OF_HIS_WORDS.test(sentences[0] ?? '') || sentences.some((one) => WHAT_HE_MEANS.test(one))) &&
    !sentences.some((one) => TO_BE_DONE.test(one))
  )
}

/**
 * Is it a question under the own words of somebody who has no part in the series, or does it argue
 * with him of what he said?
 */
export function asksReviewer(
  { context, answered, judged }: JudgedComment,
  material: OfSeries,
): boolean {
  if (context.part !== 'reply' || !answered) return false
  if (judged.kind !== 'question' && !isOfHisWords(context.lines)) return false
  const { from: whom, sender, role } = answered
  if (role === 'author' || sender !== 'human' || isSamePerson(whom, context.from)) return false
  const text = context.lines.join('\n')
  const { author } = material.series
  return (
    !OF_POSTING.test(text) &&
    !nameWords(author).some((name) => new RegExp(`\\b${name}\\b`, 'i').test(text)) &&
    !isColleague(whom, author) &&
    !signersOf(material).some((signer) => isSamePerson(signer, whom))
  )
}

/** Hosts that give addresses to anybody. */
const PUBLIC =
  /^(?:kernel\.org|linux\.dev|linux\.com|debian\.org|infradead\.org|(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|aol|icloud|me|mac|protonmail|qq|foxmail|163|126|sina|naver|gmx|mailbox|fastmail|posteo|web|free|orange|laposte|yandex|mail|proton|pm|riseup)\.[\w.]+)$/

/** Do two people write from one firm? */
function isColleague(a: Person, b: Person): boolean {
  const firm = firmOf(a)
  return firm !== null && firm === firmOf(b)
}

/** The last two parts of a host, or three of `example.co.uk`. */
function firmOf({ address }: Person): string | null {
  const host = /@([\w.-]+)$/.exec(address ?? '')?.[1]?.toLowerCase() ?? ''
  const firm = /[^.]+\.(?:(?:co|com|org|ac|edu|net|gov)\.[a-z]{2}|[^.]+)$/.exec(host)?.[0]
  return firm === undefined || PUBLIC.test(firm) ? null : firm
}

const WORKED = /^(?:signed-off-by|co-developed-by)$/i

/** Who signed the patches of a series, or wrote them. */
const signersOf = once(({ authors, trailers }: OfSeries): Person[] => [
  ...authors.values(),
  ...[...authors.keys()]
    .flatMap((id) => trailers.get(id) ?? [])
    .filter(({ name }) => WORKED.test(name))
    .map(({ value }) => personIn(value)),
])

/** Names that are no initials. */
function nameWords(person: Person): string[] {
  return namesIn(person).filter((word) => word.length > 2)
}
