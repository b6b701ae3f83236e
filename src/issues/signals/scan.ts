/** Finds the words of texts: a name is met hundreds of times, and cut out and looked at once. */
export class WordTable<T> {
  private readonly slots = new Int32Array(SLOTS)
  private raw: string[] = []
  private known: T[] = []

  /**
   * @param read what is to be known of a word
   */
  constructor(private readonly read: (word: string) => T) {}

  /** What is known of each word of a text: a letter or `_`, and all letters and digits behind it. */
  in(text: string): T[] {
    const found: T[] = []
    const end = text.length
    for (let at = 0; at < end;) {
      if (!isBegin(text.charCodeAt(at))) {
        at++
        continue
      }
      const from = at
      let hash = 0
      for (let code = text.charCodeAt(at); isPart(code); code = text.charCodeAt(at)) {
        hash = (Math.imul(hash, 31) + code) | 0
        at++
      }
      found.push(this.of(text, from, at, hash))
    }
    return found
  }

  private of(text: string, from: number, to: number, hash: number): T {
    if (this.raw.length >= MOST) this.forget()
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
  const length = to - from
  if (word.length !== length) return false
  for (let i = 0; i < length; i++)
    if (word.charCodeAt(i) !== text.charCodeAt(from + i)) return false
  return true
}

/** For each character of ASCII 1 where a word can begin with it, 2 where it can go on with it. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code)
  return /[A-Za-z_]/.test(char) ? 1 : /\d/.test(char) ? 2 : 0
})

function isBegin(code: number): boolean {
  return code < 128 && KINDS[code] === 1
}

/** Behind the end of a text there is none. */
function isPart(code: number): boolean {
  return code < 128 && (KINDS[code] ?? 0) > 0
}
