/**
 * A pattern for `LIKE ? ESCAPE '\'` that fits texts which hold these words, whatever signs are in
 * them.
 */
export function holding(words: string): string {
  return `%${escaped(words)}%`
}

/** The same for texts that start with them. */
export function startingWith(words: string): string {
  return `${escaped(words)}%`
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
