import { isSignedLine } from '../text/greetings.ts'
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
    const line = (lines[n - 1] ?? '').replaceAll('\u00a0', ' ')
    if (line === '-- ') return n
    if (
      line === '--' &&
      isLoneRule(lines, n) &&
      lines.slice(n, end).filter((l) => !isBlank(l)).length <= 6
    )
      return n
    if (/^(?:---|[—–])$/.test(line.trim()) && isNameBelow(lines.slice(n, end))) return n
    if (isSignedLine(line) && isBlank(lines[n - 2]) && isShort(lines.slice(n, end))) return n
  }
  return 0
}

/** At most two short lines: what one is, and where. */
function isShort(below: readonly string[]): boolean {
  const written = below.filter((line) => !isBlank(line))
  return written.length <= 2 && written.every((line) => line.length <= 50)
}

/** `---`, a name, and at most two short lines more: a signature whose rule is one dash too long. */
function isNameBelow(below: readonly string[]): boolean {
  const written = below.map((line) => line.trim()).filter((line) => line !== '')
  return (
    written.length <= 3 &&
    written.every((line) => line.length <= 50) &&
    /^\p{L}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3}$/u.test(written[0] ?? '')
  )
}

/** Reports part their findings by `--`; a signature has one. */
function isLoneRule(lines: readonly string[], n: number): boolean {
  return !lines.some((line, i) => line === '--' && i !== n - 1)
}
