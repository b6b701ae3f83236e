import type { DiffLine, Hunk } from '../model/diff.ts'

/** `@@@ -1,6 -1,6 +1,8 @@@ function`: one `-` range for each parent of a merge. */
const HUNK =
  /^(@{3,9})((?: -\d{1,9}(?:,\d{1,9})?){2,8}) \+(\d{1,9})(?:,(\d{1,9}))? @{3,9}(?: (.*))?$/
/** The path stands alone: it is the same on all sides. */
const HEADER = /^diff --(?:cc|combined) ("(?:[^"\\]|\\.)*"|\S.*)$/

/** The path that a header of a combined diff names (git-diff, "COMBINED DIFF FORMAT"). */
export function combinedPath(line: string): string | null {
  return HEADER.exec(line)?.[1] ?? null
}

/** Does this line begin a hunk of a combined diff? */
export function isCombinedHunk(line: string): boolean {
  return line.startsWith('@@@') && HUNK.test(line)
}

interface Header {
  readonly parents: readonly (readonly [start: number, count: number])[]
  readonly newStart: number
  readonly newCount: number
  readonly function: string | null
}

function headerOf(line: string): Header {
  const m = HUNK.exec(line)
  const ranges = m?.[2]?.trim().split(' ') ?? []
  return {
    parents: ranges.map((range) => {
      const [start = 0, count = 1] = range.slice(1).split(',').map(Number)
      return [start, count]
    }),
    newStart: Number(m?.[3] ?? 0),
    newCount: Number(m?.[4] ?? 1),
    function: m?.[5]?.trim() || null,
  }
}

/**
 * Which sides a line stands on; `null` where it is no line of the hunk. A `-` says that the line is
 * gone from that parent, a `+` that it is new to it; a blank, that it is as in the result, or,
 * where it is gone elsewhere, that this parent never had it.
 */
function sidesOf(line: string, parents: number): { old: boolean[]; now: boolean } | null {
  const marks = line.slice(0, parents).padEnd(parents, ' ')
  if (!/^[-+ ]+$/.test(marks)) return null
  const isGone = marks.includes('-')
  return { old: [...marks].map((mark) => mark === (isGone ? '-' : ' ')), now: !isGone }
}

/**
 * The hunk of a combined diff whose header is line `n`, and how many lines it lacks. Its old side
 * is the first parent.
 */
export function combinedHunk(lines: readonly string[], n: number): { hunk: Hunk; missing: number } {
  const header = headerOf(lines[n - 1] ?? '')
  const left = header.parents.map(([, count]) => count)
  let now = header.newCount
  let endLine = n
  while (endLine < lines.length && (now > 0 || left.some((count) => count > 0))) {
    const sides = sidesOf(lines[endLine] ?? '', left.length)
    if (!sides) break
    for (const [i, isThere] of sides.old.entries()) if (isThere) left[i] = (left[i] ?? 0) - 1
    if (sides.now) now--
    endLine++
  }
  const [oldStart = 0, oldCount = 0] = header.parents[0] ?? []
  const { newStart, newCount } = header
  return {
    hunk: { line: n, endLine, oldStart, oldCount, newStart, newCount, function: header.function },
    missing: Math.max(0, now, ...left),
  }
}

/** The lines of such a hunk with their numbers; old ones are those of the first parent. */
export function combinedLines(lines: readonly string[], hunk: Hunk): DiffLine[] {
  const width = headerOf(lines[hunk.line - 1] ?? '').parents.length
  let [old, now] = [hunk.oldStart, hunk.newStart]
  return lines.slice(hunk.line, hunk.endLine).flatMap((line, i): DiffLine[] => {
    const sides = sidesOf(line, width)
    if (!sides) return []
    const isOld = sides.old[0] === true
    return [
      {
        kind: !sides.now ? 'deletion' : sides.old.every(Boolean) ? 'context' : 'insertion',
        bodyLine: hunk.line + 1 + i,
        oldLine: isOld ? old++ : null,
        newLine: sides.now ? now++ : null,
        text: line.slice(width),
      },
    ]
  })
}
