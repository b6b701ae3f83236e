/**
 * Patch numbers that a sentence names: `patches 1-3`, `1, 2 and 5`, `patch #4`, `[2/7]`. `null`
 * where it names none; numbers that the version does not have are left out.
 * @param all the numbers of the version
 */
export function numbersIn(text: string, all: readonly number[]): number[] | null {
  const named =
    /\bpatch(?:es)?(?: numbers?)? *#?(\d{1,3}(?:(?: *(?:-|–|to|through|\.\.|,|and|&|\+|,? *and)(?: *patch)? *#?)\d{1,3})*)/i.exec(
      text,
    )?.[1] ??
    /\b(?:applied|queued|merged|picked up|for) +#?(\d{1,3}(?: *(?:-|–|to|,|and|&) *#?\d{1,3})+)\b/i.exec(
      text,
    )?.[1] ??
    /^\W{0,2}(\d{1,3}(?: *(?:-|–|to|,|and|&|\+) *#?\d{1,3})+) (?:is|are|was|were|has|have)\b/.exec(
      text,
    )?.[1] ??
    /\[(\d{1,3})\/\d{1,3}\]/.exec(text)?.[1]
  if (!named) return null
  const numbers = new Set<number>()
  for (const m of named.matchAll(/(\d+)(?: *(?:-|–|to|through|\.\.) *#?(\d+))?/g)) {
    const [from, to] = [Number(m[1]), Number(m[2] ?? m[1])]
    for (let n = from; n <= Math.min(to, from + 999); n++) numbers.add(n)
  }
  const found = all.filter((n) => numbers.has(n))
  return found.length > 0 ? found : null
}
