import type { Origin } from '../../model/link.ts'
import type { IssueEvidence } from '../../model/issue.ts'
import type { Mail } from '../../model/mail.ts'
import { partAt } from '../../patch/locate.ts'
import { squashedLines } from '../../text/lines.ts'
import { linesOfPart } from '../../versions/patch-lines.ts'
import type { CommentCase } from '../cases.ts'

/** "Can you add an example?", "please mention why", "needs more details". */
const MORE =
  /\b(?:add|append|mention|explain|describe|elaborate|document|include|state|provide|clarify|expand|extend|justify|specify|spell (?:it|this|that) out)\b|\bmore (?:details?|info(?:rmation)?|context|words|verbose|specific)\b|\bexplanation\b|\bexample\b/i

/** Fewer new lines than these are the old ones in other words. */
const LEAST = 2
/** Signs of a line that says something. */
const SAYING = 15

/** The parts that say what a patch does. */
const MESSAGES: ReadonlySet<string | null> = new Set(['commit-message', 'cover'])

/**
 * The first new line of a message in which the commented lines stand as they were, where it was
 * asked that it say more: what is added stands anywhere in it. Lines that are only wrapped anew are
 * none, and for each that went one that came is its heir.
 */
export function messageGrown(
  { says }: CommentCase,
  from: Mail,
  at: Origin,
  to: Mail,
): Omit<IssueEvidence, 'rule'> | null {
  const part = partAt(from, at.endLine)
  if (part === null || !MESSAGES.has(part) || !MORE.test(says.join(' '))) return null
  const fresh = newLines(from, to, part)
  const [first] = fresh
  if (first === undefined || fresh.length - newLines(to, from, part).length < LEAST) return null
  return { messageId: to.id, line: first, text: to.lines[first - 1] ?? '' }
}

/** Numbers of the lines of one part that say something which the other mail's does not have. */
function newLines(from: Mail, to: Mail, part: string): number[] {
  const [before, after] = [squashedLines(from.lines), squashedLines(to.lines)]
  const said = linesOfPart(from, part)
    .map((n) => before[n - 1] ?? '')
    .join('')
  return linesOfPart(to, part).filter((n) => {
    const key = after[n - 1] ?? ''
    return key.length >= SAYING && !said.includes(key)
  })
}
