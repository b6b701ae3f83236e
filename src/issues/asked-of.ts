import type { AskedOf, CommentContext, CommentKind, Severity, Strength } from '../model/issue.ts'
import type { Person } from '../model/message.ts'
import type { SeriesMail } from '../model/review.ts'
import { withoutClosing } from '../text/greetings.ts'
import { once } from '../text/memo.ts'
import { isSamePerson, personIn } from '../text/people.ts'
import { pointGrade } from '../text/point-head.ts'
import { trailerOf } from '../text/trailers.ts'
import type { JudgedComment } from './cases.ts'

/** Of a series, who sent it and who stands in for it. */
type OfSeries = Pick<SeriesMail, 'series' | 'authors' | 'trailers'>

/**
 * Who owes something because of a comment. What the author asks is owed by those who review; what
 * calls somebody else by name ("Dan, any objections?") by that person, and a question that stands
 * under what another reviewer said by him.
 */
export function askedOf(comment: JudgedComment, material: OfSeries): AskedOf {
  const { context } = comment
  if (context.role === 'author') return 'reviewer'
  const isToAnother =
    callsAnother(comment, material) ||
    asksReviewer(comment, material) ||
    isOfTag(comment) ||
    TO_ALL.test(withoutClosing(context.lines).join(' '))
  return isToAnother ? 'other' : 'author'
}

/** "Anyone else have an opinion?", and nothing but that. */
const TO_ALL =
  /^\W*(?:(?:so|and|does|do|has|have|is|are|would|can),? )?(?:any(?:one|body)(?: else)?|everyone|everybody|others)\b[^.!?]*\?\s*$/i

function callsAnother({ context, answered }: JudgedComment, material: OfSeries): boolean {
  const { lines, people, from } = context
  const text = lines.join('\n')
  const ofAuthor = authorsOf(context, answered, material).flatMap(namesIn)
  const called = [...calledIn(text), ...tagged(text), ...spokenTo(text, people, ofAuthor)]
  if (called.length === 0) return false
  const own = new Set([...ofAuthor, ...namesIn(from)])
  const sure = new Set([...people, ...tagged(text), ...addressed(text)])
  const others = called.filter((name) => !own.has(name))
  return others.some((name) => sure.has(name)) && !called.some((name) => ofAuthor.includes(name))
}

/** The author of the series, of its version, and of what the comment answers. */
function authorsOf(
  { patchRef }: CommentContext,
  answered: CommentContext | null,
  { series, authors }: OfSeries,
): Person[] {
  const head = series.revisions[patchRef?.revisionIndex ?? 0]?.messageId
  const ofVersion = head === undefined ? undefined : authors.get(head)
  return [
    series.author,
    ...(ofVersion ? [ofVersion] : []),
    ...(answered?.role === 'author' ? [answered.from] : []),
  ]
}

/** What is asked below a tag of who gave it: "Please write the name as in your other tags." */
function isOfTag({ context, answered }: JudgedComment): boolean {
  const tag = trailerOf(context.quoted.at(-1)?.trim() ?? '')
  return (
    tag !== null &&
    answered !== null &&
    answered.role !== 'author' &&
    isSamePerson(personIn(tag.value), answered.from) &&
    !isSamePerson(answered.from, context.from) &&
    /^\s*please\b/i.test(context.lines.join('\n'))
  )
}

/** Only the author sends what is spoken of. */
const OF_POSTING =
  /\b(?:next|new|another|future) (?:versions?|revisions?|iterations?|spin|series)\b|\b(?:cover letter|re-?base|re-?spin|re-?send|re-?post)\b/i

/** Is it a question under the own words of somebody who has no part in the series? */
function asksReviewer({ context, answered, judged }: JudgedComment, material: OfSeries): boolean {
  if (judged.kind !== 'question' || context.part !== 'reply' || !answered) return false
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

/** Words that stand there and are no names. */
const NO_NAME =
  /^(?:so|and|but|then|now|well|also|still|however|otherwise|instead|anyway|alternatively|if|here|hmm+|ok(?:ay)?|yes|no|sorry|thanks|please|or|e?hm|besides|wait|why|what|question|nit|maybe|perhaps|again|btw|fwiw|afaict|iiuc|imho|fyi|hi|hello|hey|all|guys|folks|everyone|\w+ly)$/

/** `Wim, do you want to take it?`: somebody who may have said nothing yet. */
function addressed(text: string): string[] {
  const asking =
    /(?:^|\n\s*\n|[.?!]\s+)\s*(\p{Lu}\p{L}{1,14}),\s+(?:(?:do|did|can|could|would|will|are|have) you|any (?:objections?|thoughts?|comments?|opinions?|input)|what do you|shall I|should I|let me know)\b/gu
  return [...text.matchAll(asking)]
    .map(([, name = '']) => name.toLowerCase())
    .filter((name) => !NO_NAME.test(name))
}

/** Who is called by name at the beginning or the end of a sentence that asks. */
function calledIn(text: string): string[] {
  const first =
    /(?:^|[.?!]\s+|\n\s*\n)\s*@?(\p{Lu}\p{L}{2,})(?:,| ?\?|:)(?=[^\n]*(?:\n[^\n]+)*\?|\s*$)/gu
  const last = /,\s+@?(\p{Lu}\p{L}{2,})\s*\?/gu
  return [first, last].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, name = '']) => name.toLowerCase()),
  )
}

