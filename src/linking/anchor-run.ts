import type { Trace } from '../model/link.ts'
import type { LineRange } from '../model/reply.ts'
import { fileAt, partAt } from '../patch/locate.ts'
import { squash } from '../text/lines.ts'
import { withoutMarks } from '../text/quoting.ts'
import type { Run } from './hunk-below.ts'
import type { TracedMail } from './traced-mail.ts'

/**
 * Of the quoted lines next to a comment those with one origin, and of one file there, in order;
 * `null` where none was found.
 */
export function anchorRun(
  traced: TracedMail,
  quote: LineRange,
  isAbove: boolean,
  mails: ReadonlyMap<string, TracedMail>,
): Run | null {
  const lines: [number, Trace][] = []
  for (let n = quote.line; n <= quote.endLine; n++) {
    const trace = traced.traces.get(n)
    if (trace && (isAbove || isParentsOwn(traced, trace))) lines.push([n, trace])
  }
  if (isAbove) lines.reverse()
  const where = (trace: Trace): string => {
    const there = mails.get(trace.origin.messageId)?.mail
    const isDiff = there !== undefined && partAt(there, trace.origin.line) === 'diff'
    return `${trace.origin.messageId} ${isDiff ? (fileAt(there, trace.origin.line)?.line ?? 0) : 'text'}`
  }
  const isText = ([n]: [number, Trace]): boolean =>
    squash(withoutMarks(traced.mail.lines[n - 1] ?? '')) !== ''
  const isSaying = ([, trace]: [number, Trace]): boolean => {
    const there = mails.get(trace.origin.messageId)?.mail
    return there !== undefined && partAt(there, trace.origin.line) !== null
  }
  const first = lines.findIndex((entry) => isText(entry) && isSaying(entry))
  const start = first === -1 ? lines.findIndex(isText) : first
  const [head] = lines.slice(start)
  if (start === -1 || !head) return null
  const run = [head]
  let edge = head[1].origin.line
  for (const entry of lines.slice(start + 1)) {
    const at = entry[1].origin.line
    const inOrder = isAbove ? at <= edge : at >= edge
    if (where(entry[1]) !== where(head[1]) || !inOrder) break
    run.push(entry)
    edge = at
  }
  return isAbove ? run.reverse() : run
}

/**
 * What stands above a whole quote is about what its parent says, not about what that quotes in
 * turn.
 */
function isParentsOwn({ parent }: TracedMail, { origin }: Trace): boolean {
  if (!parent || origin.messageId !== parent.id) return false
  return (
    parent.comments.length === 0 ||
    parent.comments.some((c) => c.line <= origin.line && origin.line <= c.endLine)
  )
}
