import type { AskedOf, CommentContext } from '../model/issue.ts'
import type { Person } from '../model/message.ts'
import type { SeriesMail } from '../model/review.ts'
import { isOnlyName, withoutClosing } from '../text/greetings.ts'
import { once } from '../text/memo.ts'
import { isSamePerson, personIn } from '../text/people.ts'
import { sentencesOf } from '../text/sentences.ts'
import { trailerOf } from '../text/trailers.ts'
import type { JudgedComment } from './cases.ts'
import { isPing } from './pings.ts'

/** Of a series, who sent it and who stands in for it. */
type OfSeries = Pick<SeriesMail, 'series' | 'authors' | 'trailers'>

/**
 * Who owes something because of a comment. What the author asks is owed by those who review; what
 * calls somebody else by name ("Dan, any objections?") by that person, a question that stands under
 * what another reviewer said by him, and that patches be taken by whoever takes patches.
 */
export function askedOf(comment: JudgedComment, material: OfSeries): AskedOf {
  const { context } = comment
  if (context.role === 'author') return 'reviewer'
  const isToAnother =
    callsAnother(comment, material) ||
    asksReviewer(comment, material) ||
    isOfTag(comment) ||
    greetsAnother(comment, material) ||
    (isPing(context.lines) && !isBelowOwn(comment)) ||
    isMendedOnApplying(context.lines) ||
    TO_ALL.test(withoutClosing(context.lines).join(' '))
  return isToAnother ? 'other' : 'author'
}

const ON_APPLYING = String.raw`(?:when|while|on|upon|before|as) (?:I'm |I am |I )?(?:appl(?:y|ying)|merg(?:e|ing)|commit(?:ting)?|queu(?:e|e?ing))\b`
/** "I can adjust it while applying", "Can be fixed while applying." */
const MENDS_IT = new RegExp(
  String.raw`(?:\bI(?:'ll| will| can| could| may)|^(?:it |this |that )?(?:can|could|may|will) be)\b[^.?!]{0,40}\b(?:fix|chang|adjust|correct|drop|edit|tweak|do|add|remov|replac|amend|squash|fold|tak)\w*\b[^.?!]{0,40}\b${ON_APPLYING}`,
  'i',
)

/** What whoever applies the patch puts right himself he asks of nobody. */
function isMendedOnApplying(lines: readonly string[]): boolean {
  const sentences = sentencesOf(withoutClosing(lines)).map(({ text }) => text)
  return (
    sentences.some((text) => MENDS_IT.test(text)) && !sentences.some((text) => text.includes('?'))
  )
}

/** "Anyone else have an opinion?", and nothing but that. */
const TO_ALL =
  /^\W*(?:(?:so|and|does|do|has|have|is|are|would|can),? )?(?:any(?:one|body)(?: else)?|everyone|everybody|others)\b[^.!?]*\?\s*$/i

function callsAnother({ context, answered, judged }: JudgedComment, material: OfSeries): boolean {
  const { lines, people, from } = context
  const text = lines.join('\n')
  const ofAuthor = authorsOf(context, answered, material).flatMap(namesIn)
  const asked = judged.kind === 'question' || OPENS.test(text) ? addressed(text) : []
  const called = [
    ...calledIn(text),
    ...calledLast(context),
    ...asked,
    ...tagged(text),
    ...spokenTo(text, people, ofAuthor),
  ]
  if (called.length === 0) return false
  const own = new Set([...ofAuthor, ...namesIn(from)])
  const sure = new Set([...people, ...tagged(text), ...asked])
  const others = called.filter((name) => !own.has(name))
  return others.some((name) => sure.has(name)) && !called.some((name) => ofAuthor.includes(name))
}

/** A reminder of what one asked oneself goes to whoever was asked. */
function isBelowOwn({ context, answered }: JudgedComment): boolean {
  return answered !== null && isSamePerson(answered.from, context.from)
}

const GREETED = /^\s*(?:hi|hello|hey|dear)[ ,]{1,4}(\p{L}[\p{L}, &/-]{0,48}\p{L}) ?[,.!:]?$/iu

/** A question below "Hi Wim," to somebody who is there, and is not the author. */
function greetsAnother({ context, answered, judged }: JudgedComment, material: OfSeries): boolean {
  const [, whom = ''] =
    GREETED.exec(context.lines.find((line) => line.trim() !== '')?.trim() ?? '') ?? []
  if (whom === '' || judged.kind !== 'question') return false
  const names = whom.toLowerCase().split(/[^\p{L}]+/u)
  const ofAuthor = authorsOf(context, answered, material).flatMap(namesIn)
  return (
    names.some((name) => context.people.has(name)) &&
    !names.some((name) => name !== '' && ofAuthor.some((one) => one.startsWith(name)))
  )
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
  /^(?:first|second|third|next|so|and|but|then|now|well|also|still|however|otherwise|instead|anyway|alternatively|if|here|hmm+|ok(?:ay)?|yes|no|sorry|thanks|please|or|e?hm|besides|wait|why|what|question|nit|maybe|perhaps|again|btw|fwiw|afaict|iiuc|imho|fyi|hi|hello|hey|all|guys|folks|everyone|\w+ly)$/

const NAME = String.raw`\p{Lu}\p{L}{1,14}`
const ASKING = new RegExp(
  String.raw`(?:^|\n\s*\n|[.?!]\s+)\s*(${NAME}(?:(?:,\s+|\s*/\s*|\s+(?:or|and|&)\s+)${NAME})*),\s+(?:(?:[dD]o|[dD]id|[cC]an|[cC]ould|[wW]ould|[wW]ill|[aA]re|[hH]ave) you|any (?:objections?|thoughts?|comments?|opinions?|input)|what do you|shall I|should I|let me know)\b`,
  'gu',
)

/** What asks for a change first is no call, whoever is called below it. */
const OPENS = new RegExp(String.raw`^(?:\s*\[[^\]]*\])?${ASKING.source}`, 'u')

/** `Wim or Ines, do you want to take it?`: people who may have said nothing yet. */
function addressed(text: string): string[] {
  return [...text.matchAll(ASKING)]
    .flatMap(([, names = '']) => names.split(/,\s+|\s*\/\s*|\s+(?:or|and|&)\s+/))
    .map((name) => name.toLowerCase())
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

/** "This has to be so, and I'm not sure it is. Wim?" above the name of whoever asks. */
const IN_DOUBT =
  /(?:\?|\b(?:not sure|unsure|don't know|no idea|I wonder|I guess)\b[^.?!]*[.!])\s+@?(\p{Lu}\p{L}{2,})\s*\?\s*$/u

function calledLast({ lines, from }: CommentContext): string[] {
  const end = lines.findLastIndex((line) => line.trim() !== '' && !isOnlyName(line, from.name))
  const [, name] = IN_DOUBT.exec(lines.slice(0, end + 1).join('\n')) ?? []
  return name === undefined ? [] : [name.toLowerCase()]
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
