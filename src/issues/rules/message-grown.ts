import type { Origin } from '../../model/link.ts'
import type { IssueEvidence } from '../../model/issue.ts'
import type { Mail } from '../../model/mail.ts'
import { partAt } from '../../patch/locate.ts'
import { squashedLines } from '../../text/lines.ts'
import { linesOfPart } from '../../versions/patch-lines.ts'
import type { CommentCase } from '../cases.ts'
import { tellingWords, tellingWordsOf } from '../signals/words.ts'

/** "Can you add an example?", "please mention why", "needs more details". */
const MORE = new RegExp(
  String.raw`\b(?:add|append|mention|explain|describe|elaborate|document|include|state|` +
    String.raw`provide|clarify|` +
    String.raw`expand|extend|justify|specify|spell (?:it|this|that) out)\b|` +
    String.raw`\bmore (?:details?|info(?:rmation)?|context|words|verbose|specific)\b|` +
    String.raw`\bexplanation\b|\bexample\b`,
  'i',
)

/** Fewer new lines than these are the old ones in other words. */
const LEAST = 2
/** Signs of a line that says something. */
const SAYING = 15

/** The parts that say what a patch does. */
const MESSAGES: ReadonlySet<string | null> = new Set(['commit-message', 'cover'])

/**
 * The first new line with a word of the comment in a message that has the commented lines as they
 * were, where it was asked that it say more: what is added stands anywhere in it. Lines that are only wrapped anew are
 * none, and for each that went one that came is its heir.
 */
export function messageGrown(
  { says, context: { people } }: CommentCase,
  from: Mail,
  at: Origin,
  to: Mail,
): Omit<IssueEvidence, 'rule'> | null {
  const part = partAt(from, at.endLine)
  if (part === null || !MESSAGES.has(part) || !MORE.test(says.join(' '))) return null
  const fresh = newLines(from, to, part)
  if (fresh.length - newLines(to, from, part).length < LEAST) return null
  const said = tellingWordsOf(says, people)
  const line = fresh.find((n) => [...tellingWords(to.lines[n - 1] ?? '')].some((w) => said.has(w)))
  return line === undefined ? null : { messageId: to.id, line, text: to.lines[line - 1] ?? '' }
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
