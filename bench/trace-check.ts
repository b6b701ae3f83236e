import type { Letter } from './letters.ts'
import { findableLines, says, unquoted, type Oracle, type Spot } from './oracle.ts'
import { clip, type Counts } from './table.ts'

/** A row of table `link`. */
export interface LinkRow {
  readonly line: number
  readonly end_line: number
  readonly depth: number
  readonly origin: number | null
  readonly origin_line: number
  readonly origin_end_line: number
  readonly match: string
}

/** A message in which lines were not traced, or to a wrong place. */
export interface Trouble {
  readonly list: string
  readonly id: string
  readonly subject: string
  readonly untraced: number
  readonly wrong: number
  readonly example: string
  /** One text for each wrong or missed line. */
  readonly details: readonly string[]
}

/** Where the product says a line comes from: one line, or a range for rewrapped text. */
interface Got {
  readonly key: number
  readonly line: number | null
  readonly from: number
  readonly to: number
}

/**
 * Compares one letter's links with the oracle. Counts `sure`, `right`, `wrong`, `missed`, `firm`
 * (certain lines where the oracle cannot be wrong), `firm.bad` (wrong or missed ones of these),
 * `findable`, `traced`, each again with `deep.` in front for lines quoted twice or more.
 */
export function checkLinks(
  list: string,
  letter: Letter,
  links: readonly LinkRow[],
  oracle: Oracle,
  counts: Counts,
): Trouble | null {
  countRungs(letter, links, counts)
  if (!letter.parent) return null
  const got = gotOf(links)
  const details: string[] = []
  let wrong = 0
  const add = (name: string, n: number): void => {
    counts.add(name)
    if (unquoted(unquoted(letter.lines[n - 1]) ?? '') !== null) counts.add(`deep.${name}`)
  }
  for (const [n, want] of oracle.originsOf(letter)) {
    if (!says(unquoted(letter.lines[n - 1]) ?? '')) continue
    const found = got.get(n)
    const verdict = !found ? 'missed' : isRight(found, want) ? 'right' : 'wrong'
    add('sure', n)
    add(verdict, n)
    if (want.firm) add('firm', n)
    if (want.firm && verdict !== 'right') add('firm.bad', n)
    if (verdict === 'wrong') wrong++
    if (verdict !== 'right') details.push(detail(letter, n, want, found))
  }
  const untraced: number[] = []
  for (const n of findableLines(letter)) {
    add('findable', n)
    if (got.has(n)) add('traced', n)
    else untraced.push(n)
  }
  if (untraced.length + details.length === 0) return null
  const first = untraced.find((n) => /[^\s>]/.test(letter.lines[n - 1] ?? '')) ?? untraced[0]
  const example =
    first === undefined ? (details[0] ?? '') : `${first}: ${letter.lines[first - 1] ?? ''}`
  return {
    list,
    id: letter.id,
    subject: letter.subject,
    untraced: untraced.length,
    wrong,
    example: clip(example, 150),
    details: [
      ...details,
      ...untraced.map((n) => `line ${n} untraced: ${clip(letter.lines[n - 1] ?? '', 90)}`),
    ],
  }
}

/** Lines with text only: an empty quoted line says nothing. */
function countRungs(letter: Letter, links: readonly LinkRow[], counts: Counts): void {
  for (const link of links) {
    for (let n = link.line; n <= link.end_line; n++) {
      if (/^[\s>]*$/.test(letter.lines[n - 1] ?? '')) continue
      counts.add(`rung.${link.match}`)
      if (link.match === 'none' && letter.parent) counts.add('none.here')
      counts.add(`depth.${Math.min(link.depth, 4)}.${link.match}`)
      counts.add('quoted')
    }
  }
}

function gotOf(links: readonly LinkRow[]): Map<number, Got> {
  const got = new Map<number, Got>()
  for (const { line, end_line, origin, origin_line, origin_end_line } of links) {
    if (origin === null) continue
    const isByLine = end_line - line === origin_end_line - origin_line
    for (let n = line; n <= end_line; n++) {
      got.set(n, {
        key: origin,
        line: isByLine ? origin_line + n - line : null,
        from: origin_line,
        to: origin_end_line,
      })
    }
  }
  return got
}

function isRight(got: Got, want: Spot): boolean {
  if (got.key !== want.letter.key) return false
  return got.line === null ? got.from <= want.line && want.line <= got.to : got.line === want.line
}

function detail(letter: Letter, n: number, want: Spot, got: Got | undefined): string {
  const place = got
    ? `message ${got.key === want.letter.key ? 'same' : `key ${got.key}`}, line ${got.line ?? `${got.from}-${got.to}`}`
    : 'nothing'
  return `line ${n}${want.firm ? '' : ' (in doubt)'} wants ${want.letter.id} line ${want.line}, got ${place}: ${clip(letter.lines[n - 1] ?? '', 90)}`
}
