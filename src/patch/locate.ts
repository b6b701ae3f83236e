import type { Part, Section } from '../model/content.ts'
import type { DiffFile, DiffLine, Hunk } from '../model/diff.ts'
import type { Location } from '../model/link.ts'
import type { LineRange } from '../model/reply.ts'
import { combinedLines, isCombinedHunk } from './combined-diff.ts'
import { contextLines, contextSide } from './context-diff.ts'

/** What is needed of a message to tell where its lines are. */
export interface Sectioned {
  readonly id: string
  readonly kind: string
  readonly lines: readonly string[]
  readonly sections: readonly Section[]
  readonly files: readonly DiffFile[]
}

/** The part of a body line; a reply's lines outside of its diffs are `reply`. */
export function partAt(message: Sectioned, line: number): Part | null {
  const { sections } = message
  let low = 0
  let high = sections.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const section = sections[middle]
    if (!section) break
    if (line < section.line) high = middle - 1
    else if (line > section.endLine) low = middle + 1
    else return section.part
  }
  return message.kind === 'reply' || message.kind === 'other' ? 'reply' : null
}

/** The file whose lines hold a body line. */
export function fileAt(message: Sectioned, line: number): DiffFile | null {
  return message.files.find((file) => file.line <= line && line <= file.endLine) ?? null
}

/** Is this line context with nothing but context between it and the end of its hunk? */
export function endsHunk(message: Sectioned, line: number): boolean {
  const hunk = fileAt(message, line)?.hunks.find((h) => h.line <= line && line <= h.endLine)
  if (!hunk) return false
  for (let n = line; n <= hunk.endLine; n++)
    if (/^[-+@]/.test(message.lines[n - 1] ?? '')) return false
  return true
}

/** A hunk begins with no more context than git gives, and so many changed lines tell what it does. */
const MOST_HEAD = 8

/** The lines at the top of the hunk whose header stands at `line`: up to its first change. */
export function headOfHunk(message: Sectioned, line: number): LineRange | null {
  const hunk = fileAt(message, line)?.hunks.find((h) => h.line === line)
  if (!hunk || hunk.endLine === line) return null
  const isChange = (n: number): boolean => /^[-+]/.test(message.lines[n - 1] ?? '')
  const most = Math.min(hunk.endLine, line + MOST_HEAD)
  let end = line + 1
  while (end < most && !isChange(end)) end++
  while (end < most && isChange(end) && isChange(end + 1)) end++
  return { line: line + 1, endLine: end }
}

/** All lines of a hunk with their numbers on both sides. Git's "no newline" line is left out. */
export function hunkLines(lines: readonly string[], hunk: Hunk): readonly DiffLine[] {
  let known = numbered.get(hunk)
  if (!known) numbered.set(hunk, (known = numberedLines(lines, hunk)))
  return known
}

/** Those of them that stand at body lines `line`..`endLine`. */
export function hunkLinesBetween(
  lines: readonly string[],
  hunk: Hunk,
  line: number,
  endLine: number,
): readonly DiffLine[] {
  const all = hunkLines(lines, hunk)
  // A line that is left out ("no newline") puts those below it one place nearer to the first.
  let from = Math.min(all.length, Math.max(0, line - (all[0]?.bodyLine ?? 0)))
  while (from > 0 && (all[from - 1]?.bodyLine ?? 0) >= line) from--
  let to = from
  while (to < all.length && (all[to]?.bodyLine ?? 0) <= endLine) to++
  return all.slice(from, to).filter(({ bodyLine }) => bodyLine >= line)
}

/** Once for each hunk: many comments stand on one. */
const numbered = new WeakMap<Hunk, readonly DiffLine[]>()

function numberedLines(lines: readonly string[], hunk: Hunk): DiffLine[] {
  const side = contextSide(lines[hunk.line - 1] ?? '')
  if (side) return contextLines(lines, hunk, side)
  if (isCombinedHunk(lines[hunk.line - 1] ?? '')) return combinedLines(lines, hunk)
  const result: DiffLine[] = []
  let oldLine = hunk.oldStart
  let newLine = hunk.newStart
  for (let n = hunk.line + 1; n <= hunk.endLine; n++) {
    const line = lines[n - 1] ?? ''
    const text = line.slice(1)
    if (line.startsWith('+'))
      result.push({ kind: 'insertion', bodyLine: n, oldLine: null, newLine: newLine++, text })
    else if (line.startsWith('-'))
      result.push({ kind: 'deletion', bodyLine: n, oldLine: oldLine++, newLine: null, text })
    else if (!line.startsWith('\\')) {
      const context = line.startsWith(' ') ? text : line
      result.push({
        kind: 'context',
        bodyLine: n,
        oldLine: oldLine++,
        newLine: newLine++,
        text: context,
      })
    }
  }
  return result
}

