import { isBlank } from '../text/lines.ts'

/**
 * Lines `line`..`endLine` (1-based, inclusive) of a comment that are code or a diff and no prose.
 */
export interface CodeRun {
  readonly line: number
  readonly endLine: number
  readonly lang: 'diff' | null
}

const DIFF_HEAD =
  /^(?:diff --git |index [0-9a-f]{7,}\.\.|@@ -\d|--- (?:a\/|\/dev\/null)|\+\+\+ (?:b\/|\/dev\/null))/
const CHANGED = /^[-+](?![-+>])/
/**
 * What stands after a `+` or `-` of a diff and after no bullet: a tab, or the look of a statement.
 */
const CHANGED_CODE = /^[-+](?:\t|.*(?:[;{}]|\)|\*\/)\s*$|\s*(?:\/\*|#\s*\w+)|\s*$)/
/** A name below a comment, in the way of `-jane` and of a name far to the right. */
const NAME = /^(?:-|\t+)\p{L}[\p{L}.]*$/u
const BULLET = /^\s*(?:[-+*]|\d+[.)])\s/

/**
 * Runs of diff, and of lines that a tab sets off. Markdown would read `+ wmb();` and `- wmb();` as
 * the same bullet, and a `*` in code as stress.
 */
export function codeRuns(lines: readonly string[]): CodeRun[] {
  const runs: CodeRun[] = []
  for (let at = 0; at < lines.length;) {
    const end = Math.max(endOfDiff(lines, at), at)
    const code = end > at ? at : endOfIndented(lines, at)
    if (end > at) runs.push({ line: at + 1, endLine: end, lang: 'diff' })
    else if (code > at) runs.push({ line: at + 1, endLine: code, lang: null })
    at = Math.max(end, code, at + 1)
  }
  return runs
}

/** The index after the diff that starts at `at`; `at` where none does. */
function endOfDiff(lines: readonly string[], at: number): number {
  const first = lines[at] ?? ''
  if (!DIFF_HEAD.test(first) && !CHANGED.test(first)) return at
  let end = at
  while (end < lines.length && /^[-+ \t@]|^(?:diff|index) /.test(lines[end] ?? '')) end++
  while (end > at && isBlank(lines[end - 1])) end--
  const run = lines.slice(at, end)
  if (run.some((line) => DIFF_HEAD.test(line))) return end
  const changed = run.filter((line) => CHANGED.test(line))
  const isCode = changed.filter((line) => CHANGED_CODE.test(line)).length * 2 > changed.length
  return isCode ? end : at
}

/**
 * The index after the lines from `at` on that a tab sets off; `at` where they belong to an item of
 * a list.
 */
function endOfIndented(lines: readonly string[], at: number): number {
  const first = lines[at] ?? ''
  if (!first.startsWith('\t') || isBlank(first) || NAME.test(first) || isInList(lines, at))
    return at
  let end = at
  while (end < lines.length && lines[end]?.startsWith('\t') && !isBlank(lines[end])) end++
  return end
}

function isInList(lines: readonly string[], at: number): boolean {
  for (
    let above = at - 1;
    above >= 0 && (isBlank(lines[above]) || /^\s/.test(lines[above] ?? ''));
    above--
  ) {
    if (BULLET.test(lines[above] ?? '')) return true
  }
  const above = lines.slice(0, at).findLast((line) => /^\S/.test(line))
  return BULLET.test(above ?? '') || BULLET.test(lines[at] ?? '')
}
