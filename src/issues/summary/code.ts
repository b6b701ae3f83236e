import { isBlank } from '../../text/lines.ts'

/** A diff that goes on where mail has broken the line that names its place. */
const PLACE = /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@ \S/
const OF_DIFF = /^(?:[-+ @\\]|diff |index )/
/** A statement, a bracket, a line for the preprocessor, a comment: what stands in code only. */
const STATEMENT = new RegExp(
  [
    String.raw`^\s*(?:[{}]|#\s*(?:if|ifdef|ifndef|else|elif|endif|define|include|undef|pragma)\b|`,
    String.raw`/\*|\*/|// |\w+:$)|[\w)\]"'}]\s*;\s*(?:/[*/].*)?$|[)=\w]\s*\{\s*$|`,
    String.raw`^\s*(?:(?:else )?if|for|while|switch) ?\(|^\s*[\w>.-]+\(.*,\s*$`,
  ].join(''),
)
const CLOSED = /[;{}]\s*$|^\s*#/
/** Words after words are prose, whatever it ends with. */
const WORDS = /(?:^|\s)(?:[\p{L}'\u2019]+,? ){5}[\p{L}'\u2019]+/u
const COMMENT = /^\s*(?:\/\*|\*|\/\/|#)/
/** What a reader sees as set in, although it is less than four blanks. */
const SET_IN = /^ {2,3}\S/
const ITEM = /^\s*(?:[-*\u2022]|\(?\d{1,2}[.)]|\w\))\s/
const SENTENCE = /^\s*["'(]?\p{Lu}\p{Ll}*,? \p{L}.*|[.?!]["')]*\s*$/u

/**
 * Lines in which code that stands at the margin, or is set in by two or three blanks only, is set
 * in as code mostly is.
 */
export function withCodeSetIn(lines: readonly string[]): readonly string[] {
  const all = withPlacesWhole(lines)
  const blocks = blocksOf(all)
  let above = ''
  return blocks.flatMap((block) => {
    const found = isCode(block, above)
    above = block.findLast((line) => !isBlank(line)) ?? above
    const said = block.filter((line) => !isBlank(line))
    if (isComment(said)) return [`    ${said.map((line) => line.trim()).join(' ')}`, '']
    return found ? block.map((line) => (isBlank(line) ? line : `    ${line}`)) : block
  })
}

/** The second half of a line that names a place of a diff would end the diff. */
function withPlacesWhole(lines: readonly string[]): readonly string[] {
  return lines.filter(
    (line, i) => !(PLACE.test(lines[i - 1] ?? '') && !isBlank(line) && !OF_DIFF.test(line)),
  )
}

/** Lines up to a blank one or to one that leads to what stands below, which end their block. */
function blocksOf(lines: readonly string[]): readonly (readonly string[])[] {
  const blocks: string[][] = [[]]
  for (const line of lines) {
    blocks.at(-1)?.push(line)
    if (isBlank(line) || /[^:]:\s*$/.test(line)) blocks.push([])
  }
  return blocks
}

/** A comment of C from its beginning to its end. */
function isComment(said: readonly string[]): boolean {
  return (
    said.length > 1 &&
    /^\s*\/\*/.test(said[0] ?? '') &&
    /\*\/\s*$/.test(said.at(-1) ?? '') &&
    said.slice(1).every((line) => /^\s*\*/.test(line))
  )
}

/** Lines of a comment of a script, set in as what somebody proposes is. */
function isProposed(said: readonly string[]): boolean {
  return said.length > 1 && said.every((line) => /^ {2,3}#(?: |$)/.test(line))
}

function isCode(block: readonly string[], above: string): boolean {
  const said = block.filter((line) => !isBlank(line) && !/^(?:\t| {4})/.test(line))
  if (isProposed(said) && /:\s*$/.test(above)) return true
  if (said.length === 0 || said.some((line) => WORDS.test(line) && !COMMENT.test(line)))
    return false
  const statements = said.filter((line) => STATEMENT.test(line)).length
  if (statements * 2 >= said.length && block.some((line) => CLOSED.test(line))) return true
  return (
    said.every((line) => SET_IN.test(line) && !ITEM.test(line) && !SENTENCE.test(line)) &&
    !SET_IN.test(above) &&
    /[\w:,]\s*$/.test(above)
  )
}