/**
 * "Wim, please take it" at the top, "Wim, we can mend it on the branch" below what is to be mended:
 * said to somebody who is there, and by no short name of the author.
 */
function spokenTo(
  text: string,
  people: ReadonlySet<string>,
  ofAuthor: readonly string[],
): string[] {
  const named = /^\s*(\p{Lu}\p{L}{2,}),\s+\p{L}/gu
  const offered = /\n\s*\n\s*(\p{Lu}\p{L}{2,}),\s+(?:I|we)(?: can\b| could\b| will\b|'ll\b)/gu
  return [named, offered]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(([, name = '']) => name.toLowerCase())
    .filter((name) => people.has(name) && !ofAuthor.some((one) => one.startsWith(name)))
}

/** `@Andrew`: whoever it is, and even if he has said nothing yet. */
function tagged(text: string): string[] {
  return [...text.matchAll(/(?:^|\s)@(\p{Lu}\p{L}{2,})(?=[\s,:?!])/gu)].map(([, name = '']) =>
    name.toLowerCase(),
  )
}

function namesIn({ name }: Person): string[] {
  return (name ?? '').toLowerCase().split(/[^\p{L}]+/u)
}

/** Names that are no initials. */
function nameWords(person: Person): string[] {
  return namesIn(person).filter((word) => word.length > 2)
}

const NAK = /(?<!not[- ]a[- ])\bNA(?:C)?K\b|^\s*Nacked-by:/m
/**
 * What leaves it to whoever is asked. "If you want to copy it, ..." and "do that in a separate
 * patch" leave nothing, and an optional regulator is a thing.
 */
const LEAVES_IT = [
  String.raw`\bfeel free to (?:ignore|disregard|skip|disagree|push back|leave|keep)\b`,
  String.raw`^\W*feel free to (?!add|get|contact|reach|ask|suggest|review|ping|cc)`,
  String.raw`\bup to you\b(?! (?:whether|how|what|which|to|on|if))`,
  String.raw`\b(?:it's|it is|that's|that is) (?:really |entirely |totally )?your (?:call|choice|decision)\b(?! (?:how|and))`,
  String.raw`(?:^|[.;,-]\s+)your (?:call|choice)\b(?! how)`,
  String.raw`^\W*optional(?:ly)?\)?\s*[:,-]`,
  String.raw`^\W*(?:just )?FYI\b`,
  String.raw`\b(?:not|no)(?: such)? a? ?(?:big|huge) (?:deal|thing)\b|\b(?:it's|it is|this is|that's|but) not (?:that |so |really )?(?:important|critical)\b`,
  String.raw`\bno(?:t a)? (?:strong )?(?:opinions?|preferences?|feelings?|blocker|objections? if)\b`,
  String.raw`\bif you (?:like|want|prefer|wish|feel like it|feel so inclined)(?: to)?\s*(?:[.;,)!]|$)`,
  String.raw`\bnice[- ]to[- ]have\b|\bjust a (?:thought|suggestion|idea)\b|\beither way (?:is fine|works)`,
  String.raw`\b(?:can|could|may|might|fine|ok(?:ay)?|happy)\b[^.?!,]{0,60}\b(?:as|in) (?:a )?(?:later|follow[- ]?up|separate)(?: (?:patch(?:es)?|series|commits?))?\b`,
  String.raw`\bI don't (?:feel strongly|mind (?:that|too|so) much|mind either)\b`,
  String.raw`\b(?:if|in case|when(?:ever)?) (?:you|we|there)\b(?! (?:want|need me|prefer|would|like))[^.?!,]{0,25}\b(?:re-?spin|re-?send|re-?roll|repost|(?:send|post|do|need|have|be|is|'s) (?:a |another |the |one )?(?:new|next|another) (?:version|revision|spin|round|series)|v\d+)\b`,
].map((source) => new RegExp(source, 'im'))
/** Of longer comments a half sentence speaks of a part. */
const LONGEST_LEFT = 700

/** A fault that a robot found beside the patch: it may stand without its repair. */
const OF_OLD =
  /\bpre-?existing (?:issue|bug|problem)\b|\b(?:isn't|is not|wasn't|was not|not) (?:a (?:bug|problem|regression) |an issue )?introduced (?:by|in|with) (?:this|your|the) (?:patch|series|commit|change)/i

function isLeft(text: string): boolean {
  return text.length < LONGEST_LEFT && LEAVES_IT.some((one) => one.test(text))
}

/** How much is asked. */
export function strengthOf(
  { lines, sender }: CommentContext,
  kind: CommentKind,
  severity: Severity | null,
): Strength {
  const text = lines.join('\n')
  const isOfRobot = sender !== 'human' || pointGrade(lines[0] ?? '') !== null
  if (NAK.test(text)) return 'blocking'
  if (isOfRobot ? OF_OLD.test(text) : isLeft(text)) return 'optional'
  if (severity === 'nit') return 'nit'
  return kind === 'question' ? 'question' : 'must'
}
