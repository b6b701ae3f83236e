import type { CommentContext } from '../../model/issue.ts'
import type { Mail } from '../../model/mail.ts'
import type { SeriesMail } from '../../model/review.ts'
import { pointOf } from './overview.ts'
import { isPing } from '../pings.ts'
import { quoteDepth } from '../../text/quoting.ts'
import { answeredTogether, isBare, isQuotedIn, quotedOnceIn } from './together.ts'
import { wordingsIn } from './wordings.ts'
import { isCcLine, isCourtesy, isOnlyName, withoutClosing } from '../../text/greetings.ts'
import { groupedBy } from '../../text/grouped-by.ts'
import { pointsBelow } from './points-below.ts'

/**
 * How answers hold to a comment. `itself`: they stand under its words. `together`: one answer
 * quotes its words and those of others. `mail`: they answer its mail and quote nothing of it.
 */
export type Hold = 'itself' | 'together' | 'mail'

/** Answers to a comment, oldest first. */
export interface Answers {
  readonly how: Hold
  readonly list: readonly CommentContext[]
}

/**
 * What answers each comment: what stands under its words, else what quotes them together with
 * others, else what answers the mail as a whole and promises, or speaks of all its comments.
 * A greeting or a name alone answers nothing, nor does a word that answers follow.
 * @param all all comments of a series, in order of time
 * @returns by id of the comment; those that nobody answers are left out
 */
export function answersIn(
  all: readonly CommentContext[],
  material: SeriesMail,
): ReadonlyMap<string, Answers> {
  const found = new Map<string, { readonly how: Hold; readonly list: CommentContext[] }>()
  const add = (id: string, how: Hold, answer: CommentContext): void => {
    const known = found.get(id)
    if (!known) found.set(id, { how, list: [answer] })
    else if (known.how === how) known.list.push(answer)
  }
  const byMail = groupedBy(all, (c) => c.messageId)
  const contexts = all.filter(
    (c) => ![isFarewell, isOpening, isCall, isReminder].some((is) => is(c)),
  )
  const askedBy = (c: CommentContext): readonly CommentContext[] =>
    byMail.get(material.parents.get(c.messageId) ?? '') ?? []
  for (const c of contexts) for (const id of itselfAnswered(c, askedBy(c))) add(id, 'itself', c)
  for (const c of contexts)
    for (const id of alsoAnswered(c, byMail, material)) add(id, 'together', c)
  for (const c of contexts) {
    const asked = askedBy(c)
    const isOnly = asked.length === 1
    if (isWhole(c) && c.answers && (isOnly || doesPromise(c)))
      for (const { id } of asked) add(id, isOnly ? 'itself' : 'mail', c)
    else if (isBlanket(c)) for (const { id } of asked) if (!found.has(id)) add(id, 'mail', c)
  }
  return found
}

/** Whose words it stands under, or the point that is told of there in a robot's overview. */
function itselfAnswered(c: CommentContext, asked: readonly CommentContext[]): string[] {
  const under = c.answers && !isWhole(c) ? [c.answers] : []
  const point = pointOf(c, asked)?.id
  return point && point !== c.answers ? [...under, point] : under
}

/** Thanks for all of a review, not for one thing in it. */
const FOR_ALL_OF_IT =
  /\bfor (?:\S+ )*?(?:review\w*|feedback|help|time|effort|patience|comments|(?:tak|hav)ing a look|looking)\b/i

/**
 * "Best regards," alone, or letters of a name, without a tag or a diff; at the end of several
 * answers thanks for the review too.
 */
function isFarewell(one: CommentContext): boolean {
  const { lines, from, trailers, hasOwnDiff, index, count } = one
  if (trailers.length > 0 || hasOwnDiff) return false
  const text = withoutClosing(lines).join('\n')
  const endsAll = count > 1 && index === count - 1
  return (
    isOnlyName(text, from.name) ||
    (endsAll &&
      text
        .split(/\n\s*\n/)
        .every(
          (part) => isOnlyName(part, from.name) || (isCourtesy(part) && FOR_ALL_OF_IT.test(part)),
        ))
  )
}

/** "Thanks for the review, please see my answers below" at the top: the answers are below. */
function isOpening({ index, trailers, hasOwnDiff, lines }: CommentContext): boolean {
  return index === 0 && trailers.length === 0 && !hasOwnDiff && pointsBelow(lines)
}

