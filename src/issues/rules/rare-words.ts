import { endOfWord, isLetter, WordTable } from '../scan.ts'

/** Words that stand in every changelog. */
const COMMON = new Set(
  'patch patches change changes changed version since from with that this into instead also when which there their them have added add drop dropped remove removed rename renamed fixed fix update updated move moved make made use used using code more comment comments commit message series review reviewed tags link https lore kernel before after where then than only some should would could please think need just like does'.split(
    ' ',
  ),
)

/** The words of a line that are not in every changelog, without their endings. */
export function rareWordsIn(line: string): string[] {
  const found: string[] = []
  for (let at = 0; at < line.length;) {
    const from = at
    if (isLetter(line.charCodeAt(at))) {
      at = endOfWord(line, at)
      if (line.startsWith('()', at)) at += 2
      const word = WORDS.look(line, from, at)
      if (word !== null) found.push(word)
    } else at++
  }
  return found
}

/** The same of some lines, each once. */
export function rareWords(lines: readonly string[]): Set<string> {
  return new Set(lines.flatMap(rareWordsIn))
}

const WORDS = new WordTable((word): string | null => {
  const own = /_|[a-z][A-Z]/.test(word) ? word.replace(/\(\)$/, '') : word.toLowerCase()
  if (own.length <= 3 || COMMON.has(own)) return null
  return own.length > 5 && !own.includes('_') ? own.replace(/(?:ing|ed|es|s)$/, '') : own
})
