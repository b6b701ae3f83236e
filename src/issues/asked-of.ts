import type { AskedOf, CommentContext } from '../model/issue.ts'
import type { Person } from '../model/message.ts'
import { isOnlyName, withoutClosing } from '../text/greetings.ts'
import { isSamePerson, namesIn, personIn } from '../text/people.ts'
import { sentencesOf } from '../text/sentences.ts'
import { trailerOf } from '../text/trailers.ts'
import { asksReviewer, type OfSeries } from './asked-among.ts'
import type { JudgedComment } from './cases.ts'
import { tellsToDo } from './kinds/tells-to.ts'
import { isPing } from './pings.ts'

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

const ON_APPLYING =
  String.raw`(?:when|while|on|upon|before|as) (?:I'm |I am |I )?(?:appl(?:y|ying)|merg(?:e|` +
  String.raw`ing)|commit(?:ting)?|queu(?:e|e?ing))\b`
/** "I can adjust it while applying", "Can be fixed while applying." */
const MENDS_IT = new RegExp(
  String.raw`(?:\bI(?:'ll| will| can| could| may)|^(?:it |this |that )?(?:can|could|may|will) be)\b[^.?!]{0,40}\b(?:fix|chang|adjust|correct|drop|edit|tweak|do|add|remov|replac|amend|squash|fold|tak)\w*\b[^.?!]{0,40}\b${ON_APPLYING}`,
  'i',
)

/** "Please fix it in case v4 is needed, otherwise I can do so on merge": the author may come first. */
const IF_SENT_ANEW =
  /\b(?:if|in case|should|unless|when)\b[^.?!]{0,40}\b(?:v\d+|re-?(?:spin|send|post|roll)|(?:new|next|another) (?:version|revision|spin))\b/i

/** What whoever applies the patch puts right himself he asks of nobody. */
function isMendedOnApplying(lines: readonly string[]): boolean {
  const sentences = sentencesOf(withoutClosing(lines)).map(({ text }) => text)
  return (
    sentences.some((text) => MENDS_IT.test(text) && !IF_SENT_ANEW.test(text)) &&
    !sentences.some((text) => text.includes('?'))
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
  const spoken = spokenTo(text, people, ofAuthor)
  const called = [...calledIn(text), ...calledLast(context), ...asked, ...tagged(text), ...spoken]
  if (called.length === 0) return false
  const own = new Set([...ofAuthor, ...namesIn(from)])
  const sure = new Set([...people, ...tagged(text), ...asked])
  const others = called.filter((name) => !own.has(name) && sure.has(name))
  return (
    others.length > 0 &&
    !called.some((name) => ofAuthor.includes(name)) &&
    (judged.kind !== 'change' ||
      others.some((name) => spoken.includes(name) || !isToldBefore(text, name)))
  )
}

/** "Perhaps name it after the pump:" */
const PERHAPS =
  /(?:^|[.,;:] )(?:please|maybe|perhaps) (?:just |also )?(?:add|drop|remove|use|rename|move|make|fix|split|change|replace|mention|explain|document)\b/i

/** Is the author told to do something in the paragraphs above the one that calls somebody? */
function isToldBefore(text: string, name: string): boolean {
  const paragraphs = text.split(/\n\s*\n/)
  const at = paragraphs.findIndex((one) => one.toLowerCase().includes(name))
  const above = paragraphs.slice(0, Math.max(at, 0)).flatMap((one) => sentencesOf(one.split('\n')))
  const sentences = above.map((one) => one.text)
  return sentences.some((one) => PERHAPS.test(one)) || tellsToDo(sentences, false, true)
}

/** A reminder of what one asked oneself goes to whoever was asked. */
function isBelowOwn({ context, answered }: JudgedComment): boolean {
  return answered !== null && isSamePerson(answered.from, context.from)
}

const GREETED =
  /^\s*(?:(?:hi|hello|hey|dear)[ ,]{1,4}(\p{L}[\p{L}, &/-]{0,48}\p{L}) ?[,.!:]?|(\p{Lu}\p{L}{1,24})[,:])$/iu

/** A question below "Hi Wim," or "Wim," to somebody who is there, and is not the author. */
function greetsAnother({ context, answered, judged }: JudgedComment, material: OfSeries): boolean {
  const [, hailed, named] =
    GREETED.exec(context.lines.find((line) => line.trim() !== '')?.trim() ?? '') ?? []
  const whom = hailed ?? named ?? ''
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

/** A comment of code, or a line of a diff: `# @PumpOptions:` is what the comment documents. */
const OF_CODE = /^\s*(?:[#*+-]|\/[/*])/

/** `@Andrew`: whoever it is, and even if he has said nothing yet. */
function tagged(text: string): string[] {
  const words = text.split('\n').filter((line) => !OF_CODE.test(line))
  return [...words.join('\n').matchAll(/(?:^|\s)@(\p{Lu}\p{L}{2,})(?=[\s,:?!]|$)/gu)].map(
    ([, name = '']) => name.toLowerCase(),
  )
}
