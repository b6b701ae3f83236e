import { WIDTH } from './clip.ts'
import { asksMore } from './score.ts'
import type { Part } from './part.ts'

/** "Is that wanted?", "This is odd.": of what, the sentence before or after it says. */
const ASKS_BACK = new RegExp(
  [
    String.raw`^(?:(?:\S+ ){0,2}(?:this|that|it|these|those|they|so)\b.{0,30}|do you (?:agree|`,
    String.raw`mind)|(?:(?:do you have )?any )(?:suggestions?|ideas?|preferences?)|(?:does|`,
    String.raw`do) (?:any(?:one|body)|you) (?:else )?have (?:any |an |`,
    String.raw`a )?(?:strong )?(?:opinions?|preferences?|objections?|thoughts|ideas?)(?: (?:here|`,
    String.raw`on (?:this|that)))?) ?\?$`,
  ].join(''),
  'i',
)
/** A question that alone does not say what it is about: what follows does. */
const ASKS_BARELY = new RegExp(
  [
    String.raw`^(?:(?:and|but|so|hm+),? )*(?:why(?: not| so)?|how (?:so|come)|what for|`,
    String.raw`since when|really|huh) ?\?+$`,
  ].join(''),
  'i',
)
const FOLLOWS = /^(?:so|then|thus|hence|therefore)\b.{0,25}$/i
/** "Please drop it." */
const POINTS_AT = new RegExp(
  [
    String.raw`^(?:(?:so|then|please|just|also|instead|and|but),? )*(?!is\b|was\b|does\b|do\b|`,
    String.raw`can\b|are\b|if\b|would\b|could\b|should\b|did\b|has\b)[a-z]+ (?:this|that|it|them|`,
    String.raw`these|those)\b(?! [a-z]+s\b)[^,:;?]{0,40}$`,
  ].join(''),
  'i',
)
const SAYS_ON = /^(?:this|that|it|these|those|I) .{0,40}\.+$/i

/** "So you can just limit it to one." */
const YOU_CAN =
  /^(?:(?:so|then|and),? )?(?:you|we) (?:can|could|should|may|might) (?:(?:just|simply|then|also) )*[a-z]+ (?:it|this|that|them)\b[^,:;?]{0,40}$/i
/** "No?", "Intended?", below what is asked. */
const BARE = /^(?:(?:and|but),? )?(?:\p{L}+|or not|make[s]? sense|any thoughts) ?\?+$/iu
/** What goes on with a question: "And does it open?" */
const AND_ALSO = /^(?:and|or) [^?]*\?$/i
/** No sentence begins so: "or drop it.", "is no fault." */
const GOES_ON =
  /^(?:Or (?!(?:am|is|are|do|does|did|should|would|could|have|has|was|were|shall|why|there)\b)|(?:or|and|is|are|would|will|should|does|because|which|instead)\b)/
/** "Is this okay?": words too few to say of what. */
const TO_WHAT_IT_POINTS = /^(?:\S+ ){0,3}\S+ ?\?$/
const ACCORDINGLY = /\baccordingly\W{0,3}$/i
/** "E.g.", above what shall be written there. */
const FOR_EXAMPLE =
  /^(?:e\.?g|for example|for instance|like so|like|such as|something like|i\.?e)\b\W*$/i
/** The second or a later item of a list. */
const LATER_ITEM = /^(?:\(?[2-9b-e][.)]) /
/** What one of is to be taken. */
const CHOICE =
  /\b(?:solutions?|options?|ways|alternatives?|possibilit(?:y|ies)|choices?|approaches)\b[^.?!]*:$/i
/** Sentences of the ways that are offered. */
const MOST_ITEMS = 8
/** Letters of a sentence that are worth showing before what points at it. */
const LEAST = 40

/** The sentence that asks, with the one before or after it where it says little by itself. */
export function withNeighbour(among: readonly Part[], best: Part): string {
  const at = among.indexOf(best)
  const [before, after] = [among[at - 1]?.text ?? '', among[at + 1]]
  const { text } = best
  const choice = choiceOf(among, at)
  if (choice !== null) return choice
  if (hangsOnBefore(text) && before !== '') return joined(before, text)
  if (after === undefined) return text
  if (after.hasCode && FOR_EXAMPLE.test(after.lead)) return `${text} ${after.text}`
  const saysLittle = (SAYS_ON.test(text) && !asksMore(text, '?')) || ASKS_BARELY.test(text)
  const isTwo = text.endsWith('?') && (BARE.test(after.text) || AND_ALSO.test(after.text))
  const both = `${text} ${after.text}`
  return saysLittle || (isTwo && both.length <= WIDTH) ? both : text
}

function hangsOnBefore(text: string): boolean {
  return (
    [ASKS_BACK, FOLLOWS, YOU_CAN, BARE, GOES_ON, ACCORDINGLY].some((one) => one.test(text)) ||
    (POINTS_AT.test(text) && asksMore(text, 'It is a bug.'))
  )
}

/** Both, the first cut where there is no room for it. */
function joined(before: string, text: string): string {
  const room = WIDTH - text.length - 1
  if (before.length <= room) return `${before} ${text}`
  const saysLittle = TO_WHAT_IT_POINTS.test(text) || GOES_ON.test(text)
  return room < LEAST || !saysLittle ? text : `${before.slice(0, room - 1).trimEnd()}\u2026 ${text}`
}

/** Of several ways that are offered the words above them and the first, not the last. */
function choiceOf(among: readonly Part[], at: number): string | null {
  if (!LATER_ITEM.test(among[at]?.text ?? '')) return null
  const from = among.slice(0, at).findLastIndex(({ lead }) => CHOICE.test(lead))
  const [above, first] = [among[from], among[from + 1]]
  if (above === undefined || at - from > MOST_ITEMS) return null
  return above.text === above.lead ? `${above.text} ${first?.text ?? ''}` : above.text
}
