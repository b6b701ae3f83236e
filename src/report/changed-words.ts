import { editsBetween } from '../text/diff.ts'

/** A part of a line: from, and before; 0-based. */
export type Span = readonly [from: number, before: number]

/** What differs between a removed line and the added one that took its place. */
export interface ChangedWords {
  readonly removed: readonly Span[]
  readonly added: readonly Span[]
}

/** Lines that have less in common than this are different lines. */
const LEAST_ALIKE = 0.5
/** Words beyond which a line is not looked into. */
const MOST_WORDS = 400
const WORDS = /\w+|\s+|[^\w\s]/gu

/**
 * The words that differ between two lines; `null` where they have little in common, and marking
 * would only make them harder to read.
 */
export function changedWords(removed: string, added: string): ChangedWords | null {
  const [left, right] = [removed.match(WORDS) ?? [], added.match(WORDS) ?? []]
  if (left.length > MOST_WORDS || right.length > MOST_WORDS) return null
  const edits = editsBetween(left, right)
  const size = (words: readonly string[]): number => words.join('').replace(/\s/g, '').length
  const touched = edits.reduce(
    (sum, e) => sum + size(left.slice(e.a, e.aEnd)) + size(right.slice(e.b, e.bEnd)),
    0,
  )
  const all = size(left) + size(right)
  if (all === 0 || 1 - touched / all < LEAST_ALIKE) return null
  return {
    removed: spansOf(
      left,
      edits.map((e) => [e.a, e.aEnd]),
    ),
    added: spansOf(
      right,
      edits.map((e) => [e.b, e.bEnd]),
    ),
  }
}

/** Runs of words as parts of their line. */
function spansOf(words: readonly string[], runs: readonly Span[]): Span[] {
  const starts = [0]
  for (const word of words) starts.push((starts.at(-1) ?? 0) + word.length)
  return runs
    .filter(([from, before]) => before > from)
    .map(([from, before]) => [starts[from] ?? 0, starts[before] ?? 0])
}

/** Lines that are compared with one another at most, of each side. */
const MOST_LINES = 60

/**
 * For a run of removed lines and the run of added ones after it: what differs, by the index of the
 * removed and of the added line. Each line is paired once, and in order.
 */
export function pairedWords(
  removed: readonly string[],
  added: readonly string[],
): { readonly removed: number; readonly added: number; readonly words: ChangedWords }[] {
  if (removed.length > MOST_LINES || added.length > MOST_LINES) return []
  const pairs: { removed: number; added: number; words: ChangedWords }[] = []
  let next = 0
  for (const [i, line] of removed.entries()) {
    for (let k = next; k < added.length; k++) {
      const words = changedWords(line, added[k] ?? '')
      if (words === null) continue
      pairs.push({ removed: i, added: k, words })
      next = k + 1
      break
    }
  }
  return pairs
}
