import type { IssueEvidence } from '../../model/issue.ts'
import type { DiffLine } from '../../model/diff.ts'
import type { Origin } from '../../model/link.ts'
import type { Mail } from '../../model/mail.ts'
import { isBlank, squash } from '../../text/lines.ts'
import { once } from '../../text/memo.ts'
import { fileAt } from '../../patch/locate.ts'
import { fileIn } from '../../versions/moves/renamed.ts'
import { sideOf } from '../../versions/patch-lines.ts'

/**
 * How many lines above and below the commented ones count as next to them; an empty line, or where
 * a function begins or ends, ends them.
 */
const NEAR = 4

/**
 * A line that is new or gone next to lines that stayed as they were: what was asked for is often
 * added beside what was quoted.
 * @param to the next version of the patch
 * @param place where the lines stand there
 */
export function changedBeside(from: Mail, at: Origin, to: Mail, place: Origin): Shown | null {
  const [before = [], after = []] = newSides(from, at, to)
  const fresh = missing(nextTo(after, place), before)
  if (fresh) return shown(to, fresh)
  const lost = missing(nextTo(before, at), after)
  return lost ? shown(from, lost) : null
}

/**
 * The file that is commented, as both versions leave it; empty where the later one has it no more.
 */
function newSides(from: Mail, at: Origin, to: Mail): readonly (readonly DiffLine[])[] {
  const file = fileAt(from, at.endLine)
  const there = file && fileIn(file, from, to)
  return file && there ? [sideOf(from, file, 'new'), sideOf(to, there, 'new')] : [[], []]
}

/** A line of a mail, to be checked by a reader. */
type Shown = Omit<IssueEvidence, 'rule'>

function shown(mail: Mail, { bodyLine }: DiffLine): Shown {
  return { messageId: mail.id, line: bodyLine, text: mail.lines[bodyLine - 1] ?? '' }
}

function nextTo(lines: readonly DiffLine[], range: Origin): DiffLine[] {
  const span = spanOf(lines, range)
  return span
    ? [
        ...untilBreak(lines.slice(Math.max(0, span.first - NEAR), span.first).reverse()),
        ...untilBreak(lines.slice(span.last + 1, span.last + 1 + NEAR)),
      ]
    : []
}

/** Indexes of the first and the last of some lines. */
function spanOf(
  lines: readonly DiffLine[],
  { line, endLine }: Origin,
): { readonly first: number; readonly last: number } | null {
  const first = lines.findIndex((l) => l.bodyLine >= line)
  const last = lines.findLastIndex((l) => l.bodyLine <= endLine)
  return first === -1 || last === -1 ? null : { first, last }
}

function untilBreak(lines: readonly DiffLine[]): DiffLine[] {
  const end = lines.findIndex(({ text }) => isBlank(text) || /^[{}]/.test(text))
  return end === -1 ? [...lines] : lines.slice(0, end)
}

/** The first added line that says something and does not stand in the other version. */
function missing(near: readonly DiffLine[], other: readonly DiffLine[]): DiffLine | undefined {
  const known = keysOf(other)
  return near.find(
    ({ kind, text }) => kind === 'insertion' && squash(text).length > 2 && !known.has(squash(text)),
  )
}

const keysOf = once(
  (lines: readonly DiffLine[]): ReadonlySet<string> =>
    new Set(lines.map(({ text }) => squash(text))),
)

/** Words for what is not seen in a comparison of texts. */
const SPACING =
  /\b(?:blank|empty|new)[ -]?lines?\b|\bwhite[ -]?spaces?\b|\b(?:trailing|leading|extra|double|stray|spurious|superfluous|redundant|unneeded|unnecessary|odd|missing|additional|too many|two|no) (?:blank|space|tab)s?\b|\b(?:blank|space)s? (?:before|after|between|around)\b|\bindent(?:ation|ed|ing)?\b/i

/**
 * Lines around the commented ones in which blank lines or blanks differ, where a comment speaks of
 * such and the text is the same.
 */
export function spacingChanged(
  words: string,
  from: Mail,
  at: Origin,
  to: Mail,
  place: Origin,
): Shown | null {
  if (!SPACING.test(words)) return null
  const [old = [], now = []] = newSides(from, at, to)
  const before = around(old, at)
  const after = around(now, place, before.length)
  const i = before.findIndex(({ text }, k) => isSpacedElse(text, after[k]?.text))
  const there = after[i] ?? after.at(-1)
  return i === -1 || !there ? null : shown(to, there)
}

/** Differ two lines as white space does? The later file may end above the second. */
function isSpacedElse(text: string, there: string | undefined): boolean {
  if (there === undefined) return isBlank(text)
  return text !== there && (isBlank(text) || isBlank(there) || squash(text) === squash(there))
}

/**
 * The lines with two above and two below; as many as there are in the other version, where a blank
 * line at the end of the range may be none of it.
 */
function around(lines: readonly DiffLine[], range: Origin, count?: number): DiffLine[] {
  const span = spanOf(lines, range)
  if (!span) return []
  const start = Math.max(0, span.first - 2)
  return lines.slice(start, count === undefined ? span.last + 3 : start + count)
}
