import type { CommentContext } from '../../model/issue.ts'
import type { Mail } from '../../model/mail.ts'
import { isGreeting, isOnlyName, withoutClosing } from '../../text/greetings.ts'
import { isBlank, squash } from '../../text/lines.ts'
import { once } from '../../text/memo.ts'
import { quoteDepth, stripLevel } from '../../text/quoting.ts'
import { trailerOf } from '../../text/trailers.ts'
import { isPing } from '../pings.ts'
import { likenessOf, weightOfWords } from '../repeats/likeness.ts'
import { wordingsIn } from './wordings.ts'

/** What an answer says of its own where it only promises: "Will fix this in v3, thank you." */
const MOST_OF_A_PROMISE = 3
/** Words for several things that were asked for. */
const SEVERAL =
  /\b(?:all|both|them|these|those|each|everything|the (?:above|rest)|(?:comments?|suggestions|points|remarks|findings|issues|nits|typos|changes|fixes)(?= |[,.!]|$))\b/i
/** An answer that is so much like a comment speaks of it too. */
const SPEAKS_OF = 0.3

/**
 * Of the comments that are quoted together above an answer, those that it answers beside the one
 * that it stands under: what was one text with that one or says the same, what the answer speaks of
 * itself, and all of them where it promises no more than that it will be done, or speaks of
 * several.
 * @param quoted comments of one mail whose words are quoted together, in their order
 * @param under the one that it stands under, among them or not
 * @param asked the mail that they are in
 */
export function answeredTogether(
  answer: CommentContext,
  quoted: readonly CommentContext[],
  under: CommentContext | null,
  asked: Mail | undefined,
): CommentContext[] {
  if (isForAll(answer)) return [...quoted]
  const asking = quoted.filter((one) => !isBare(one))
  const isReminder = under !== null && isBare(under) && isPing(answer.lines, true)
  const nearest = under && (isReminder || !isBare(under)) ? under : asking.at(-1)
  return quoted.filter(
    (one) =>
      one === nearest ||
      likenessOf(one, answer) >= SPEAKS_OF ||
      (nearest && (likenessOf(one, nearest) === 1 || isOneText(one, nearest, asked))),
  )
}

/** Nothing but tags, greetings and a name: words are no answer to that. */
export function isBare({ lines, from }: CommentContext): boolean {
  const said = withoutClosing(lines).filter(
    (line) => !isBlank(line) && trailerOf(line) === null && !isGreeting(line),
  )
  return said.every((line) => isOnlyName(line, from.name))
}

/** Does it promise and say nothing else, or say of several things that they will be done? */
function isForAll(answer: CommentContext): boolean {
  const said = wordingsIn(answer)
  const isPromise = said.has('agrees-will-do') || said.has('agrees-done')
  const isPlain = isPromise && !/^\W*but\b/im.test(answer.lines.join('\n'))
  if (isPlain && weightOfWords(answer) <= MOST_OF_A_PROMISE) return true
  const consents = isPromise || said.has('agrees-yes') || said.has('opens-with-yes')
  return consents && answer.lines.some((line) => SEVERAL.test(line))
}

/** Nothing is quoted between them: one text, of which each request is a comment. */
function isOneText(a: CommentContext, b: CommentContext, mail: Mail | undefined): boolean {
  const [first, last] = a.line < b.line ? [a, b] : [b, a]
  const between = mail?.lines.slice(first.endLine, last.line - 1) ?? []
  return between.every((line) => isBlank(line) || quoteDepth(line) === 0)
}

/** Are most of the lines of a comment among some that are quoted? */
export function isQuotedIn(quoted: ReadonlySet<string>, asked: CommentContext): boolean {
  const telling = tellingOf(asked)
  return (
    telling.length > 0 && telling.filter((line) => quoted.has(line)).length > telling.length / 2
  )
}

const tellingOf = once(({ lines }: CommentContext): string[] =>
  lines.map(squash).filter((line) => line.length > 3),
)

/** Lines that are quoted once among some, and those that are quoted anyway, to be looked up. */
export function quotedOnceIn(
  lines: readonly string[],
  more: readonly string[],
): ReadonlySet<string> {
  const single = lines.filter((line) => quoteDepth(line) === 1).map(stripLevel)
  return new Set([...single, ...more].map(squash))
}
