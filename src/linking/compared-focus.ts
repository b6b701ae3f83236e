import type { Focus, Origin } from '../model/link.ts'
import type { Mail } from '../model/mail.ts'
import type { LineRange } from '../model/reply.ts'
import { comparedPatchAt, type ComparedPatch } from '../patch/compared-patches.ts'
import { comparisonLines } from '../patch/range-diff-lines.ts'
import { isBlank } from '../text/lines.ts'
import { anchorRun } from './anchor-run.ts'
import { asQuotingPatches } from './compared-lines.ts'
import type { Run } from './hunk-below.ts'
import { focusOf, spanOf } from './run-focus.ts'
import type { TracedMail } from './traced-mail.ts'

type Mails = ReadonlyMap<string, TracedMail>

/** What a comment below lines of a range-diff is about. */
export interface ComparedFocus {
  /** In the range-diff; `null` where the patch has no such lines. */
  readonly focus: Focus | null
  /** In the patch. */
  readonly about: Origin | null
}

/**
 * Of a comment below lines of a range-diff: the lines of the patch that these show. Those of the
 * older version are lines of no patch that is asked to change.
 * @param run the quoted lines that it stands under
 * @returns `null` for a comment on anything else
 */
export function comparedFocus(
  traced: TracedMail,
  comment: LineRange,
  quote: LineRange,
  run: Run,
  mails: Mails,
): ComparedFocus | null {
  const last = run.at(-1)?.[1].origin
  const carrier = mails.get(last?.messageId ?? '')?.mail
  const compared = last && carrier ? comparedPatchAt(carrier.lines, last.endLine) : null
  if (!last || !carrier || !compared || isWhole(run, carrier)) return null
  const asked = asQuotingPatches(traced, mails)
  const there = anchorRun(asked, quote, true, mails)
  if (!there || !endsWith(there, run, compared)) return { focus: null, about: null }
  const focus = focusOf(asked, there, comment, mails)
  if (!focus) return { focus: null, about: spanOf(there) }
  const { quote: tight, origin: about } = focus
  const inComparison = run.filter(([n]) => tight.line <= n && n <= tight.endLine)
  return {
    focus: inComparison.length > 0 ? { quote: tight, origin: spanOf(inComparison) } : null,
    about,
  }
}

/** A mail that is quoted from its own words down to its end was not cut for a line at the end. */
function isWhole(run: Run, mail: Mail): boolean {
  const { lines } = mail
  const compared = comparisonLines(mail)
  const [first, last] = [run[0]?.[1].origin.line ?? 0, run.at(-1)?.[1].origin.endLine ?? 0]
  const isShown = (n: number): boolean => compared.has(n - 1)
  return !isShown(first) && ![...compared].some((i) => i >= last && !isBlank(lines[i]))
}

/** Does what was found of some lines in a patch end in the hunk in which they end themselves? */
function endsWith(found: Run, run: Run, { lines }: ComparedPatch): boolean {
  const at = found.at(-1)?.[0] ?? 0
  const from = run.find(([n]) => n === at)?.[1].origin.line ?? Infinity
  const to = run.at(-1)?.[1].origin.line ?? 0
  const between = lines.filter(({ line }) => from < line && line <= to)
  return (
    lines.some(({ line }) => line === from) &&
    between.every(({ breakBefore, isOld, text }) => !breakBefore && (!isOld || isBlank(text)))
  )
}

/**
 * Lines that somebody commented on, up to a comparison with another version, which is new in every
 * version; `null` where there are no others.
 */
export function withoutComparison(mail: Mail, anchor: Origin, origin: Origin): Origin | null {
  const compared = comparisonLines(mail)
  const { messageId } = origin
  if (!compared.has(origin.endLine - 1))
    return { messageId, line: origin.line, endLine: origin.endLine }
  const line = compared.has(origin.line - 1) ? anchor.line : origin.line
  let endLine = origin.endLine
  while (endLine >= line && (compared.has(endLine - 1) || isBlank(mail.lines[endLine - 1])))
    endLine--
  return endLine < line ? null : { messageId, line, endLine }
}
