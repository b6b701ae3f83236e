import { isBlank } from '../text/lines.ts'

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
