/** The words of a ref, and the names of versions that stand behind it. */
export type Versions = readonly [ref: readonly string[], from: string | null, to: string | null]

const VERSION = /^(?:rfc[ -]?)?v?\d{1,3}$|^rfc$/i
const RANGE = /^(rfcv?\d{0,3}|v?\d{1,3})?\.\.(rfcv?\d{0,3}|v?\d{1,3})?$/i

/** `v4..v5`, `v4..`, `..v5`, two versions, or one that is compared with the last. */
export function namesOfVersions(words: readonly string[]): Versions {
  const [last = '', before = ''] = [words.at(-1), words.at(-2)]
  const range = words.length > 1 ? RANGE.exec(last) : null
  if (range) return [words.slice(0, -1), range[1] ?? null, range[2] ?? null]
  if (words.length > 2 && VERSION.test(last) && VERSION.test(before))
    return [words.slice(0, -2), before, last]
  if (words.length > 1 && VERSION.test(last)) return [words.slice(0, -1), last, null]
  return [words, null, null]
}
