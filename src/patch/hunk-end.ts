/** The last line of a hunk by the lengths in its header, and how many lines it lacks. */
export function hunkEnd(
  lines: readonly string[],
  n: number,
  oldCount: number,
  newCount: number,
): { endLine: number; missing: number; extra: number } {
  let old = oldCount
  let now = newCount
  let endLine = n
  while ((old > 0 || now > 0) && endLine < lines.length) {
    if (isSignature(lines, endLine)) break
    const sign = signOf(lines[endLine] ?? '')
    if (sign === null || (sign === '-' && old === 0) || (sign === '+' && now === 0)) break
    if (sign === ' ' || sign === '-') old--
    if (sign === ' ' || sign === '+') now--
    endLine++
  }
  if ((lines[endLine] ?? '').startsWith('\\ ')) endLine++
  const missing = Math.max(old, now, 0)
  const beyond = missing > 0 ? 0 : linesBeyond(lines, endLine)
  // Of one side the header says less than there is: the other side's length led on.
  const more = Math.max(-old, -now, 0)
  return { endLine: endLine + beyond, missing, extra: beyond + more }
}

/** What ends a text that was signed in the clear. */
const ARMOUR = '-----BEGIN PGP SIGNATURE-----'

/** `-- ` and a version of git: a hunk that is too short must not take them for its own. */
function isSignature(lines: readonly string[], n: number): boolean {
  if (lines[n]?.startsWith(ARMOUR)) return true
  return /^-- ?$/.test(lines[n] ?? '') && /^\d+\.\d+[\w.()/ -]*$/.test(lines[n + 1] ?? '')
}

/**
 * Lines after the end that a header names and that go on like a diff: somebody edited the hunk by
 * hand. Empty lines and what ends a mail are none, and at least one line must be changed.
 */
function linesBeyond(lines: readonly string[], end: number): number {
  let n = end
  while (n < lines.length && isDiffLine(lines, n)) n++
  // What goes on to the next hunk, or to where git ends its mail, is the hunk's, too.
  const isClosed = /^(?:-- ?$|diff --git |@@ -\d)/.test(lines[n] ?? '')
  const isChanged = isClosed || lines.slice(end, n).some((line) => /^[-+]/.test(line))
  return isChanged ? n - end : 0
}

function isDiffLine(lines: readonly string[], n: number): boolean {
  const line = lines[n] ?? ''
  if (line.startsWith(ARMOUR)) return false
  if (/^-- ?$/.test(line) || (line.startsWith('--- ') && /^\+\+\+ /.test(lines[n + 1] ?? '')))
    return false
  // A list's footer, a rule, the bullets of a text: none of them stands close to a diff's own
  // lines.
  return /^[-+ ]/.test(line) && !/^[-+]{3,}\s*$|^[-+ ] \S+ \S+ \S+ \S+.*[.,:;]$/.test(line)
}

/**
 * The sign of a hunk line. A context line may have lost its leading blank, wholly (an empty line)
 * or because the mail's white space was collapsed; such a line counts as context.
 */
function signOf(line: string): '+' | '-' | ' ' | '\\' | null {
  const c = line[0]
  if (c === '+' || c === '-' || c === ' ' || c === '\\') return c
  if (c === undefined || c === '\t') return ' '
  return /^(?:>|diff --git |@@ -)/.test(line) ? null : ' '
}

/** Where mail programs break lines, at the earliest. */
const WRAPPED_AT = 70

/**
 * The last line of a hunk's header, and what it names: a mail program that wrapped it put the end
 * of the function's parameters on a line of their own.
 * @param n the line of the header
 * @param named what stands behind its `@@`
 */
export function hunkHead(
  lines: readonly string[],
  n: number,
  named: string,
): { readonly line: number; readonly named: string } {
  const [header = '', rest = '', below = ''] = lines.slice(n - 1, n + 2)
  const isBroken =
    named !== '' &&
    /^[^-+ \t\\@>]/.test(rest) &&
    header.length + 1 + (rest.split(' ')[0] ?? '').length > WRAPPED_AT &&
    /^(?:[-+ \t]|$)/.test(below)
  return isBroken && opened(`${named} ${rest}`) === 0 && opened(rest) < 0
    ? { line: n + 1, named: `${named.trim()} ${rest.trim()}` }
    : { line: n, named }
}

/** Brackets that are left open; below 0: more are closed. */
function opened(text: string): number {
  return text.split('(').length - text.split(')').length
}
