import type { CommentContext } from '../../model/issue.ts'
import { isCourtesy, isOnlyName, withoutClosing } from '../../text/greetings.ts'
import { groupedBy } from '../../text/grouped-by.ts'

/** Words of a comment that says nothing but that the one above holds here too. */
const WORDS = 7
const SAME =
  /^\W*(?:(?:and |but )?(?:the )?same\b|idem\b|ditto\b|likewise\b|dito\b|(?:and |also |or )?(?:here|there|these?|this(?: one)?|those|that one)\b(?: too| also| as well| again)?\W*$|(?:as (?:per )?|see )(?:the )?(?:above|previous)|\.\.\.|again\W*$)/i
const FAREWELL = /^\s*(?:(?:best|kind|warm)? ?(?:regards|wishes)|best|cheers|thanks|br)[,.!]?\s*$/i
const NAME = /^\s*\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?\s*$/u

/**
 * The comment above, in the same mail, that each "same here" repeats: one that stands under the
 * same line of code or nearly so, else the last.
 * @param contexts all comments of a series
 */
export function repeatedIn(
  contexts: readonly CommentContext[],
): ReadonlyMap<string, CommentContext> {
  const found = new Map<string, CommentContext>()
  for (const inMail of groupedBy(contexts, (c) => c.messageId).values()) {
    const above: CommentContext[] = []
    for (const context of inMail) {
      const last = above.at(-1)
      if (last && isSame(context)) found.set(context.id, likeIt(context, above) ?? last)
      else above.push(context)
    }
  }
  return found
}

/** Parts of two lines of code that are the same, of all, where they do the same. */
const ALIKE = 0.6
/** Lines that are alike in code of any kind, unless they are the same. */
const COMMON = /^.?\s*(?:(?:if|else|for|while|switch|case|return|goto|break|continue)\b|[{}])/

/**
 * Of those that stand under a line like its own the one right above, else the one that is most like
 * it; `null` where it stands under a line of its own.
 */
function likeIt(context: CommentContext, above: readonly CommentContext[]): CommentContext | null {
  const line = lineOf(context)
  const least = COMMON.test(line) ? 1 : ALIKE
  const alike = above
    .map((one) => ({ one, likeness: likeness(line, lineOf(one)) }))
    .filter((found) => found.likeness >= least)
  const last = alike.find(({ one }) => one === above.at(-1))
  const best = alike.reduce((a, b) => (b.likeness >= a.likeness ? b : a), alike[0] ?? NONE)
  return (last ?? best).one
}

const NONE: { readonly one: CommentContext | null; readonly likeness: number } = {
  one: null,
  likeness: 0,
}

/** The last line of code that it stands under; empty where it stands elsewhere. */
function lineOf({ quoted, part }: CommentContext): string {
  return part === 'diff' ? (quoted.findLast((one) => /\w/.test(one)) ?? '') : ''
}

/** How many names and marks two lines have in common, 0 to 1. */
function likeness(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)]
  const both = [...left].filter((part) => right.has(part)).length
  return both === 0 ? 0 : (2 * both) / (left.size + right.size)
}

function partsOf(line: string): ReadonlySet<string> {
  return new Set(line.slice(1).match(/\w+|[^\w\s]/g))
}

function isSame({ lines }: CommentContext): boolean {
  const [first = '', ...rest] = lines.filter((line) => line.trim() !== '' && !FAREWELL.test(line))
  const own = [first, ...rest.filter((line) => !NAME.test(line))].join(' ')
  return own.split(/\s+/).length <= WORDS && SAME.test(own)
}

/**
 * The comment that ends in dots and that the next one of its mail goes on with: "In messages the
 * end is inclusive. But here..." and "... it is not." are one sentence, around a quote.
 * @param contexts all comments of a series
 * @returns by id of the later one
 */
export function begunIn(contexts: readonly CommentContext[]): ReadonlyMap<string, CommentContext> {
  return new Map(
    contexts.flatMap((context, i) => {
      const above = contexts[i - 1]
      const isOne = above?.messageId === context.messageId && endsOpen(above) && goesOn(context)
      return above && isOne ? [[context.id, above] as const] : []
    }),
  )
}

/**
 * The comment that ends the sentence at the end of another one that says more above it: what is
 * asked is told there, and the end of it asks for nothing more.
 * @param contexts all comments of a series
 * @returns by id of the earlier one
 */
export function endedIn(contexts: readonly CommentContext[]): ReadonlyMap<string, CommentContext> {
  return new Map(
    contexts.flatMap((context, i) => {
      const below = contexts[i + 1]
      const isOne = below?.messageId === context.messageId && breaksOff(context) && isEnd(below)
      return below && isOne ? [[context.id, below] as const] : []
    }),
  )
}

const OPEN_END = /\w[ ,]*(?:\.{2,}|\u2026)$/

/** Of several paragraphs the others say something of their own. */
function endsOpen({ lines }: CommentContext): boolean {
  const [last = '', ...above] = paragraphsOf(lines).reverse()
  return above.length === 0 && OPEN_END.test(last)
}

/** Words of a clause: "However..." and "BTW..." only lead over to something else. */
const CLAUSE = 5

/** Of several paragraphs the last is a sentence that is broken off. */
function breaksOff({ lines }: CommentContext): boolean {
  const [last = '', ...above] = paragraphsOf(lines).reverse()
  return above.length > 0 && OPEN_END.test(last) && last.split(/\s+/).length >= CLAUSE
}

function goesOn({ lines }: CommentContext): boolean {
  return /^\s*(?:\.{2,}|\u2026)\s*\w/.test(lines.join('\n'))
}

/** Does it go on, and say nothing but that, thanks and a name? */
function isEnd(context: CommentContext): boolean {
  const [, ...others] = paragraphsOf(context.lines)
  const rest = withoutClosing(others).filter(
    (one) => !isCourtesy(one) && !FAREWELL.test(one) && !isOnlyName(one, context.from.name),
  )
  return goesOn(context) && rest.every((one) => one.trim() === '')
}

function paragraphsOf(lines: readonly string[]): string[] {
  return lines
    .join('\n')
    .trim()
    .split(/\n\s*\n/)
    .map((one) => one.trim())
}
