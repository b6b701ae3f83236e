import type { Focus, Trace } from '../model/link.ts'
import { headOfHunk } from '../patch/locate.ts'
import { isBlank } from '../text/lines.ts'
import type { QuotedLine } from './focus.ts'
import type { TracedMail } from './traced-mail.ts'

/** The traced lines of one origin and one file next to a comment, in body order; 1 or more. */
export type Run = readonly (readonly [line: number, trace: Trace])[]

/**
 * A comment right below the header of a hunk is about that hunk, not about what ends above it: its
 * first lines are quoted below the comment, if at all.
 */
export function hunkBelow(
  run: Run,
  quoted: readonly QuotedLine[],
  mails: ReadonlyMap<string, TracedMail>,
): Focus | null {
  const last = quoted.findLast(({ text }) => !isBlank(text))
  if (last?.part !== 'diff' || !/^@@ -\d/.test(last.text)) return null
  const { messageId, line } = run.find(([n]) => n === last.line)?.[1].origin ?? {}
  const there = mails.get(messageId ?? '')?.mail
  const head = there && line !== undefined ? headOfHunk(there, line) : null
  return head && messageId !== undefined
    ? { quote: { line: last.line, endLine: last.line }, origin: { messageId, ...head } }
    : null
}
