import type { Element } from 'hast'
import type { Span } from '../../changed-words.ts'
import { el, type Child } from '../elements.ts'
import type { Colour } from './colours.ts'

/**
 * A text with its colours, and within or across them what was changed.
 * @param colours in order, none over another
 * @param words in order, none over another
 */
export function markedText(
  text: string,
  colours: readonly Colour[],
  words: readonly Span[],
): Child[] {
  const parts: Child[] = []
  let done = 0
  for (const [from, before] of words) {
    if (from > done) parts.push(...colouredText(text, done, from, colours))
    parts.push(el('span', 'w', colouredText(text, from, before, colours)))
    done = before
  }
  return [...parts, ...colouredText(text, done, text.length, colours)]
}

/** The part of a text between two places. */
function colouredText(
  text: string,
  from: number,
  before: number,
  colours: readonly Colour[],
): Child[] {
  const parts: (string | Element)[] = []
  let done = from
  for (const [start, end, className] of colours) {
    const [a, b] = [Math.max(start, done), Math.min(end, before)]
    if (a >= b) continue
    if (a > done) parts.push(text.slice(done, a))
    parts.push(el('span', className, text.slice(a, b)))
    done = b
  }
  if (done < before) parts.push(text.slice(done, before))
  return parts
}
