const PREFIX = /^ {0,8}(?:> ?)*/
const MARKED = /^ {0,8}>/
const LEVEL = /^ ?>/

/**
 * How deep a line is quoted: the number of leading `>`, each with at most one blank between.
 * One leading blank is allowed before the first (`" >"`), as some clients write it.
 */
export function quoteDepth(line: string): number {
  if (!LEVEL.test(line)) return 0
  let depth = 0
  for (let i = line.startsWith(' ') ? 1 : 0; i < line.length; i++) {
    if (line[i] === '>') depth++
    else if (line[i] !== ' ' || line[i + 1] !== '>') break
  }
  return depth
}

/**
 * A quoted line without its outermost level: one `>` (or `|`, or `xyz>`) and at most one blank
 * after it.
 */
export function stripLevel(line: string): string {
  return line.replace(/^(?: {0,8}>|[|│»＞｜]|[:}%#](?= )|[A-Za-z]{1,8}>) ?/, '')
}

/** The line without any quote prefix. */
export function stripQuotes(line: string): string {
  return MARKED.test(line) ? line.replace(PREFIX, '') : line
}
