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
/**
 * What leaves it to whoever is asked. "If you want to copy it, ..." and "do that in a separate
 * patch" leave nothing, and an optional regulator is a thing.
 */
const LEAVES_IT = [
  String.raw`\bfeel free to (?:ignore|disregard|skip|disagree|push back|leave|keep)\b`,
  String.raw`^\W*feel free to (?!add|get|contact|reach|ask|suggest|review|ping|cc)`,
  String.raw`\bup to you\b(?! (?:whether|how|what|which|to|on|if))`,
  String.raw`\b(?:it's|it is|that's|that is) (?:really |entirely |totally )?your (?:call|choice|decision)\b(?! (?:how|and))`,
  String.raw`(?:^|[.;,-]\s+)your (?:call|choice)\b(?! how)`,
  String.raw`^\W*optional(?:ly)?\)?\s*[:,-]`,
  String.raw`^\W*(?:just )?FYI\b`,
  String.raw`\b(?:not|no)(?: such)? a? ?(?:big|huge) (?:deal|thing)\b|\b(?:it's|it is|this is|that's|but) not (?:that |so |really )?(?:important|critical)\b`,
  String.raw`\bno(?:t a)? (?:strong )?(?:opinions?|preferences?|feelings?|blocker|objections? if)\b`,
  String.raw`\bif you (?:like|want|prefer|wish|feel like it|feel so inclined)(?: to)?\s*(?:[.;,)!]|$)`,
  String.raw`\bnice[- ]to[- ]have\b|\bjust a (?:thought|suggestion|idea)\b|\beither way (?:is fine|works)`,
  String.raw`\b(?:can|could|may|might|fine|ok(?:ay)?|happy)\b[^.?!,]{0,60}\b(?:as|in) (?:a )?(?:later|follow[- ]?up|separate)(?: (?:patch(?:es)?|series|commits?))?\b`,
  String.raw`\bI don't (?:feel strongly|mind (?:that|too|so) much|mind either)\b`,
  String.raw`\b(?:if|in case|when(?:ever)?) (?:you|we|there)\b(?! (?:want|need me|prefer|would|like))[^.?!,]{0,25}\b(?:re-?spin|re-?send|re-?roll|repost|(?:send|post|do|need|have|be|is|'s) (?:a |another |the |one )?(?:new|next|another) (?:version|revision|spin|round|series)|v\d+)\b`,
].map((source) => new RegExp(source, 'im'))
/** Of longer comments a half sentence speaks of a part. */
const LONGEST_LEFT = 700

/** A fault that a robot found beside the patch: it may stand without its repair. */
const OF_OLD =
  /\bpre-?existing (?:issue|bug|problem)\b|\b(?:isn't|is not|wasn't|was not|not) (?:a (?:bug|problem|regression) |an issue )?introduced (?:by|in|with) (?:this|your|the) (?:patch|series|commit|change)/i

function isLeft(text: string): boolean {
  return text.length < LONGEST_LEFT && LEAVES_IT.some((one) => one.test(text))
}

/** How much is asked. */
export function strengthOf(
  { lines, sender }: CommentContext,
  kind: CommentKind,
  severity: Severity | null,
): Strength {
  const text = lines.join('\n')
  const isOfRobot = sender !== 'human' || pointGrade(lines[0] ?? '') !== null
  if (NAK.test(text)) return 'blocking'
  if (isOfRobot ? OF_OLD.test(text) : isLeft(text)) return 'optional'
  if (severity === 'nit') return 'nit'
  return kind === 'question' ? 'question' : 'must'
}
