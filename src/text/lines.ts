/** The body as physical lines; line n of the body is element n - 1. The empty tail is kept out. */
export function bodyLines(body: string): string[] {
  const lines = body.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** The text with every white space character left out: the key two copies of a line share. */
export function squash(text: string): string {
  return text.replace(/[\s\u200b]+/g, '')
}

/** The same of every line of a text: once, however many ask for it. */
export function squashedLines(lines: readonly string[]): readonly string[] {
  let known = squashed.get(lines)
  if (!known) squashed.set(lines, (known = lines.map(squash)))
  return known
}

const squashed = new WeakMap<readonly string[], readonly string[]>()

/** White space runs become one blank, ends are trimmed. */
export function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

export function isBlank(line: string | undefined): boolean {
  if (line === undefined) return true
  // Nearly every line begins with a letter or a mark of ASCII.
  const first = line.charCodeAt(0)
  return !(first > 0x20 && first < 0x7f) && line.trim() === ''
}

/** Lines `line`..`endLine` (1-based, inclusive) joined by LF. */
export function textOf(lines: readonly string[], line: number, endLine: number): string {
  return lines.slice(line - 1, endLine).join('\n')
}
