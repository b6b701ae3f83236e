import { isBlank } from '../text/lines.ts'
import { quoteDepth } from '../text/quoting.ts'

/**
 * The first line of the signature (`-- `, RFC 3676, 4.3), or 0. A `--` that lost its blank counts
 * only where little follows; what stands below must hold no quote.
 */
export function signatureLine(
  lines: readonly string[],
  isQuoted: (n: number) => boolean,
  end: number,
): number {
  for (let n = end; n >= 1; n--) {
    if (isQuoted(n)) return 0
    const line = lines[n - 1] ?? ''
    if (line === '-- ') return n
    if (
      line === '--' &&
      isLoneRule(lines, n) &&
      lines.slice(n, end).filter((l) => !isBlank(l)).length <= 6
    )
      return n
  }
  return 0
}

/** Reports part their findings by `--`; a signature has one. */
function isLoneRule(lines: readonly string[], n: number): boolean {
  return !lines.some((line, i) => line === '--' && i !== n - 1)
}

/**
 * The first line of what a mailing list appended, or `lines.length + 1`: a rule of underscores with
 * list information below and no quote, to the end.
 */
export function footerLine(lines: readonly string[]): number {
  for (let n = lines.length; n >= Math.max(1, lines.length - 12); n--) {
    if (!/^_{20,}\s*$/.test(lines[n - 1] ?? '')) continue
    const below = lines.slice(n).join('\n')
    // Outlook draws the same rule above the original.
    if (/^\s*\*?From:/.test(below) || lines.slice(n).some((line) => quoteDepth(line) > 0)) continue
    return /mailing list|unsubscribe|listinfo|archives?\b/i.test(below) ? n : lines.length + 1
  }
  return lines.length + 1
}
