import { endOfWord, isDigit, isLetter, WordTable } from '../scan.ts'

/** Names that are words as well. */
const ALSO_WORDS = new Set(
  'will may mark rich best long page bill chase frank grant price song sun young major'.split(' '),
)

/** A word as the model has it. */
interface Token {
  readonly word: string
  /** What may be the name of somebody; `null` where it is none. */
  readonly name: string | null
}

const TOKENS = new WordTable<Token>((word) => {
  if (word === 'LINK' || word === 'MAIL') return { word, name: null }
  if (/_|\(\)$|[a-z][A-Z]|[A-Z]{2,}\d|^[A-Z]{3,}$/.test(word)) return { word: 'CODE', name: null }
  const low = word.toLowerCase()
  return { word: low, name: low !== word && !ALSO_WORDS.has(low) ? low : null }
})

/** Words in lower case; names of people and of code, numbers and addresses become one word each. */
export function wordsOf(text: string, people: ReadonlySet<string>): string[] {
  const unlinked = text.includes('http') ? text.replace(/https?:\S+/g, ' LINK ') : text
  const own = text.includes('@') ? unlinked.replace(/(?<!\S)\S+@\S+/g, ' MAIL ') : unlinked
  const found: string[] = []
  for (let at = 0; at < own.length;) {
    const [code, from] = [own.charCodeAt(at), at]
    if (isLetter(code)) {
      at = endOfToken(own, at)
      const { word, name } = TOKENS.look(own, from, at)
      found.push(name !== null && people.has(name) ? 'NAME' : word)
    } else if (isDigit(code)) {
      while (isDigit(own.charCodeAt(at))) at++
      found.push('N')
    } else {
      if (code === QUESTION || code === EXCLAMATION) found.push(own[at] ?? '')
      at++
    }
  }
  return found
}

const [EXCLAMATION, APOSTROPHE, QUESTION] = [33, 39, 63]

/** "don't" is one word, and so is "probe()". */
function endOfToken(text: string, from: number): number {
  let at = endOfWord(text, from)
  while (text.charCodeAt(at) === APOSTROPHE) at = endOfWord(text, at + 1)
  return text.startsWith('()', at) ? at + 2 : at
}
