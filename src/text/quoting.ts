const PREFIX = /^ {0,8}(?:>[ \u00a0]?)*/
const MARKED = /^ {0,8}>/
/**
 * How deep a line is quoted: the number of leading `>`, each with at most one blank between.
 * One leading blank is allowed before the first (`" >"`), as some clients write it.
 */
export function quoteDepth(line: string): number {
  const first = line.startsWith(' ') ? 1 : 0
  if (line[first] !== '>') return 0
  let depth = 0
  for (let i = first; i < line.length; i++) {
    if (line[i] === '>') depth++
    else if (!/[ \u00a0]/.test(line[i] ?? '') || line[i + 1] !== '>') break
  }
  return depth
}

/** Marks of clients and people that write no `>`, at the beginning of a line. */
const OTHER_MARK =
  /^(?: {0,2}[|│»›＞｜]| ?[:}%#=~!](?= |$)| ?[A-Za-z]{1,12} ?>{1,3}| {2,8}[A-Za-z]{1,12}>{1,3}(?= |$))/
/** nmh: four blanks before each line, marked or not. */
const INDENT = /^(?: {4}|\t)/

/**
 * The mark other than `>` that a line begins with, without the blank behind it; '' where there is
 * none. Whether it is a mark is told by the lines around it.
 */
export function otherMark(line: string): string {
  return OTHER_MARK.exec(line)?.[0] ?? ''
}

/**
 * A quoted line without its outermost level: one `>` (or `|`, or `xyz>`, or four blanks) and at
 * most one blank after it.
 */
export function stripLevel(line: string): string {
  const mark = /^ {0,8}>/.exec(line)?.[0] ?? (otherMark(line) || INDENT.exec(line)?.[0])
  if (mark === undefined || mark === '') return line
  const rest = line.slice(mark.length)
  return /^[ \u00a0]/.test(rest) && mark.trim() !== '' ? rest.slice(1) : rest
}

/** The line without any quote prefix. */
export function stripQuotes(line: string): string {
  return MARKED.test(line) ? line.replace(PREFIX, '') : line
}

/**
 * Begins like a mark, and is code more often: `} else {`, `# if`, where an original has no marks.
 */
const MAYBE_CODE = /^ ?(?:[:}%#=~!] [^-+@ \t>]|}$)/

/** As `stripQuotes`, of a line that is known to be quoted, whatever its mark. */
export function withoutMarks(line: string): string {
  if (MARKED.test(line)) return line.replace(PREFIX, '')
  return MAYBE_CODE.test(line) ? line : stripLevel(line)
}
