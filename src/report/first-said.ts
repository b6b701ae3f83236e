import { isCourtesy, saysNothing, withoutClosing } from '../text/greetings.ts'
import { sentencesOf } from '../text/sentences.ts'

/** Longer beginnings are cut; to shorter ones the next sentence is added where it goes in. */
const [LONGEST, SHORT] = [140, 60]

/**
 * The first sentence that tells something, with the next ones where it is short: a greeting tells
 * nothing, nor who wrote what is quoted, and thanks only where nothing else is said.
 */
export function firstSaid(text: string): string {
  const lines = text.split('\n')
  const said = sentencesOf(withoutClosing(lines).map((line) => (saysNothing(line) ? '' : line)))
  const telling = said.filter((one) => !isCourtesy(one.text))
  const [first, ...rest] = telling.length > 0 ? telling : said
  let words = first?.text ?? lines.map((line) => line.trim()).find(Boolean) ?? ''
  for (const next of first?.isCode === true ? [] : rest) {
    const both = `${words} ${next.text}`
    if (next.isCode || words.length >= SHORT || both.length > LONGEST || isName(next.text)) break
    words = both
  }
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}\u2026` : words
}

/** "Mira", "Mira Castel": below what was said. */
function isName(text: string): boolean {
  return /^-*\s*\p{L}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2}$/u.test(text)
}