/** Whoever is called by that, or asked by his name, may answer, but nobody has. */
function isCall({ lines, trailers, hasOwnDiff, from }: CommentContext): boolean {
  const said = withoutClosing(lines).filter(
    (line) => line.trim() !== '' && !isOnlyName(line, from.name),
  )
  if (trailers.length > 0 || hasOwnDiff || said.length === 0) return false
  return said.every(isCcLine) || PASSES_ON.test(said.join(' '))
}

/** "Kumar, thoughts?": the question goes on to somebody else. */
const PASSES_ON =
  /^\W*\p{Lu}[\p{L}'-]{1,30}(?:(?: |, ?| and |\/)\p{Lu}[\p{L}'-]{1,30}){0,3}\s?[,:-]{1,2}\s*(?:(?:any |your )?(?:[Tt]houghts|[Oo]pinions?|[Ii]deas|[Cc]omments)|[Ww]hat do you think(?: about (?:this|that|it))?|[Ww]dyt)\s*\?\W*$/u

/** "Ping 2?" by the author, below whatever he waits for. */
function isReminder({ role, lines, trailers, hasOwnDiff }: CommentContext): boolean {
  return role === 'author' && trailers.length === 0 && !hasOwnDiff && isPing(lines, true)
}

/** It stands under no line of a patch and quotes nothing. */
function isWhole({ part, quoted }: CommentContext): boolean {
  return part === null && quoted.length === 0
}

/**
 * Comments of the mail it answers whose words are quoted between it and the comment before it, or
 * below it where it stands above its quote, and which it answers too.
 */
function alsoAnswered(
  c: CommentContext,
  byMail: ReadonlyMap<string, readonly CommentContext[]>,
  { parents, mails }: SeriesMail,
): string[] {
  const asked = byMail.get(parents.get(c.messageId) ?? '') ?? []
  if (asked.length < 2 || c.quoted.length === 0) return []
  const below = isPromiseAlone(c) ? quotedBelow(c, mails.get(c.messageId)) : null
  if (below !== null)
    return asked.filter((a) => a.id !== c.answers && !isBare(a) && isQuotedIn(below, a)).map(idOf)
  const above = (byMail.get(c.messageId) ?? []).findLast((other) => other.endLine < c.line)
  const between = mails.get(c.messageId)?.lines.slice(above?.endLine ?? 0, c.line - 1) ?? []
  const quoted = quotedOnceIn(between, c.quoted)
  const others = asked.filter((a) => a.id !== c.answers && isQuotedIn(quoted, a))
  const under = asked.find((a) => a.id === c.answers) ?? null
  const mail = mails.get(asked[0]?.messageId ?? '')
  return answeredTogether(c, others, under, mail).map(idOf)
}

function idOf({ id }: CommentContext): string {
  return id
}

/** What stands quoted below all that a mail says; `null` where it quotes something above it. */
function quotedBelow(
  { count, line, endLine, quoted }: CommentContext,
  mail: Mail | undefined,
): ReadonlySet<string> | null {
  const lines = mail?.lines ?? []
  const isOnTop = count === 1 && lines.slice(0, line - 1).every((one) => quoteDepth(one) === 0)
  return isOnTop ? quotedOnceIn(lines.slice(endLine), quoted) : null
}

/**
 * Of a mail with several comments, what quotes none of them answers them all where it promises or
 * tells of changes.
 */
function doesPromise(c: CommentContext): boolean {
  return wordingsIn(c).has('agrees-will-do') || wordingsIn(c).has('agrees-done')
}

/** A question on top of a mail is about one thing in it, and only its author knows which. */
function isPromiseAlone(c: CommentContext): boolean {
  return doesPromise(c) && !c.lines.some((line) => line.includes('?'))
}

/** "Ack on all remaining comments": where it stands under one of them it answers the others too. */
function isBlanket(c: CommentContext): boolean {
  if (c.role !== 'author' || !c.lines.some((line) => ALL.test(line))) return false
  return doesPromise(c) || wordingsIn(c).has('agrees-yes')
}

const ALL =
  /\b(?:all|the rest of|every|(?:the|your) (?:other|remaining|rest))\b(?: of)?(?: (?:the|your|these|those|them|other|remaining|above|review|rest))* ?(?:comments?|issues?|points?|suggestions?|remarks?|findings?|nits?|(?<=\ball )of them)\b/i
