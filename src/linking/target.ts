import { squash, squashedLines } from '../text/lines.ts'
import { stripQuotes } from '../text/quoting.ts'

/**
 * A body made ready to be quoted from. Rows are its lines that hold more than blanks and quote
 * marks, counted from 0; two rows are neighbours where only empty lines stand between them.
 */
export interface Target {
  readonly lines: readonly string[]
  /** Body line of each row. */
  readonly lineOf: readonly number[]
  readonly keys: readonly string[]
  /** Rows of each key, ascending. */
  readonly rowsOf: ReadonlyMap<string, readonly number[]>
  /** All rows' text without quote marks and white space, one after the other. */
  readonly stream: string
  /** Where each row starts in the stream; one more entry for its end. */
  readonly startOf: readonly number[]
}

/** A body as its direct answers quote it: marks of its own quotes kept. */
export function targetOf(lines: readonly string[]): Target {
  const lineOf: number[] = []
  const keys: string[] = []
  const rowsOf = new Map<string, number[]>()
  const stream: string[] = []
  const startOf: number[] = []
  let at = 0
  const squashed = squashedLines(lines)
  for (const [i, line] of lines.entries()) {
    const key = squashed[i] ?? ''
    const bare = key.includes('>') ? squash(stripQuotes(line)) : key
    if (bare === '') continue
    const rows = rowsOf.get(key)
    if (rows) rows.push(keys.length)
    else rowsOf.set(key, [keys.length])
    keys.push(key)
    lineOf.push(i + 1)
    startOf.push(at)
    stream.push(bare)
    at += bare.length
  }
  startOf.push(at)
  return { lines, lineOf, keys, rowsOf, stream: stream.join(''), startOf }
}

/** The same, as it reads without any quote mark: lines of all depths can be found in it. */
export function bareTargetOf(lines: readonly string[]): Target {
  return targetOf(lines.map(stripQuotes))
}

/** The row whose text holds position `at` of the stream. */
export function rowAt(target: Target, at: number): number {
  let low = 0
  let high = target.keys.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((target.startOf[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}
