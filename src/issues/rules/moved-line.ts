import type { Mail } from '../../model/mail.ts'
import { squash } from '../../text/lines.ts'
import type { CommentCase } from '../cases.ts'
import { patchText, type TextLine } from '../signals/version-text.ts'
import { bare } from './spoken-line.ts'

/** "Better to move these up", "should go before the check", "swap the two". */
const MOVES =
  /\b(?:mov(?:e|ed|ing)|put|place|hoist|go(?:es)?|belongs?)\b[^.?!]{0,60}\b(?:up|down|above|below|before|after|out|into|to|together|closer|next to|near|here|there|elsewhere|earlier|later|first|last)\b|\b(?:swap|re-?order|exchange the order)\b/i

/** Is it asked that the lines stand somewhere else? */
export function asksToMove(says: readonly string[]): boolean {
  return MOVES.test(says.join(' '))
}

/** Shorter lines stand in many places. */
const LEAST = 12

/**
 * The last of the quoted lines that the later version has word for word, and on the other side of a
 * line that both have; where it was asked that they stand somewhere else.
 */
export function movedLine(
  { says, context: { quoted } }: CommentCase,
  from: Mail,
  to: Mail,
): TextLine | null {
  if (!asksToMove(says)) return null
  const [before, after] = [placesIn(from), placesIn(to)]
  const shared = [...before].flatMap(([key, old]) => {
    const now = after.get(key)
    return old && now ? [{ key, old, now }] : []
  })
  for (const line of [...quoted].reverse()) {
    const moved = shared.find(({ key }) => key === squash(bare(line)))
    if (!moved?.now.text.startsWith('+') || !line.startsWith('+')) continue
    const isOther = shared.some(
      ({ old, now }) => old.line < moved.old.line !== now.line < moved.now.line,
    )
    if (isOther) return moved.now
  }
  return null
}

/** The lines of a diff that stand in it once; `null` for what stands there more often. */
function placesIn(mail: Mail): ReadonlyMap<string, TextLine | null> {
  const found = new Map<string, TextLine | null>()
  for (const line of patchText(mail).lines)
    if (line.inDiff && !line.key.startsWith('-') && line.key.length >= LEAST)
      found.set(line.key, found.has(line.key) ? null : line)
  return found
}
