/** What is known of words: one is met thousands of times, and cut out and looked at once. */
export class WordTable<T> {
  private readonly slots = new Int32Array(SLOTS)
  private raw: string[] = []
  private known: T[] = []

  /**
   * @param read what is to be known of a word
   */
  constructor(private readonly read: (word: string) => T) {}

  /**
   * What is known of each word of a text: a letter or `_`, and all letters and digits behind it.
   */
  in(text: string): T[] {
    const found: T[] = []
    for (let at = 0; at < text.length;) {
      const from = at
      if (isLetter(text.charCodeAt(at))) {
        at = endOfWord(text, at)
        found.push(this.look(text, from, at))
      } else at++
    }
    return found
  }

  /** What is known of a piece of a text. */
  look(text: string, from: number, to: number): T {
    if (this.raw.length >= MOST) this.forget()
    let hash = 0
    for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0
    let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1)
    for (let place = this.slots[slot] ?? 0; place > 0; place = this.slots[slot] ?? 0) {
      if (isAt(this.raw[place - 1] ?? '', text, from, to)) return this.known[place - 1] as T
      slot = (slot + 1) & (SLOTS - 1)
    }
    // A long word that is cut out of a text would hold all of it: this one holds a copy.
    const raw = ` ${text.slice(from, to)}`.slice(1)
    const made = this.read(raw)
    this.raw.push(raw)
    this.known.push(made)
    this.slots[slot] = this.raw.length
    return made
  }

  private forget(): void {
    this.slots.fill(0)
    this.raw = []
    this.known = []
  }
}

/** Words that are kept: bounds memory. The table is never more than half full. */
const MOST = 60_000
const SLOTS = 1 << 17

function isAt(word: string, text: string, from: number, to: number): boolean {
  if (word.length !== to - from) return false
  for (let i = 0; i < word.length; i++)
    if (word.charCodeAt(i) !== text.charCodeAt(from + i)) return false
  return true
}

/** A letter of ASCII, or `_`. */
export function isLetter(code: number): boolean {
  const low = code | 32
  return (low >= 97 && low <= 122) || code === 95
}

/** A digit of ASCII. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Where the letters and digits end that begin at a place. */
export function endOfWord(text: string, from: number): number {
  let at = from
  for (let code = text.charCodeAt(at); isLetter(code) || isDigit(code); code = text.charCodeAt(at))
    at++
  return at
}
