import type { DiffLine } from '../model/diff.ts'
import type { Origin } from '../model/link.ts'
import type { Mail } from '../model/mail.ts'
import type { LineRange } from '../model/reply.ts'
import type { Ported } from '../model/versions.ts'
import type { Edit } from '../text/diff.ts'
import { comparedOnce, comparisonOf, type Comparison } from './comparison.ts'
import { squash, squashedLines } from '../text/lines.ts'
import { remembered } from '../text/memo.ts'
import { fileAt, partAt } from '../patch/locate.ts'
import { movedAndEdited } from './moves/edited.ts'
import {
  isTelling,
  linesIn,
  movedTo,
  movedWithin,
  placeIn,
  textsOf,
  withoutBlankEnds,
} from './moves/exact.ts'
import { fileIn } from './moves/renamed.ts'
import { isAside, linesOfPart, portAside } from './patch-lines.ts'

const UNKNOWN: Ported = { fate: 'unknown', place: null }
const GONE: Ported = { fate: 'gone', place: null }
const DROPPED: Ported = { fate: 'patch-dropped', place: null }

/**
 * Carries lines of a patch or cover to the next version, as Gerrit ports comments: shifted by the
 * edits above them; an edit that touches them is what became of them.
 * @param to what the patch became; `null` where it was dropped
 * @param others the other patches of that version: lines may have moved to one of them
 * @param splitOff those of them that were made of parts of this one: lines that are no more as they
 *   were in `to` may stand there
 */
export function portLines(
  from: Mail,
  range: LineRange,
  to: Mail | null,
  others: () => readonly Mail[] = () => [],
  splitOff: () => readonly Mail[] = () => [],
): Ported {
  const part = partAt(from, range.endLine) ?? partAt(from, range.line)
  if (part !== 'diff') return to === null ? DROPPED : portText(from, range, to, part)
  const ported = to === null ? null : portCode(from, range, to)
  const moved = (): Ported | null => movedAndEdited(from, range, to, ported)
  if (ported?.fate === 'changed' && isTelling(textsOf(from, range)))
    return movedTo(from, range, splitOff()) ?? moved() ?? ported
  if (ported && ported.fate !== 'gone') return ported
  const whole = (to && movedWithin(from, range, to)) ?? movedTo(from, range, others())
  return whole ?? moved() ?? ported ?? DROPPED
}

function portCode(from: Mail, range: LineRange, to: Mail): Ported {
  const file = fileAt(from, range.endLine)
  const there = file && fileIn(file, from, to)
  if (!file) return UNKNOWN
  if (!there) return GONE
  const lines = withoutBlankEnds(linesIn(from, range))
  if (lines.length === 0)
    return { fate: 'unknown', place: { messageId: to.id, line: there.line, endLine: there.line } }
  // Of a mixed range the new text is what the comment is about; of a removal alone, what is
  // removed.
  const side = lines.some(({ kind }) => kind !== 'deletion') ? 'new' : 'old'
  const wanted = lines.filter(({ kind }) => kind !== (side === 'new' ? 'deletion' : 'insertion'))
  const ported = portBetween(comparisonOf(from, to, file, there, side), wanted, to)
  return side === 'old' ? stillRemoved(ported, to) : ported
}

function portBetween({ a, b, edits }: Comparison, wanted: readonly DiffLine[], to: Mail): Ported {
  const first = a.findIndex(({ bodyLine }) => bodyLine === wanted[0]?.bodyLine)
  const last = a.findIndex(({ bodyLine }) => bodyLine === wanted.at(-1)?.bodyLine)
  if (first === -1 || last === -1) return UNKNOWN
  const near = edits.filter((e) => e.a <= last && e.aEnd > first && touches(e, first, last))
  const [start, end] = [shifted(edits, first, 'first'), shifted(edits, last, 'last')]
  if (near.length === 0) return { fate: 'unchanged', place: placeIn(to, b.slice(start, end + 1)) }
  const lost =
    near.every((e) => e.b === e.bEnd) &&
    range(first, last).every((i) => near.some((e) => e.a <= i && i < e.aEnd))
  if (!lost) return { fate: 'changed', place: placeIn(to, b.slice(start, end + 1)) }
  // Context is shown only near a change: not to see it says nothing.
  return wanted.every(({ kind }) => kind === 'context') ? UNKNOWN : GONE
}

