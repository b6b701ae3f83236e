import { numbersIn } from './numbers.ts'

const BOTH = String.raw`(?:(?:this|that)(?: one| patch)?,? (?:and|\+) (?:for )?)`
const PATCHES = String.raw`(?=(?:the )?(?:\[?patch(?:es)? *#?\d|#?\d{1,3}\b))`
/** "For patches 1-3", "I tested patch 2", "add my tag to patch 5". */
const FOR = new RegExp(
  String.raw`(?:\b(?:for|review(?:ed|ing)?|ack(?:ed|ing)?|test(?:ed|ing)?)|` +
    String.raw`(?:-by|\btags?|\br-?b|\back) (?:to|on))(?: (?:both|all|just|only))?(?: of)? ` +
    `(${BOTH})?${PATCHES}`,
  'i',
)
/** "Patches 1 and 2 look good": they open the sentence above the tag. */
const OPENING = new RegExp(
  String.raw`^\W*(?:(?:so|and|but|ok(?:ay)?|fwiw|also|now|thanks)\b[,.:]? *)*(${BOTH})?${PATCHES}`,
  'i',
)

/**
 * The patches that a tag is given to, where the words beside it say so; `null`: they do not. Others
 * that they name are compared, or talked of: "As with patch 1", "this should go into patch 4".
 * @param lead the text above the tag, @param words that and what stands in it and right below it
 * @param all the numbers of the version, @param answered the number of the patch that is answered
 */
export function taggedNumbers(
  lead: string,
  words: string,
  all: readonly number[],
  answered: number,
): number[] | null {
  const last = sentences(lead).at(-1) ?? ''
  const found =
    OPENING.exec(last) ??
    sentences(words)
      .map((one) => FOR.exec(one))
      .find((one) => one !== null)
  if (!found) return null
  const rest = found.input.slice(found.index + found[0].length)
  const numbers = numbersIn(/^#?\d/.test(rest) ? `patches ${rest}` : rest, all)
  const isAlso = found[1] !== undefined && all.includes(answered)
  return numbers && isAlso ? all.filter((n) => n === answered || numbers.includes(n)) : numbers
}

/** What is asked names no patches. */
function sentences(text: string): string[] {
  return text.split(/(?<=[.!?])\s+/).filter((one) => one !== '' && !one.endsWith('?'))
}
