import type { Role } from '../../model/issue.ts'
import { howMuchAsked } from './score.ts'

/** Characters of a summary. */
export const WIDTH = 140
/** The first words of a text, as many as fit. */
export function clip(text: string): string {
  return text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}\u2026` : text
}

/** So much more a whole sentence asks than what fits of it. */
const MORE = 0.6
/** Where a request begins that is read to an end that says what it is. */
const EARLY = 110
/** What asks at once need not be read to its end. */
const ASKS_AT_ONCE =
  /^(?:(?:and|so|but|also|then|just|hm+|or),? )*(?:do|does|did|is|are|was|were|can|could|would|will|shall|should|why|how|what|where|have|has|any|perhaps|maybe|please|you|just|alternatively)\b/i
/** Where what follows from the words before it begins. */
const CONCLUDES =
  /[,;] (?=(?:so|then|hence|therefore|thus) |(?:and |but )?(?:(?:will|would|can|could|should|do|does|did|don't|doesn't|is|are|isn't|aren't|shouldn't|why|how|what|maybe|perhaps|presumably|please|let's) |I (?:wonder|think|guess|would) ))/g
/** Code, several sentences, or a list. */
const IS_MIXED = /[{};]|[.?!] \p{Lu}|: \S+: /u
/** A part of a sentence that begins as a question does, and is none. */
const STATES = /^(?:and |but )?(?:is|are|do|does|don't|doesn't|isn't|aren't)\b[^?]*$/
/** Letters of a conclusion that can stand for itself, and of what is worth leaving out. */
const LEAST = 25

/** What fits of a sentence; of one that asks at its end ("If ..., could you ...") the end. */
export function askingClip(text: string, role: Role): string {
  const asks = (part: string): number => howMuchAsked(part, 0, false, role)
  if (text.length <= WIDTH || ASKS_AT_ONCE.test(text) || IS_MIXED.test(text)) return clip(text)
  const whole = asks(text)
  const asksEarly = asks(text.slice(0, EARLY)) + MORE >= whole
  if (asksEarly) return clip(text)
  const end = [...text.matchAll(CONCLUDES)]
    .filter(({ index }) => index >= LEAST && isOutside(text.slice(0, index)))
    .map(({ index }) => text.slice(index + 2))
    .filter((rest) => rest.length >= LEAST && !STATES.test(rest))
    .find((rest) => asks(rest) + MORE >= whole)
  return end === undefined ? clip(text) : clip(`\u2026${end}`)
}

/** Are all brackets closed? */
function isOutside(text: string): boolean {
  return (text.match(/\(/g) ?? []).length <= (text.match(/\)/g) ?? []).length
}