/** An insertion counts where it stands between the lines, not above the first or below the last. */
function touches(edit: Edit, first: number, last: number): boolean {
  return edit.aEnd > edit.a ? edit.a <= last && edit.aEnd > first : edit.a > first && edit.a <= last
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

/** Where line `i` is on the other side; inside an edit, the first or last line in its place. */
function shifted(edits: readonly Edit[], i: number, which: 'first' | 'last'): number {
  let shift = 0
  for (const e of edits) {
    if (e.aEnd > i || (e.a === e.aEnd && e.a > i)) {
      if (e.a <= i && i < e.aEnd) return which === 'first' ? e.b : Math.max(e.b, e.bEnd - 1)
      break
    }
    shift = e.bEnd - e.aEnd
  }
  return i + shift
}

/** Lines that were to be removed and now stay are changed. */
function stillRemoved(ported: Ported, to: Mail): Ported {
  const { place } = ported
  if (ported.fate !== 'unchanged' || !place) return ported
  const kept = to.lines.slice(place.line - 1, place.endLine).some((line) => !line.startsWith('-'))
  return kept ? { fate: 'changed', place } : ported
}

/** The text of those lines without white space. */
const textOfPart = remembered((mail: Mail, part: string): string =>
  linesOfPart(mail, part)
    .map((n) => squashedLines(mail.lines)[n - 1] ?? '')
    .join(''),
)

/** Of a message that is quoted down to its trailers, what it says is what is followed. */
function portText(from: Mail, range: LineRange, to: Mail, part: string | null): Ported {
  if (!isAside(part)) return portProse(from, range, to, part)
  const isSaid = linesOfPart(from, MESSAGE).some((n) => n >= range.line && n <= range.endLine)
  if (part === 'trailers' && isSaid) return portProse(from, range, to, MESSAGE)
  return portAside(from, range, to, part) ?? portProse(from, range, to, part)
}

const MESSAGE = 'commit-message'

/** Prose may be wrapped anew: what counts is the text without white space. */
function portProse(
  from: Mail,
  { line, endLine }: LineRange,
  to: Mail,
  part: string | null,
): Ported {
  const [a, b] = [linesOfPart(from, part ?? ''), linesOfPart(to, part ?? '')]
  const wanted = a.filter((n) => n >= line && n <= endLine)
  if (wanted.length === 0 || part === null) return UNKNOWN
  const said = wanted.map((n) => squash(from.lines[n - 1] ?? '')).join('')
  const at = textOfPart(to, part).indexOf(said)
  if (at !== -1) return { fate: 'unchanged', place: placeOfText(to, b, at, said.length) }
  const comparison = comparedOnce(from, to, part, () => [asLines(from, a), asLines(to, b)])
  return portBetween(
    comparison,
    comparison.a.filter(({ bodyLine }) => bodyLine >= line && bodyLine <= endLine),
    to,
  )
}

function asLines(mail: Mail, numbers: readonly number[]): DiffLine[] {
  return numbers.map((n) => ({
    kind: 'insertion',
    bodyLine: n,
    oldLine: null,
    newLine: null,
    text: mail.lines[n - 1] ?? '',
  }))
}

function placeOfText(
  to: Mail,
  numbers: readonly number[],
  at: number,
  length: number,
): Origin | null {
  let seen = 0
  let first: number | null = null
  for (const n of numbers) {
    seen += squash(to.lines[n - 1] ?? '').length
    if (first === null && seen > at) first = n
    if (seen >= at + length) return { messageId: to.id, line: first ?? n, endLine: n }
  }
  return null
}
