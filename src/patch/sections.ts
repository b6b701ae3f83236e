import type { Part, Section } from '../model/content.ts'
import type { Diff } from '../model/diff.ts'
import { isBlank } from '../text/lines.ts'
import { trailersIn } from '../text/trailers.ts'

const STAT_LINE =
  /^ ?\S.* \| +(?:\d+ ?[-+]*|Bin(?: .*)?|Unmerged)$|^ ?\d+ files? changed(?:, \d+ (?:insertion|deletion)s?\([-+]\))*|^ (?:create|delete) mode \d{6} |^ (?:rename|copy) \S.* \(\d+%\)$|^ mode change \d{6}/
const CHANGES = /^(?:changes|changelog|change log|version history|history|v\d+|since v\d+)\b.*/i

/** Is this a line of `git diff --stat --summary`? */
export function isStatLine(line: string): boolean {
  return STAT_LINE.test(line)
}

/**
 * The `---` that ends the commit message, as git-mailinfo knows it: a line of its own, with a diff
 * or a diffstat below. 0 where there is none.
 */
function separatorLine(lines: readonly string[], diffStart: number, from = 1): number {
  const last = diffStart === 0 ? lines.length : diffStart - 1
  for (let n = from; n <= last; n++) {
    if (!/^---\s*$/.test(lines[n - 1] ?? '')) continue
    if (diffStart > 0 || lines.slice(n).some(isStatLine)) return n
  }
  return 0
}

/** Lines that are a header, and of no section: indices from 0, `end` behind the last. */
export interface Head {
  readonly start: number
  readonly end: number
}

/**
 * The sections of a patch: commit message, trailers, changelog, diffstat, diff. What stands above a
 * head is of the mail that brings the patch.
 */
export function patchSections(
  lines: readonly string[],
  diff: Diff,
  head: Head = { start: 0, end: 0 },
): Section[] {
  const diffStart = diff.files[0]?.line ?? 0
  const separator = separatorLine(lines, diffStart, head.end + 1)
  const above = diffStart === 0 ? lines.length : diffStart - 1
  const messageEnd = separator === 0 ? above : separator - 1
  const parts = new Map<number, Part>()
  for (let n = 1; n <= head.start; n++) parts.set(n, 'cover')
  for (let n = head.end + 1; n <= messageEnd; n++)
    parts.set(n, isStatLine(lines[n - 1] ?? '') ? 'diffstat' : 'commit-message')
  markTrailers(lines, messageEnd, parts)
  for (let n = Math.max(separator, 1); separator > 0 && n <= above; n++) {
    parts.set(n, isStatLine(lines[n - 1] ?? '') ? 'diffstat' : 'changelog')
  }
  markDiff(diff, parts)
  return runs(lines, parts)
}

/** The sections of a cover letter: its text, a changelog, a diffstat. */
export function coverSections(lines: readonly string[]): Section[] {
  const separator = separatorLine(lines, 0)
  const signature = lines.lastIndexOf('-- ')
  const end = signature === -1 ? lines.length : signature
  const parts = new Map<number, Part>()
  let inChanges = false
  for (let n = 1; n <= end; n++) {
    const line = lines[n - 1] ?? ''
    if (CHANGES.test(line.replace(/^[\s*=-]+/, ''))) inChanges = true
    else if (isShortlog(line)) inChanges = false
    parts.set(
      n,
      isStatLine(line)
        ? 'diffstat'
        : inChanges || (separator > 0 && n >= separator)
          ? 'changelog'
          : 'cover',
    )
  }
  return runs(lines, parts)
}

/** The diffs inside a reply are its only section; everything else is the replier's own words. */
export function replySections(lines: readonly string[], diff: Diff): Section[] {
  const parts = new Map<number, Part>()
  markDiff(diff, parts)
  return runs(lines, parts)
}

function isShortlog(line: string): boolean {
  return /^\S.* \(\d+\):$/.test(line)
}

function markDiff(diff: Diff, parts: Map<number, Part>): void {
  for (const file of diff.files)
    for (let n = file.line; n <= file.endLine; n++) parts.set(n, 'diff')
}

/** Trailers end the message: the last paragraphs that hold nothing but trailers and `[notes]`. */
function markTrailers(lines: readonly string[], end: number, parts: Map<number, Part>): void {
  const trailers = trailersIn(lines, 1, end)
  const covered = new Set(
    trailers.flatMap((t) => Array.from({ length: t.endLine - t.line + 1 }, (_, i) => t.line + i)),
  )
  for (let n = end; n >= 1; n--) {
    const line = lines[n - 1] ?? ''
    if (covered.has(n) || /^\[.*\]$/.test(line)) parts.set(n, 'trailers')
    else if (!isBlank(line) && parts.get(n) === 'commit-message') break
  }
}

/** Groups lines of one part; empty lines go with the part above them. */
function runs(lines: readonly string[], parts: ReadonlyMap<number, Part>): Section[] {
  const sections: { part: Part; line: number; endLine: number }[] = []
  for (let n = 1; n <= lines.length; n++) {
    const part = parts.get(n)
    const last = sections.at(-1)
    if (!part) continue
    const joins =
      last?.endLine === n - 1 && (last.part === part || (isBlank(lines[n - 1]) && part !== 'diff'))
    if (joins && last) last.endLine = n
    else sections.push({ part, line: n, endLine: n })
  }
  return sections
}
