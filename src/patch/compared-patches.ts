import type { LineRange } from '../model/reply.ts'
import { isBlank } from '../text/lines.ts'
import { once } from '../text/memo.ts'
import { newerNumber, rangeDiffLines } from './range-diff-lines.ts'

/** What git-range-diff shows of one pair of patches, from its heading on. */
export interface ComparedPatch extends LineRange {
  /** In the newer version; `null` where that has it no more. */
  readonly number: number | null
  readonly lines: readonly ComparedLine[]
}

/** A line of either patch, as the patch has it. */
export interface ComparedLine {
  /** Body line of the mail that shows it. */
  readonly line: number
  readonly text: string
  /** Only the older patch has it. */
  readonly isOld: boolean
  /** What stands between this line and the one above is not shown. */
  readonly breakBefore: boolean
}

/** The patches that a mail compares with those of another version, in the order of its lines. */
export const comparedPatches = once((lines: readonly string[]): readonly ComparedPatch[] => {
  const found: ComparedPatch[] = []
  const shown = [...rangeDiffLines(lines)]
  const heads = shown.filter((i) => newerNumber(lines[i] ?? '') !== undefined)
  for (const [k, head] of heads.entries()) {
    const next = heads[k + 1] ?? Infinity
    const end = shown.findLast((i) => i < next) ?? head
    found.push({
      number: newerNumber(lines[head] ?? '') ?? null,
      line: head + 1,
      endLine: end + 1,
      lines: shownLines(lines, head + 1, end),
    })
  }
  return found
})

/** The pair of which body line `line` shows something. */
export function comparedPatchAt(lines: readonly string[], line: number): ComparedPatch | null {
  return comparedPatches(lines).find((p) => p.line <= line && line <= p.endLine) ?? null
}

/** git sets in what it shows of a pair by so much, and those who paste it may add to that. */
const SET_IN = 4
/** `## path ##`, `## path (new) ##`, `## old => new ##`: what is shown for the headers of a file. */
const FILE = /^ ?## (.{1,200}?)(?: => (.{1,200}?))?(?: \([^)]{1,60}\))? ##$/
const HUNK = /^ ?@@(?: |$)/
/** tbdiff, which git-range-diff was made of, counts lines where that names files. */
const TBDIFF_HUNK = /^ ?@@ -\d/
/** Parts of a patch that are no files, as the headings name them. */
const NO_FILE = /^ ?(?:@@|##) (?:Metadata|Commit message|Notes)\b/

function shownLines(lines: readonly string[], from: number, to: number): ComparedLine[] {
  const first = lines.slice(from, to + 1).find((line) => /^ {4,8}@@/.test(line))
  const setIn = first?.indexOf('@') ?? SET_IN
  const found: ComparedLine[] = []
  let [breakBefore, isMessage] = [true, true]
  for (let i = from; i <= to; i++) {
    const shown = (lines[i] ?? '').slice(setIn)
    const mark = shown.charAt(0)
    const heading = headingOf(shown)
    const text = heading === null ? shown.slice(1) : headerOf(heading)
    if (heading !== null && !TBDIFF_HUNK.test(heading)) isMessage = NO_FILE.test(heading)
    else if (text.startsWith('diff --git ')) isMessage = false
    // What is context of a hunk no more is no line that the patch had and has not.
    const isOld = mark === '-' && (isMessage || !isBlank(text.charAt(0)))
    if (text === '' && heading !== null) breakBefore = true
    else if (mark !== '-' || isOld) {
      found.push({ line: i + 1, text, isOld, breakBefore })
      breakBefore = false
    }
  }
  return found
}

/** The heading of a hunk of the comparison, else of a hunk or a file of the patch. */
function headingOf(shown: string): string | null {
  if (shown.startsWith('@')) return shown
  const text = shown.slice(1)
  return HUNK.test(text) || FILE.test(text) ? text : null
}

/** The line of a patch that a heading stands for; empty where it stands for none. */
function headerOf(heading: string): string {
  const [, path, newPath = path] = NO_FILE.test(heading) ? [] : (FILE.exec(heading) ?? [])
  return path === undefined ? '' : `diff --git a/${path} b/${newPath ?? path}`
}
