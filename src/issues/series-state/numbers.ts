const NUMBER = String.raw`#?\d{1,3}(?:/\d{1,3})?`
/** One way alone to read each blank: two of them would be tried for each of a hundred numbers. */
const AND = String.raw` {0,9}(?:-|–|to|through|\.\.|(?:, ?)?and|,|&|\+)(?: {0,9}patch)? {0,9}`
const MORE = `(?:${AND}${NUMBER})`
const NAMED = [
  // "patches 1-3", "patch #4", "patch 1/2 and 2/2".
  String.raw`\bpatch(?:es)?(?: numbers?)? *(${NUMBER}${MORE}{0,99})`,
  // "Applied 1-3", "took 1 and 3/3", "picked 3/3".
  String.raw`\b(?:applied|queued|merged|pushed|picked|took|taken|for)(?: up)? +` +
    String.raw`(${NUMBER}${MORE}{1,99}\b|#?\d{1,3}/\d{1,3}(?![\w/]))`,
  // "1 and 2 are applied".
  String.raw`^\W{0,2}(${NUMBER}${MORE}{1,99}) (?:is|are|was|were|has|have)\b`,
  String.raw`\[(\d{1,3})/\d{1,3}\]`,
].map((source) => new RegExp(source, 'i'))

/**
 * Patch numbers that a sentence names: `patches 1-3`, `1, 2 and 5`, `patch #4`, `[2/7]`. `null`
 * where it names none; numbers that the version does not have are left out.
 * @param all the numbers of the version
 */
export function numbersIn(text: string, all: readonly number[]): number[] | null {
  const named = NAMED.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined)
  if (named === undefined) return null
  const numbers = new Set<number>()
  // How many there are tells of no patch: "1/3 and 3/3".
  const alone = named.replace(/\/\d+/g, '')
  for (const m of alone.matchAll(/(\d+)(?: *(?:-|–|to|through|\.\.) *#?(\d+))?/g)) {
    const [from, to] = [Number(m[1]), Number(m[2] ?? m[1])]
    for (let n = from; n <= Math.min(to, from + 999); n++) numbers.add(n)
  }
  const found = all.filter((n) => numbers.has(n))
  return found.length > 0 ? found : null
}
