import type { AskedOf, CommentContext, CommentKind, Severity, Strength } from '../model/issue.ts'
import type { Person } from '../model/message.ts'
import { pointGrade } from '../text/point-head.ts'

/**
 * Who owes something because of a comment. What the author asks is owed by those who review; what
 * calls somebody else by name ("Dan, any objections?") by that person.
 * @param author of the series
 */
export function askedOf({ role, lines, people, from }: CommentContext, author: Person): AskedOf {
  if (role === 'author') return 'reviewer'
  const text = lines.join('\n')
  const called = [...calledIn(text), ...tagged(text)]
  if (called.length === 0) return 'author'
  const own = new Set([...namesIn(author), ...namesIn(from)])
  const sure = new Set([...people, ...tagged(text), ...addressed(text)])
  const others = called.filter((name) => !own.has(name))
  return others.some((name) => sure.has(name)) &&
    !called.some((name) => namesIn(author).includes(name))
    ? 'other'
    : 'author'
}

/** Words that stand there and are no names. */
const NO_NAME =
  /^(?:so|and|but|then|now|well|also|still|however|otherwise|instead|anyway|alternatively|if|here|hmm+|ok(?:ay)?|yes|no|sorry|thanks|please|or|e?hm|besides|wait|why|what|question|nit|maybe|perhaps|again|btw|fwiw|afaict|iiuc|imho|fyi|hi|hello|hey|all|guys|folks|everyone|\w+ly)$/

/** `Wim, do you want to take it?`: somebody who may have said nothing yet. */
function addressed(text: string): string[] {
  const asking =
    /(?:^|\n\s*\n|[.?!]\s+)\s*(\p{Lu}\p{L}{1,14}),\s+(?:(?:do|did|can|could|would|will|are|have) you|any (?:objections?|thoughts?|comments?|opinions?|input)|what do you|shall I|should I|let me know)\b/gu
  return [...text.matchAll(asking)]
    .map(([, name = '']) => name.toLowerCase())
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

/** `@Andrew`: whoever it is, and even if he has said nothing yet. */
function tagged(text: string): string[] {
  return [...text.matchAll(/(?:^|\s)@(\p{Lu}\p{L}{2,})(?=[\s,:?!])/gu)].map(([, name = '']) =>
    name.toLowerCase(),
  )
}

function namesIn({ name }: Person): string[] {
  return (name ?? '').toLowerCase().split(/[^\p{L}]+/u)
}

const NAK = /(?<!not[- ]a[- ])\bNA(?:C)?K\b|^\s*Nacked-by:/m
/** Left to whoever is asked. */
const OPTIONAL =
  /\bfeel free\b(?! to add (?:my|:|the))|\bup to you\b|\byour (?:call|choice)\b|\boptional(?:ly)?\b|\bFYI\b|\bno(?:t a| strong)? (?:big deal|strong (?:opinion|preference|feelings?)|blocker|objection if)|\bnot (?:a )?block(?:er|ing)\b|\bif you (?:like|want|prefer|feel like|wish)\b|\bnice to have\b|\bjust a (?:thought|suggestion|idea)\b|\beither way (?:is fine|works)|\bas a follow[- ]?up\b|\bin (?:a )?(?:later|follow[- ]?up|separate) (?:patch|series)\b|\bI don't (?:feel strongly|mind)\b/i

/** A fault that a robot found beside the patch: it may stand without its repair. */
const OF_OLD =
  /\bpre-?existing (?:issue|bug|problem)\b|\b(?:isn't|is not|wasn't|was not|not) (?:a (?:bug|problem|regression) |an issue )?introduced (?:by|in|with) (?:this|your|the) (?:patch|series|commit|change)/i

/** How much is asked. */
export function strengthOf(
  { lines, sender }: CommentContext,
  kind: CommentKind,
  severity: Severity | null,
): Strength {
  const text = lines.join('\n')
  const isOfRobot = sender !== 'human' || pointGrade(lines[0] ?? '') !== null
  if (NAK.test(text)) return 'blocking'
  if (OPTIONAL.test(text) || (isOfRobot && OF_OLD.test(text))) return 'optional'
  if (severity === 'nit') return 'nit'
  return kind === 'question' ? 'question' : 'must'
}
