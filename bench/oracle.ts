import type { Letter } from './letters.ts'
import { Counts } from './table.ts'

/** A body line of a letter. */
export interface Spot {
  readonly letter: Letter
  readonly line: number
  /**
   * On the whole way its text stood once even with white space left aside; the line it ends in is
   * no half quote (` > ...`), and no older message has it (Outlook repeats mail without quoting
   * it). Else the oracle itself can be wrong.
   */
  readonly firm: boolean
}

/** The one line of a text, and whether it stays the only one where white space is left aside. */
interface Place {
  readonly line: number
  readonly firm: boolean
}

/** The lines of a letter that stand exactly once, by text; and all it says, without white space and marks. */
interface Texts {
  readonly once: ReadonlyMap<string, Place>
  readonly stream: string
}

/** Mail can answer itself in a circle; and older words than that are hardly repeated. */
const MOST_ANCESTORS = 12

/** The text of a line without its outermost `>`; `null` where it is not quoted. */
export function unquoted(line: string | undefined): string | null {
  if (!line?.startsWith('>')) return null
  return line.startsWith('> ') ? line.slice(2) : line.slice(1)
}

/**
 * Where quoted lines come from, as far as that is beyond doubt: a line that stands exactly once in
 * the parent comes from there, and where it is quoted there too, from where that one comes. It
 * shares neither code nor method with `src/review`, and knows nothing of neighbours.
 */
export class Oracle {
  private readonly origins = new Map<Letter, Map<number, Spot>>()
  private readonly texts = new Map<Letter, Texts>()

  /** Origins by body line; lines in doubt are missing. */
  originsOf(letter: Letter): ReadonlyMap<number, Spot> {
    const known = this.origins.get(letter)
    if (known) return known
    const origins = new Map<number, Spot>()
    // Set before it is filled: mail that answers itself in a circle must come to an end.
    this.origins.set(letter, origins)
    const { parent } = letter
    if (!parent) return origins
    const above = this.originsOf(parent)
    const lineOf = this.textsOf(parent).once
    const isFirst = (text: string): boolean => !/^\s+>/.test(text) && !this.isOlder(text, parent)
    for (const [i, line] of letter.lines.entries()) {
      const text = unquoted(line)?.trimEnd()
      const place = text ? lineOf.get(text) : undefined
      if (!place) continue
      const there = parent.lines[place.line - 1] ?? ''
      const spot =
        unquoted(there) === null
          ? { letter: parent, line: place.line, firm: isFirst(there) }
          : above.get(place.line)
      if (spot) origins.set(i + 1, { ...spot, firm: spot.firm && place.firm })
    }
    return origins
  }

  /** Does an ancestor of this letter have the text, white space aside? */
  private isOlder(text: string, letter: Letter): boolean {
    let above = letter.parent
    for (let steps = 0; above && steps < MOST_ANCESTORS; steps++, above = above.parent) {
      if (this.textsOf(above).stream.includes(squashed(text))) return true
    }
    return false
  }

  private textsOf(letter: Letter): Texts {
    const known = this.texts.get(letter)
    if (known) return known
    const exact = new Counts()
    const squashes = new Counts()
    for (const line of letter.lines) {
      exact.add(line.trimEnd())
      squashes.add(squashed(line))
    }
    const once = new Map<string, Place>()
    for (const [i, line] of letter.lines.entries()) {
      if (exact.of(line.trimEnd()) === 1)
        once.set(line.trimEnd(), { line: i + 1, firm: squashes.of(squashed(line)) === 1 })
    }
    const texts = {
      once,
      stream: squashed(letter.lines.map((line) => line.replace(/^[\s>]+/, '')).join('')),
    }
    this.texts.set(letter, texts)
    return texts
  }
}

function squashed(text: string): string {
  return text.replace(/\s+/g, '')
}

/** Quoted lines whose text, white space aside, stands somewhere in the parent: they can be found. */
export function findableLines(letter: Letter): Set<number> {
  const there = new Set(letter.parent?.lines.map(squashed))
  const found = new Set<number>()
  for (const [i, line] of letter.lines.entries()) {
    const text = unquoted(line)
    if (text !== null && says(text) && there.has(squashed(text))) found.add(i + 1)
  }
  return found
}

/** Two characters or more: a lone brace proves nothing. */
export function says(text: string): boolean {
  return text.trim().length >= 2
}

const HUNK_OR_FILE = /^[> ]*>\s?(?:@@ |diff --git )/

/** Does the letter quote the header of a hunk or file, so that one could read off where it is? */
export function quotesHeader(letter: Letter): boolean {
  return letter.lines.some((line) => HUNK_OR_FILE.test(line))
}

/** Body lines of a letter's diff, and the first line of it (0: no diff). */
export function diffLines(letter: Letter): {
  readonly start: number
  readonly lines: ReadonlySet<number>
} {
  const lines = new Set<number>()
  let start = 0
  let on = false
  for (const [i, line] of letter.lines.entries()) {
    if (/^(?:diff --git |--- a\/)/.test(line)) {
      on = true
      start ||= i + 1
    }
    if (line === '-- ') on = false
    if (on && /^(?:[-+ @]|$)/.test(line)) lines.add(i + 1)
  }
  return { start, lines }
}
