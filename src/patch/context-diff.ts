import type { DiffLine, Hunk } from '../model/diff.ts'

/** Which file of the two a block of a context diff shows. */
type Side = 'old' | 'new'

const OLD = /^\*\*\* (\d{1,9})(?:,(\d{1,9}))? \*{4}/
const NEW = /^--- (\d{1,9})(?:,(\d{1,9}))? -{4}/
const STARS = /^\*{10,}(?: (.*))?$/

/** `*** a/x`, `--- b/x` and a row of stars: a file of a context diff (`diff -c`, POSIX diff). */
export function isContextHeader(lines: readonly string[], n: number): boolean {
  return (
    (lines[n - 1] ?? '').startsWith('*** ') &&
    (lines[n] ?? '').startsWith('--- ') &&
    STARS.test(lines[n + 1] ?? '') &&
    OLD.test(lines[n + 2] ?? '')
  )
}

/**
 * The hunks of a context diff from line `n` on. Each block, the old lines and the new ones, is a
 * hunk of its own, since body lines of a hunk are in order on both sides; the count of the other
 * side is 0. A block whose lines are left out (nothing changed on that side) is kept, empty.
 */
export function contextHunks(lines: readonly string[], n: number): Hunk[] {
  const hunks: Hunk[] = []
  let at = n
  while (STARS.test(lines[at - 1] ?? '') && OLD.test(lines[at] ?? '')) {
    const title = STARS.exec(lines[at - 1] ?? '')?.[1]?.trim() ?? null
    const old = blockAt(lines, at + 1, OLD)
    const now = old && blockAt(lines, old.endLine + 1, NEW)
    if (!old || !now) break
    hunks.push(
      { ...old, newStart: now.newStart, newCount: 0, function: title },
      { ...now, oldStart: old.oldStart, oldCount: 0, function: title },
    )
    at = now.endLine + 1
  }
  return hunks
}

/** The block whose header is line `n`; its numbers stand on both sides until told apart. */
function blockAt(lines: readonly string[], n: number, header: RegExp): Hunk | null {
  const m = header.exec(lines[n - 1] ?? '')
  if (!m) return null
  const [start = 0, last = 0] = [m[1], m[2] ?? m[1]].map(Number)
  const count = Math.max(0, last - start + 1)
  let endLine = n
  while (endLine - n < count && /^(?:[ !+-] |[ !+-]?$|\t)/.test(lines[endLine] ?? '*')) endLine++
  if ((lines[endLine] ?? '').startsWith('\\ ')) endLine++
  return {
    line: n,
    endLine,
    oldStart: start,
    oldCount: count,
    newStart: start,
    newCount: count,
    function: null,
  }
}

/** The side of a block by its header line; `null` for a hunk of a unified diff. */
export function contextSide(header: string): Side | null {
  if (OLD.test(header)) return 'old'
  return NEW.test(header) ? 'new' : null
}

/** The lines of a block with their numbers, which are known on its own side alone. */
export function contextLines(lines: readonly string[], hunk: Hunk, side: Side): DiffLine[] {
  const start = side === 'old' ? hunk.oldStart : hunk.newStart
  const rows = lines.slice(hunk.line, hunk.endLine).filter((line) => !line.startsWith('\\'))
  return rows.map((line, i) => {
    const isChange = /^[!+-]/.test(line)
    return {
      kind: isChange ? (side === 'old' ? 'deletion' : 'insertion') : 'context',
      bodyLine: hunk.line + 1 + i,
      oldLine: side === 'old' ? start + i : null,
      newLine: side === 'new' ? start + i : null,
      text: line.slice(2),
    }
  })
}
