import type { CommentContext, Role } from '../../model/issue.ts'
import type { LineFate } from '../../model/versions.ts'
import { once } from '../../text/memo.ts'
import { trailerOf } from '../../text/trailers.ts'
import type { LinearModel } from '../../model/models.ts'
import { Tally } from '../linear.ts'
import { AGREEING, ASKING, type Phrase } from './phrases.ts'
import { mannerOf } from './manner.ts'
import { wordsOf } from './words.ts'

/** What later mail and versions tell; absent while nothing is known. */
export interface Aftermath {
  /** Answers to it, oldest first. */
  readonly answers: readonly CommentContext[]
  /**
   * What became of its lines in the next version; `null` where there is none or it is about no
   * lines.
   */
  readonly fate: LineFate | null
  readonly hasNextVersion: boolean
}

/** What the model sees of a comment. Order does not matter, nor how often a thing is named. */
export interface Seen {
  /** Names of what holds of it, besides its words. */
  readonly plain: readonly string[]
  /** Words of its beginning and its end, where people say what they want; neighbours count, too. */
  readonly words: readonly string[]
}

/**
 * What the model sees of a comment.
 * @param answered the comment it answers
 */
export function seenOf(
  context: CommentContext,
  answered: CommentContext | null,
  after: Aftermath | null,
): Seen {
  const text = ownText(context)
  const words = wordsOf(text, context.people)
  const who = context.role
  const on =
    context.part === 'reply'
      ? 'reply'
      : context.part === null
        ? 'nothing'
        : context.part === 'diff'
          ? 'diff'
          : 'message'
  const phrases = [...asking(context), ...agreeing(context)]
  const [first, last] = [firstSentence(text), lastSentence(text)]
  const opening = first === text ? phrases : phrasesIn(first, ASKING_OR_AGREEING)
  const closing = last === text ? asking(context) : phrasesIn(last, ASKING)
  const said = [
    ...phrases,
    ...opening.map((p) => `opens: ${p}`),
    ...closing.map((p) => `closes: ${p}`),
  ]
  const plain = [
    ...situation(context, who, on, words.length),
    ...shape(context, text, who, words.length),
    ...mannerOf(context, text, who, on, asking(context)),
    ...(answered ? answering(answered, context, who) : []),
    ...(after ? aftermath(after, context, who) : []),
    ...said,
    ...said.map((p) => `${who}: ${p}`),
    ...(on === 'reply' ? said.map((p) => `on a reply: ${p}`) : []),
  ]
  const near = words.length > 90 ? [...words.slice(0, 60), ...words.slice(-30)] : words
  return { plain, words: near }
}

/** The same as names, each once. */
export function kindFeatures(
  context: CommentContext,
  answered: CommentContext | null,
  after: Aftermath | null,
): string[] {
  const { plain, words } = seenOf(context, answered, after)
  return [
    ...new Set([
      ...plain,
      ...words.map((word) => `w:${word}`),
      ...words.slice(1).map((word, i) => `w:${words[i] ?? ''} ${word}`),
      ...starts(words),
    ]),
  ]
}

/** The same as weights of a model. */
export function tallyOf({ plain, words }: Seen, model: LinearModel): Tally {
  const tally = new Tally(model)
  for (const name of plain) tally.add(name)
  tally.addWords(words)
  for (const name of starts(words)) tally.add(name)
  return tally
}

function starts(words: readonly string[]): string[] {
  return [`starts:${words[0] ?? ''}`, `starts:${words.slice(0, 2).join(' ')}`]
}

const ASKING_OR_AGREEING = [...ASKING, ...AGREEING]

function phrasesIn(text: string, phrases: readonly Phrase[]): string[] {
  return phrases.filter(([, pattern]) => pattern.test(text)).map(([name]) => name)
}

function situation(context: CommentContext, who: Role, on: string, length: number): string[] {
  const size =
    length === 0
      ? 'empty'
      : length < 4
        ? 'tiny'
        : length < 12
          ? 'short'
          : length < 50
            ? 'middle'
            : 'long'
  const to = context.isDirect ? 'the patch' : 'a reply'
  return [
    `speaker: ${who}`,
    `under: ${on}`,
    `${who} under ${on}`,
    `size: ${size}`,
    `${who}, ${size}`,
    `sender: ${context.sender}`,
    `answers ${to}`,
    `${who} answers ${to}`,
    `to: ${context.answersRole ?? 'nobody'}`,
    `${who} to ${context.answersRole ?? 'nobody'}`,
    `${who} to ${context.answersRole ?? 'nobody'}, ${size}`,
    ...(context.index === 0 ? ['first in the mail'] : []),
    ...(context.index === context.count - 1
      ? ['last in the mail', `last in the mail, ${size}`]
      : []),
    ...(context.count === 1
      ? ['alone in the mail', `${who} alone in the mail under ${on}`]
      : [`${who} among others under ${on}`]),
  ]
}

