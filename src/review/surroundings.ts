import type { IssueEvidence } from '../model/issue.ts'
import type { DiffLine } from '../model/diff.ts'
import type { Origin } from '../model/link.ts'
import type { Post } from '../model/post.ts'
import { isBlank, squash } from '../text/lines.ts'
import { fileAt } from './place.ts'
import { sameFile, sideOf } from './patch-lines.ts'

/** How many lines above and below the commented ones count as next to them; an empty line, or where a function begins or ends, ends them. */
const NEAR = 4

/**
 * A line that is new or gone next to lines that stayed as they were: what was asked for is often added beside
 * what was quoted.
 * @param to the next version of the patch
 * @param place where the lines stand there
 */
export function changedNextTo(from: Post, at: Origin, to: Post, place: Origin): Omit<IssueEvidence, 'rule'> | null {
  const file = fileAt(from, at.endLine)
  const there = file && sameFile(file, to)
  if (!file || !there) return null
  const [before, after] = [sideOf(from, file, 'new'), sideOf(to, there, 'new')]
  const fresh = missing(nextTo(after, place), before)
  if (fresh) return { messageId: to.id, line: fresh.bodyLine, text: to.lines[fresh.bodyLine - 1] ?? '' }
  const lost = missing(nextTo(before, at), after)
  return lost ? { messageId: from.id, line: lost.bodyLine, text: from.lines[lost.bodyLine - 1] ?? '' } : null
}

function nextTo(lines: readonly DiffLine[], { line, endLine }: Origin): DiffLine[] {
  const first = lines.findIndex((l) => l.bodyLine >= line)
  const last = lines.findLastIndex((l) => l.bodyLine <= endLine)
  if (first === -1 || last === -1) return []
  return [...untilBreak(lines.slice(Math.max(0, first - NEAR), first).reverse()), ...untilBreak(lines.slice(last + 1, last + 1 + NEAR))]
}

function untilBreak(lines: readonly DiffLine[]): DiffLine[] {
  const end = lines.findIndex(({ text }) => isBlank(text) || /^[{}]/.test(text))
  return end === -1 ? [...lines] : lines.slice(0, end)
}

/** The first added line that says something and does not stand in the other version. */
function missing(near: readonly DiffLine[], other: readonly DiffLine[]): DiffLine | undefined {
  const known = new Set(other.map(({ text }) => squash(text)))
  return near.find(({ kind, text }) => kind === 'insertion' && squash(text).length > 2 && !known.has(squash(text)))
}

/** Words for what is not seen in a comparison of texts. */
const SPACING = /\b(?:blank|empty|new)[ -]?lines?\b|\bwhite[ -]?spaces?\b|\btrailing (?:blank|space|tab)s?\b|\bindent(?:ation|ed|ing)?\b/i

/** Lines around the commented ones in which blank lines or blanks differ, where a comment speaks of such and the text is the same. */
export function spacingChanged(words: string, from: Post, at: Origin, to: Post, place: Origin): Omit<IssueEvidence, 'rule'> | null {
  if (!SPACING.test(words)) return null
  const file = fileAt(from, at.endLine)
  const there = file && sameFile(file, to)
  if (!file || !there) return null
  const [before, after] = [around(sideOf(from, file, 'new'), at), around(sideOf(to, there, 'new'), place)]
  const i = before.findIndex(({ text }, k) => text !== after[k]?.text && (isBlank(text) || isBlank(after[k]?.text) || squash(text) === squash(after[k]?.text ?? '')))
  const shown = after[i] ?? after.at(-1)
  return i === -1 || !shown ? null : { messageId: to.id, line: shown.bodyLine, text: to.lines[shown.bodyLine - 1] ?? '' }
}

/** The lines with two above and two below. */
function around(lines: readonly DiffLine[], { line, endLine }: Origin): DiffLine[] {
  const first = lines.findIndex((l) => l.bodyLine >= line)
  const last = lines.findLastIndex((l) => l.bodyLine <= endLine)
  return first === -1 || last === -1 ? [] : lines.slice(Math.max(0, first - 2), last + 3)
}
