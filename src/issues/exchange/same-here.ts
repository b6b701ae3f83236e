import type { CommentContext } from '../../model/issue.ts'
import { groupedBy } from '../../text/grouped-by.ts'

/** Words of a comment that says nothing but that the one above holds here too. */
const WORDS = 7
const SAME =
  /^\W*(?:(?:and |but )?(?:the )?same\b|idem\b|ditto\b|likewise\b|dito\b|(?:and |also |or )?(?:here|there|these?|this(?: one)?|those|that one)\b(?: too| also| as well| again)?\W*$|(?:as (?:per )?|see )(?:the )?(?:above|previous)|\.\.\.|again\W*$)/i
const FAREWELL = /^\s*(?:(?:best|kind|warm)? ?(?:regards|wishes)|best|cheers|thanks|br)[,.!]?\s*$/i
const NAME = /^\s*\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?\s*$/u

/**
 * The comment above, in the same mail, that each "same here" repeats.
 * @param contexts all comments of a series
 */
export function repeatedIn(
  contexts: readonly CommentContext[],
): ReadonlyMap<string, CommentContext> {
  const found = new Map<string, CommentContext>()
  for (const inMail of groupedBy(contexts, (c) => c.messageId).values()) {
    let above: CommentContext | null = null
    for (const context of inMail) {
      if (above && isSame(context)) found.set(context.id, above)
      else above = context
    }
  }
  return found
}

function isSame({ lines }: CommentContext): boolean {
  const [first = '', ...rest] = lines.filter((line) => line.trim() !== '' && !FAREWELL.test(line))
  const own = [first, ...rest.filter((line) => !NAME.test(line))].join(' ')
  return own.split(/\s+/).length <= WORDS && SAME.test(own)
}
