import { isGreeting, withoutClosing } from '../../text/greetings.ts'
import { squash } from '../../text/lines.ts'
import { once } from '../../text/memo.ts'
import { pointGrade } from '../../text/point-head.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { trailerOf } from '../../text/trailers.ts'
import type { CommentContext } from '../../model/issue.ts'
import { tellingWords, weightOfAll } from '../signals/words.ts'

/** Words that tell less than this together may be alike by chance. */
const LEAST = 4
/** Letters of a text that may be the same by more than chance: "Ditto" is not. */
const LEAST_TEXT = 8

/**
 * How much of what two comments say they have in common, 0 to 1, by words that not everybody uses:
 * one that says much more than the other is not like it. Of few such words only the same text is
 * alike, and one word alone that is no name in code tells nothing where there are others.
 */
export function likenessOf(a: CommentContext, b: CommentContext): number {
  const text = textOf(a)
  if (text.length >= LEAST_TEXT && text === textOf(b)) return 1
  const [left, right] = [wordsOf(a), wordsOf(b)]
  const both = [...left].filter((word) => right.has(word))
  const [shared, all] = [weightOfAll(both), weightOfAll(left) + weightOfAll(right)]
  const isByChance = both.length === 1 && !/\w_\w/.test(both[0] ?? '') && 4 * shared < all
  return isByChance ? 0 : (2 * shared) / Math.max(2 * LEAST, all)
}

/** Does a comment tell of something, and of nothing that another one does not tell of, too? */
export function saysNoMore(later: CommentContext, earlier: CommentContext): boolean {
  const [own, said] = [wordsOf(later), wordsOf(earlier)]
  return own.size > 0 && [...own].every((word) => said.has(word))
}

/** How much the telling words of a comment weigh together. */
export function weightOfWords(context: CommentContext): number {
  return weightOfAll(wordsOf(context))
}

/** What a comment says, without greeting, closing, tags, links, and how grave a robot calls it. */
export const saidIn = once(({ lines }: CommentContext): readonly string[] =>
  withoutClosing(lines).filter(
    (line) =>
      !isGreeting(line) &&
      trailerOf(line) === null &&
      pointGrade(line) === null &&
      !/^\s*(?:\[\d+\]:?\s*)?https?:\S+\s*$/.test(line),
  ),
)

/**
 * What a test printed, which two reviews of it may both show: `pump.c:12: FAIL: it ran dry`. An
 * error of a compiler is the matter itself.
 */
const OUTPUT = /^\W{0,3}[\w./+-]+\.\w{1,5}:\d+(?::\d+)?:? (?!.*\b(?:error|warning)\b)/i

const wordsOf = once((context: CommentContext): ReadonlySet<string> =>
  tellingWords(
    sentencesOf(saidIn(context).filter((line) => !OUTPUT.test(line)))
      .filter(({ isCode }) => !isCode)
      .map(({ text }) => text)
      .join('\n') || saidIn(context).join('\n'),
    context.people,
  ),
)

const textOf = once((context: CommentContext): string =>
  squash(saidIn(context).join(' ')).toLowerCase(),
)

/** How much of what a line says stands in a comment, 0 to 1; 0 for a line of few telling words. */
export function shareSaidIn(line: string, context: CommentContext): number {
  const words = [...tellingWords(line, context.people)]
  const all = weightOfAll(words)
  const said = tellingWords(context.lines.join('\n'), context.people)
  return all < LEAST ? 0 : weightOfAll(words.filter((word) => said.has(word))) / all
}
