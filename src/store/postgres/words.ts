import { stem } from './stem.ts'

/** Letters, digits, the underscore and what is of private use; marks above a letter go with it. */
const WORDS = /[\p{L}\p{N}\p{Co}_](?:[\p{L}\p{N}\p{Co}_]|[\u0300-\u0331])*/gu
/** Only Latin letters lose their accents. */
const ACCENTED = /[\u00c0-\u024f\u1e00-\u1eff]/g
const PLAIN_WORDS = /[0-9a-z_]+/g
/** Bytes that PostgreSQL takes in one word; nobody looks for longer ones. */
const LONGEST = 500
/** Stems that are remembered. */
const ROOM = 200_000

const stems = new Map<string, string>()

/**
 * The words of a text, as the tokenizers `porter` and `unicode61` of SQLite's FTS5 make them: small
 * letters without accents, an underscore is a letter. @param stemmed other forms of a word are it
 */
export function wordsIn(text: string, stemmed: boolean): string[] {
  const isPlain = /^[\0-\x7f]*$/.test(text)
  const found = isPlain
    ? (text.toLowerCase().match(PLAIN_WORDS) ?? [])
    : (text.match(WORDS) ?? []).map(folded)
  const words = found.map((word) => (word.length > LONGEST ? word.slice(0, LONGEST) : word))
  return stemmed ? words.map(known) : words
}

function folded(word: string): string {
  return word
    .replace(ACCENTED, (letter) => {
      const [base = ''] = letter.normalize('NFD')
      return /[a-z]/i.test(base) ? base : letter
    })
    .replace(/[\u0300-\u0331]/g, '')
    .toLowerCase()
    .replaceAll('\u00b5', '\u03bc')
}

function known(word: string): string {
  const there = stems.get(word)
  if (there !== undefined) return there
  if (stems.size >= ROOM) stems.clear()
  const made = stem(word)
  stems.set(word, made)
  return made
}