function shape(context: CommentContext, text: string, who: Role, length: number): string[] {
  const questions = (text.match(/\?(?=\s|$)/g) ?? []).length
  const rest = text
    .replace(PRAISE_AND_CLOSERS, ' ')
    .split(/\s+/)
    .filter((word) => /[a-z]{2}/i.test(word)).length
  return [
    ...(context.hasOwnDiff ? ['mail has a diff', `${who}: mail has a diff`] : []),
    ...(context.trailers.length > 0
      ? ['gives a tag', rest > 4 ? 'tag and more' : 'tag alone']
      : []),
    ...(rest < 3 ? ['says nothing else'] : rest < 8 ? ['says little else'] : []),
    ...(context.quoted.some((line) => line.trimEnd().endsWith('?'))
      ? ['under a question', `${who} under a question`]
      : []),
    ...(questions > 1 ? ['several questions'] : []),
    ...(/\bhttps?:/.test(text) ? ['names a link'] : []),
    ...(/^\s*[-+] ?\S/m.test(text) ? ['list or diff lines'] : []),
    ...(length > 0 &&
    /^\s*(?:yes|no|nope|right|ok|okay|sure|yeah|yep|well|ah|oh|hmm|it's|because|that's)\b/i.test(
      text,
    )
      ? [`${who} opens as an answer`]
      : []),
  ]
}

/** What it answers: a question, a request, an agreement. */
function answering(answered: CommentContext, context: CommentContext, who: Role): string[] {
  const text = ownText(answered)
  const whom =
    answered.role === who && answered.messageId !== context.messageId ? 'own side' : answered.role
  return [
    ...(/\?(?:\s|$)/.test(text)
      ? [`${who} to a question of ${whom}`]
      : [`${who} to no question of ${whom}`]),
    ...agreeing(answered).map((p) => `${who} to ${answered.role}, who ${p}`),
    ...asking(answered).map((p) => `${who} to ${answered.role}, who ${p}`),
    ...(answered.answers === null ? [] : ['deep in an exchange']),
    ...(answered.sender === 'human' ? [] : [`${who} to a robot`]),
  ]
}

function aftermath(
  { answers, fate, hasNextVersion }: Aftermath,
  context: CommentContext,
  who: Role,
): string[] {
  const others = answers.filter((a) => a.messageId !== context.messageId)
  const byAuthor = others.filter((a) => a.role === 'author' && who !== 'author')
  return [
    `${who}, ${others.length === 0 ? 'nobody' : byAuthor.length > 0 ? 'the author' : 'somebody'} answers`,
    ...byAuthor.flatMap((a) => agreeing(a)).map((p) => `the author answers: ${p}`),
    ...(hasNextVersion ? [`${who}, lines ${fate ?? 'none'} in the next version`] : []),
  ]
}

const PRAISE_AND_CLOSERS =
  /\b(?:hi|hello|hey|dear|thanks?|thank you|cheers|regards|best|kind|br|thx|looks? (?:good|great|fine|ok)(?: to me)?|lgtm|nice|great|otherwise|other than that|with that|feel free to add|you can add|for the series|this patch|the rest|all|me|to|so|very|much|for|the|this)\b|^\s*[A-Z]\w+\s*$/gim

function firstSentence(text: string): string {
  return /^[^]*?[.!?](?=\s|$)|^[^\n]*/.exec(text.trim())?.[0] ?? ''
}

function lastSentence(text: string): string {
  const sentences = text
    .trim()
    .split(/(?<=[.!?])\s+|\n\s*\n/)
    .filter((s) => s.split(/\s+/).length > 3)
  return sentences.at(-1) ?? ''
}

/** The comment without its tags. */
const ownText = once(({ lines }: CommentContext): string =>
  lines.filter((line) => trailerOf(line) === null).join('\n'),
)

/**
 * A comment's wordings: looked for once, and used for it and for those that it answers and that
 * answer it.
 */
const asking = once((context: CommentContext): string[] => phrasesIn(ownText(context), ASKING))
const agreeing = once((context: CommentContext): string[] => phrasesIn(ownText(context), AGREEING))

/** The wordings by which a comment asks for something, those of its tags included. */
export function askingIn(context: CommentContext, text: string): readonly string[] {
  return text === ownText(context) ? asking(context) : phrasesIn(text, ASKING)
}
