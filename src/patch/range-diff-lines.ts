import type { Mail } from '../model/mail.ts'
import { isBlank } from '../text/lines.ts'
import { once } from '../text/memo.ts'

/** `1:  0123456789 ! 1:  89abcdef01 title`: what git-range-diff prints of each pair of patches. */
const PAIR =
  /^\s{0,4}(?:\d{1,4}|-):\s+(?:[0-9a-f]{6,40}|-{6,})\s+[=!<>]\s+(?:\d{1,4}|-):\s+(?:[0-9a-f]{6,40}|-{6,})\s/
const SET_IN = /^ {4}/

/**
 * Lines, from 0, of a mail that git-range-diff printed: a difference of differences, whose signs
 * are those of no file, and whose context is no news.
 */
export const rangeDiffLines = once((lines: readonly string[]): ReadonlySet<number> => {
  const found = new Set<number>()
  for (let i = 0; i < lines.length; i++) {
    if (!PAIR.test(lines[i] ?? '')) continue
    let end = i
    for (let k = i; k < lines.length; k++) {
      const line = lines[k] ?? ''
      if (PAIR.test(line) || SET_IN.test(line)) end = k
      else if (!isBlank(line)) break
    }
    for (let k = i; k <= end; k++) found.add(k)
    i = end
  }
  return found
})

/** What git-format-patch prints above a comparison with the version before. */
const HEADING = /^\s{0,4}(?:range-?diff|interdiff)\b.{0,60}:\s*$/i
const INTERDIFF = /^\s{0,4}interdiff\b/i

/** A line of a diff that stands at the margin, and the mark of a signature, which is none. */
const OF_DIFF =
  /^(?:[-+ @\\]|$|diff --git |index |new |deleted |old |similarity |dissimilarity |rename |copy |Binary )/
const SIGNATURE = /^-- ?$/

/**
 * Lines, from 0, of a mail that compare its version with another one, their headings included:
 * `git format-patch --range-diff` and `--interdiff`. They show what changed and tell nothing of it.
 * Git sets an interdiff in, but not in a cover letter, below which no diff of its own stands.
 */
export function comparisonLines({ kind, lines }: Compared): ReadonlySet<number> {
  return (kind === 'cover' ? inCover : inPatch)(lines)
}

type Compared = Pick<Mail, 'kind' | 'lines'>

const inPatch = once((lines: readonly string[]) => comparedIn(lines, /^ +diff --git /, /^ {2}/))
const inCover = once((lines: readonly string[]) => comparedIn(lines, /^ *diff --git /, OF_DIFF))

function comparedIn(lines: readonly string[], begins: RegExp, goesOn: RegExp): ReadonlySet<number> {
  const ranges = rangeDiffLines(lines)
  const found = new Set(ranges)
  for (const [i, line] of lines.entries()) {
    if (!HEADING.test(line)) continue
    const from = isBlank(lines[i + 1]) ? i + 2 : i + 1
    const isDiff = INTERDIFF.test(line) && begins.test(lines[from] ?? '')
    if (!isDiff && !ranges.has(from)) continue
    found.add(i)
    for (let k = from; isDiff && isOfDiff(lines[k], goesOn); k++) found.add(k)
  }
  return found
}

function isOfDiff(line: string | undefined, goesOn: RegExp): boolean {
  return line !== undefined && goesOn.test(line) && !SIGNATURE.test(line)
}