/**
 * Which lines of the new file stand at body lines `line`..`endLine` of a diff; where they are gone,
 * the ones they stood at. `null` outside of a hunk.
 */
export function newLinesAt(
  message: Pick<Sectioned, 'lines' | 'files'>,
  line: number,
  endLine: number,
): [number, number] | null {
  const hunk = message.files
    .flatMap(({ hunks }) => hunks)
    .find((one) => one.line < endLine && endLine <= one.endLine)
  if (!hunk) return null
  const numbered = hunkLines(message.lines, hunk)
  const at = (n: number): number =>
    numbered.findLast(({ bodyLine, newLine }) => bodyLine <= n && newLine !== null)?.newLine ??
    hunk.newStart
  return [at(Math.max(line, hunk.line + 1)), at(endLine)]
}

/**
 * Body lines `line`..`endLine` in the words of a reviewer. Old and new numbers are the first and
 * last the lines have on that side, `null` where they have none.
 */
export function locate(message: Sectioned, line: number, endLine: number): Location {
  const base = {
    messageId: message.id,
    part: partAt(message, endLine) ?? partAt(message, line),
    line,
    endLine,
  }
  const file = fileAt(message, endLine)
  const none = { oldLine: null, oldEndLine: null, newLine: null, newEndLine: null }
  if (!file) return { ...base, path: null, ...none, function: null }
  const path = file.newPath ?? file.oldPath
  const inside = file.hunks
    .filter((hunk) => hunk.line <= endLine && line <= hunk.endLine)
    .flatMap((hunk) => hunkLinesBetween(message.lines, hunk, line, endLine))
  const old = inside.flatMap(({ oldLine }) => oldLine ?? [])
  const now = inside.flatMap(({ newLine }) => newLine ?? [])
  return {
    ...base,
    path,
    oldLine: old[0] ?? null,
    oldEndLine: old.at(-1) ?? null,
    newLine: now[0] ?? null,
    newEndLine: now.at(-1) ?? null,
    function: functionAt(message.lines, file, endLine),
  }
}

/** Files of prose: what git writes behind `@@` is any line there that begins with a letter. */
const PROSE = /\.(?:rst|md|markdown|txt|adoc|asciidoc|tex|texi|texinfo|pod|roff|man|[1-9][a-z]*)$/i
/** A brace at the margin ends what began there. */
const END_OF_BODY = /^[+ ]\}[\w ]{0,80};?\s{0,80}$/

/**
 * The function a diff line lies in: the nearest definition above it in the hunk, else the one that
 * the hunk header names. `null` below the end of a function, before the next begins; what is only
 * said of it there (`EXPORT_SYMBOL(foo);`) is a part of it.
 */
function functionAt(lines: readonly string[], file: DiffFile, line: number): string | null {
  const hunk = file.hunks.find((h) => h.line <= line && line <= h.endLine)
  if (!hunk || PROSE.test(file.newPath ?? file.oldPath ?? '')) return null
  let last = line
  while (last > hunk.line && /^[-+ ]?\s*$/.test(lines[last - 1] ?? '')) last--
  let hasEnded = false
  for (let n = last; n > hunk.line; n--) {
    const name = definedName(lines, n, hunk.endLine)
    if (name) return hasEnded ? ofName(lines[last - 1] ?? '', name) : name
    hasEnded ||= n < last && END_OF_BODY.test(lines[n - 1] ?? '')
  }
  const name = hunk.function === null ? null : nameIn(hunk.function)
  return hasEnded && name ? ofName(lines[last - 1] ?? '', name) : name
}

/** The name where a line behind the end is about it alone. */
function ofName(line: string, name: string): string | null {
  return /^[+ ]\w+\((\w+)\);?\s*$/.exec(line)?.[1] === name ? name : null
}

/** `int foo(...` at the margin, not ended by `;` (git's default funcname rule, made stricter). */
function definedName(lines: readonly string[], n: number, end: number): string | null {
  const line = lines[n - 1] ?? ''
  if (line.startsWith('-') || !/^[+ ][A-Za-z_][\w\s*]*\(/.test(line)) return null
  for (let at = n; at <= Math.min(end, n + 5); at++) {
    const text = (lines[at - 1] ?? '').trimEnd()
    if (text.endsWith(';')) return null
    if (text.endsWith(')') || text.endsWith('{')) return nameIn(line.slice(1))
  }
  return null
}

/** `static int foo(struct x *y)` is `foo`; a heading without a parenthesis is kept whole. */
function nameIn(heading: string): string | null {
  const called = /([A-Za-z_]\w*)\s*\(/.exec(heading)?.[1]
  if (called && /^(?:if|for|while|switch|return|sizeof)$/.test(called)) return null
  return called ?? (heading.trim() || null)
}
