/** Characters of JSON that an answer has at most: an agent reads all of it, and pays for it. */
export const MOST_CHARACTERS = 24_000

/** A text of one item that is longer is cut. */
const MOST_OF_TEXT = 1200

/** Items that fit into an answer, and how many were left out. */
export interface Fitting<T> {
  readonly items: readonly T[]
  readonly leftOut: number
}

/**
 * The first items that fit, never fewer than one.
 * @param room characters of JSON that they may have together
 */
export function fitting<T>(all: readonly T[], room = MOST_CHARACTERS): Fitting<T> {
  let used = 0
  let n = 0
  for (const item of all) {
    used += JSON.stringify(item).length + 1
    if (n > 0 && used > room) break
    n++
  }
  return { items: all.slice(0, n), leftOut: all.length - n }
}

/** A text of at most a screen; what is left out is said. */
export function cut(text: string, most = MOST_OF_TEXT): string {
  if (text.length <= most) return text
  return `${text.slice(0, most)} [... ${text.length - most} more characters]`
}
