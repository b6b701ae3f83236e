/**
 * A glob of shells as a regular expression of PostgreSQL that fits the same texts as SQLite's GLOB:
 * `*`, `?`, `[a-z]`, `[^a-z]`; a bracket that is never closed fits nothing.
 */
export function globPattern(glob: string): string {
  let out = ''
  for (let at = 0; at < glob.length; at++) {
    const sign = glob[at] ?? ''
    if (sign === '*') out += '.*'
    else if (sign === '?') out += '.'
    else if (sign === '[') {
      const set = setAt(glob, at)
      if (set === null) return '(?!)'
      out += set.pattern
      at = set.end
    } else out += /[\\^$.|+(){}\]]/.test(sign) ? `\\${sign}` : sign
  }
  return `^(?:${out})$`
}

/** A set in brackets; a bracket or a dash at its beginning is one of its letters. */
function setAt(
  glob: string,
  start: number,
): { readonly pattern: string; readonly end: number } | null {
  let at = start + 1
  const isNot = glob[at] === '^'
  if (isNot) at++
  const end = glob.indexOf(']', at + 1)
  if (end === -1) return null
  const letters = glob.slice(at, end).replace(/[\\[\]]/g, '\\$&')
  return { pattern: `[${isNot ? '^' : ''}${letters}]`, end }
}
