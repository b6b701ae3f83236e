import { isElision } from '../text/elision.ts'
import { isBlank, squash } from '../text/lines.ts'
import { endOfOriginalHead } from '../text/original-head.ts'
import { quoteDepth, stripLevel, stripQuotes } from '../text/quoting.ts'
import type { Target } from './target.ts'
import type { Mail } from '../model/mail.ts'
import { depthsOf } from './mail.ts'

/** A quoted line with its outermost level stripped. */
export interface SourceRow {
  /** Body line in the reply. */
  readonly line: number
  readonly text: string
  /** `text` without white space; never empty. */
  readonly key: string
  /** `key` without any quote mark; never empty. */
  readonly bare: string
  /** Something unquoted, or an elision, stands between this row and the one above. */
  readonly breakBefore: boolean
}

/** Where a row was found: rows of the target. */
export interface LineMatch {
  readonly row: number
  readonly exact: boolean
  /** Rows that fit nearly as well. */
  readonly alternatives: readonly number[]
}

/** The quoted lines of a mail without their outermost level. */
export function quotedRows(mail: Mail): SourceRow[] {
  return rowsWith(mail, stripLevel)
}

/** The quoted lines of a mail without any quote mark, to be found in older ancestors. */
export function bareRows(mail: Mail): SourceRow[] {
  return rowsWith(mail, stripQuotes)
}

/**
 * The first line of what Outlook puts below its block of `From:`, `Sent:`, `Subject:` lines: the
 * original as it was, without quote marks. Infinity where there is none, or where it is marked.
 */
export function unmarkedFrom(mail: Mail): number {
  for (const { line, endLine } of mail.attributions) {
    const block = mail.lines.slice(line - 1, endLine)
    if (!block.some((_, i) => endOfOriginalHead(block, i) === block.length - 1)) continue
    let first = endLine + 1
    while (first <= mail.lines.length && isBlank(mail.lines[first - 1])) first++
    if (first <= mail.lines.length && quoteDepth(mail.lines[first - 1] ?? '') === 0) return first
  }
  return Infinity
}

function rowsWith(mail: Mail, strip: (line: string) => string): SourceRow[] {
  const depths = depthsOf(mail)
  const unmarked = unmarkedFrom(mail)
  const rows: SourceRow[] = []
  let breakBefore = false
  for (const [i, line] of mail.lines.entries()) {
    const isUnmarked = i + 1 >= unmarked
    const isQuoted = (depths[i] ?? 0) > 0 || isUnmarked
    if (!isQuoted) {
      breakBefore ||= /[^\s\u200b]/.test(stripQuotes(line))
      continue
    }
    const text = isUnmarked && strip === stripLevel ? line : strip(line)
    const key = squash(text)
    const bare = key.includes('>') ? squash(stripQuotes(text)) : key
    if (bare === '') continue
    const isCut = isElision(stripQuotes(line))
    rows.push({ line: i + 1, text, key, bare, breakBefore: breakBefore || isCut })
    breakBefore = isCut
  }
  return rows
}

/** Equal to the letter; a quote may or may not put a blank after its `>`. */
export function sameText(text: string, target: Target, row: number): boolean {
  const line = target.lines[(target.lineOf[row] ?? 1) - 1] ?? ''
  return line === text || line === ` ${text}`
}

/** Equal but for trailing blanks, which many clients drop. */
export function isNearlyExact(text: string, target: Target, row: number): boolean {
  const line = target.lines[(target.lineOf[row] ?? 1) - 1] ?? ''
  if (line === text) return true
  const [there, here] = [line.trimEnd(), text.trimEnd()]
  return there === here || there === ` ${here}`
}

/** A placement beyond doubt. */
export function placementAt(
  i: number,
  row: number,
  source: readonly SourceRow[],
  target: Target,
): LineMatch {
  return { row, exact: sameText(source[i]?.text ?? '', target, row), alternatives: [] }
}
