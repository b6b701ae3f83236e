import type { LineRange } from '../../model/reply.ts'
import type { Applied } from '../../model/review.ts'
import { isBlank } from '../../text/lines.ts'
import { trailerOf } from '../../text/trailers.ts'
import { saysTaken } from '../kinds/taken.ts'

/** Where it is said that something was taken, and of which patches. */
export type Said = Pick<Applied, 'line' | 'patches'>

/** Full lines of a comment that are looked at, tags aside. */
const FIRST = 6

/** The line among the first of a comment that says something was taken. */
export function takingLine(
  lines: readonly string[],
  comments: readonly LineRange[],
): number | null {
  for (const { line, endLine } of comments) {
    for (let n = line, full = 0; n <= endLine && full < FIRST; n++) {
      const text = lines[n - 1] ?? ''
      if (isBlank(text)) continue
      if (trailerOf(text) === null) full++
      const above = n > line ? (lines[n - 2] ?? '').slice(-40) : ''
      if (saysTaken(text, above, lines[n] ?? '') && startsSentence(lines, n, line, text)) return n
    }
  }
  return null
}

/**
 * A line that only goes on with the one above tells of something else: "... in case it is / merged
 * that way."
 */
function startsSentence(lines: readonly string[], n: number, first: number, text: string): boolean {
  const above = (lines[n - 2] ?? '').trim()
  return (
    n === first ||
    above === '' ||
    /[.!?:,)]$|^-{2,}$/.test(above) ||
    trailerOf(above) !== null ||
    !/^(?:applied|queued|merged|pushed|picked|committed)\b/i.test(text)
  )
}
