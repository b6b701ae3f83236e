/** Words, numbers and single signs of a line. */
export function tokensOf(text: string): readonly string[] {
  return text.match(/\w+|[^\s\w]/g) ?? []
}

/** Does a line have a word, and not as a part of another? */
export function hasToken(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (!isWordAt(text, at - 1) && !isWordAt(text, at + word.length)) return true
  return false
}

function isWordAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && /\w/.test(text[at] ?? '')
}

/** What two sets share, of all that is in either. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const one of a) if (b.has(one)) both++
  return both / Math.max(1, a.size + b.size - both)
}

/** More than this two sets cannot share, by their sizes. */
export function mostOverlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return Math.min(a.size, b.size) / Math.max(1, a.size, b.size)
}
