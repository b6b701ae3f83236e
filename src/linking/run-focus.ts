import type { Focus, Origin, Trace } from '../model/link.ts'
import type { LineRange } from '../model/reply.ts'
import { isElision } from '../text/elision.ts'
import { isBlank } from '../text/lines.ts'
import { withoutMarks } from '../text/quoting.ts'
import { endsHunk, partAt } from '../patch/locate.ts'
import { focusLines, rangeOf, type QuotedLine } from './focus.ts'
import { hunkBelow, type Run } from './hunk-below.ts'
import type { TracedMail } from './traced-mail.ts'

/**
 * Of the lines quoted above a comment those that it is about.
 * @param comment `null` for one that stands above everything quoted: it is about all of that
 */
export function focusOf(
  traced: TracedMail,
  run: Run,
  comment: LineRange | null,
  mails: ReadonlyMap<string, TracedMail>,
): Focus | null {
  const { lines } = traced.mail
  const quoted = run
    .map(([n, trace]) => quotedLine(n, withoutMarks(lines[n - 1] ?? ''), trace, mails))
    .filter(({ text }) => !isElision(text))
  const head = comment ? hunkBelow(run, quoted, mails) : null
  if (head) return head
  const focus = comment
    ? focusLines(
        quoted,
        lines.slice(comment.line - 1, comment.endLine),
        isAmidTags(traced, run, comment, mails),
      )
    : rangeOf(quoted)
  if (!focus) return null
  return {
    quote: focus,
    origin: spanOf(run.filter(([n]) => n >= focus.line && n <= focus.endLine)),
  }
}

/** Do the trailers of the message go on right below a comment? */
function isAmidTags(
  traced: TracedMail,
  run: Run,
  comment: LineRange,
  mails: ReadonlyMap<string, TracedMail>,
): boolean {
  const below = blankFree(traced, comment.endLine + 1)
  const next = traced.traces.get(below)?.origin
  const there = mails.get(next?.messageId ?? '')?.mail
  const last = run.at(-1)?.[1].origin
  return (
    next !== undefined &&
    there !== undefined &&
    last?.messageId === next.messageId &&
    last.line < next.line &&
    partAt(there, next.line) === 'trailers'
  )
}

/** The first line from that one on that says something, quoted or not. */
function blankFree({ mail: { lines } }: TracedMail, from: number): number {
  let n = from
  while (n <= lines.length && isBlank(withoutMarks(lines[n - 1] ?? ''))) n++
  return n
}

/** All origin lines of a run; its lines have one message. */
export function spanOf(run: Run): Origin {
  const origins = run.map(([, trace]) => trace.origin)
  return {
    messageId: origins[0]?.messageId ?? '',
    line: origins.reduce((first, { line }) => Math.min(first, line), Infinity),
    endLine: origins.reduce((last, { endLine }) => Math.max(last, endLine), 0),
  }
}

function quotedLine(
  line: number,
  text: string,
  trace: Trace,
  mails: ReadonlyMap<string, TracedMail>,
): QuotedLine {
  const there = mails.get(trace.origin.messageId)?.mail
  const part = there ? partAt(there, trace.origin.line) : null
  return {
    line,
    text,
    part,
    endsHunk: () => there !== undefined && endsHunk(there, trace.origin.line),
  }
}
