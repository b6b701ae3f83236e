import type { CommentCase } from '../cases.ts'
import type { Entry, Signals } from './sheet.ts'
import { REACH, within, type Spot } from './spots.ts'
import { mostOverlap, overlap, tokensOf } from '../../patch/tokens.ts'

/** The last of the lines that a comment is about, which it mostly means. */
const FOCUS = 3

/**
 * How much of the very lines a comment is about is as it was, by where they stand and not by their
 * text: `},` stands in every patch, and a line whose variable was renamed is no other line.
 */
export function keptSignals({ context: { about } }: CommentCase, spots: readonly Spot[]): Entry[] {
  if (!about) return []
  return spots.map(({ when, ...spot }) => ({ when, signals: kept(spot) }))
}

function kept({ pair, start, end }: Omit<Spot, 'when'>): Signals {
  const isEdited = (at: number): boolean => pair.edits.some((e) => e.a <= at && at < e.aEnd)
  const isWidened = pair.edits.some((e) => e.a === e.aEnd && e.a > start && e.a <= end)
  const close = within(pair.edits, start, end, REACH)
  const came = close.flatMap((e) => pair.now.slice(e.b, e.bEnd)).map((l) => new Set(tokensOf(l)))
  let [edited, like, rows] = [0, 0, 0]
  let tail = 1
  for (let at = Math.max(start, end - FOCUS + 1); at <= end; at++) {
    const tokens = new Set(tokensOf(pair.old[at] ?? ''))
    if (tokens.size === 0) continue
    rows++
    if (isEdited(at)) edited++
    tail = isEdited(at) ? best(tokens, came) : 1
    like += tail
  }
  return {
    'lines-edited': rows === 0 ? -1 : edited / rows,
    'lines-like': rows === 0 ? -1 : like / rows,
    'tail-like': tail,
    'lines-widened': Number(isWidened),
  }
}

function best(tokens: ReadonlySet<string>, lines: readonly ReadonlySet<string>[]): number {
  let top = 0
  for (const line of lines)
    if (mostOverlap(tokens, line) > top) top = Math.max(top, overlap(tokens, line))
  return top
}
