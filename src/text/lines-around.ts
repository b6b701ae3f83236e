/** Lines before a name that may say what it is. */
const LINES_AROUND = 2

/**
 * The lines before a name, the nearest first; of a footnote `[1] <address>` those that point to it.
 */
export function linesAround(lines: readonly string[], at: number): string[] {
  const before = lines.slice(Math.max(0, at - LINES_AROUND), at).reverse()
  const note = noteOf(lines, at)
  if (note === null) return before
  const pointing = lines.flatMap((line, i) =>
    line.includes(note) && i !== at && !line.trimStart().startsWith(note)
      ? [`${lines[i - 1] ?? ''} ${line}`]
      : [],
  )
  return pointing.length > 0 ? pointing : before
}

/** `[1]` where a line, or the one before it, begins so. */
function noteOf(lines: readonly string[], at: number): string | null {
  for (const line of [lines[at], lines[at - 1]]) {
    const note = /^\s*(?:\[(\d{1,2}|\*)\]|(\d{1,2}):\s)/.exec(line ?? '')
    if (note) return `[${note[1] ?? note[2] ?? ''}]`
  }
  return null
}
