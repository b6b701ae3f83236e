import type { Hunk } from '../model/diff.ts'
import type { Mail } from '../model/mail.ts'
import { squashedLines } from '../text/lines.ts'

/** A line that says less (blank, a lone brace) stands in many places. */
const LEAST = 4

/** A changed line that begins a run of them, with the hunk it is in. */
interface Changed {
  readonly at: number
  readonly isFirst: boolean
  /** Where the lines of its hunk stand that stay, those that stand there once. */
  readonly staying: ReadonlyMap<string, number>
}

/**
 * Of two patches that change the same lines in the same order: does one of these stand above a line
 * of the file in one, and below it in the other? Other lines around them are no move: the file has
 * changed below the patch.
 */
export function hasMovedLines(a: Mail, b: Mail): boolean {
  const [left, right] = [changedOf(a), changedOf(b)]
  return (
    left.length === right.length &&
    left.some((one, i) => {
      const other = right[i]
      return other !== undefined && (one.isFirst || other.isFirst) && isAcross(one, other)
    })
  )
}

function isAcross(one: Changed, other: Changed): boolean {
  for (const [key, at] of one.staying) {
    const there = other.staying.get(key)
    if (there !== undefined && at < one.at !== there < other.at) return true
  }
  return false
}

function changedOf(mail: Mail): Changed[] {
  const keys = squashedLines(mail.lines)
  return mail.files.flatMap(({ hunks }) => hunks.flatMap((hunk) => changedIn(mail, keys, hunk)))
}

function changedIn({ lines }: Mail, keys: readonly string[], hunk: Hunk): Changed[] {
  const places = new Map<string, number>()
  const twice = new Set<string>()
  const changed: number[] = []
  for (let at = hunk.line; at < hunk.endLine; at++) {
    const key = keys[at] ?? ''
    if (/^[-+]/.test(lines[at] ?? '')) changed.push(at)
    else if (places.has(key)) twice.add(key)
    else if (key.length >= LEAST) places.set(key, at)
  }
  for (const key of twice) places.delete(key)
  return changed.map((at, i) => ({ at, isFirst: changed[i - 1] !== at - 1, staying: places }))
}
