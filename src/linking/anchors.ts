import type { Anchor, Origin, AnchoredComment, Trace } from '../model/link.ts'
import type { LineRange } from '../model/reply.ts'
import { isBlank, squash } from '../text/lines.ts'
import { withoutMarks } from '../text/quoting.ts'
import { fileAt, partAt } from '../patch/locate.ts'
import type { Mail } from '../model/mail.ts'
import type { Run } from './hunk-below.ts'
import { namedBy } from './named-lines.ts'
import { weaker } from './rungs.ts'
import { focusOf, spanOf } from './run-focus.ts'
import type { TracedMail } from './traced-mail.ts'

/** Placed comments of all mails, by Message-ID. */
export type Anchored = ReadonlyMap<string, readonly AnchoredComment[]>

/** A comment's own lines; a number is kept by the first piece of what was one comment. */
type Numbered = LineRange & { readonly number: number }

/** Places every comment of a traced thread: parents first, so that answers can inherit. */
export function anchorThread(traced: ReadonlyMap<string, TracedMail>): Anchored {
  const all = new Map<string, AnchoredComment[]>()
  for (const [id, mail] of traced) {
    const comments = ownComments(mail)
    const isOnly = isOneBlock(mail, comments)
    all.set(
      id,
      comments.map((comment) => placeComment(mail, comment, isOnly, traced, all)),
    )
  }
  return all
}

/** Everything the replier wrote stands in one place: nothing is quoted between its comments. */
function isOneBlock(traced: TracedMail, comments: readonly LineRange[]): boolean {
  const [first, last] = [comments[0], comments.at(-1)]
  if (!first || !last) return false
  for (let n = first.line; n <= last.endLine; n++) if (isQuoteLine(traced, n)) return false
  return true
}

/**
 * The comments without lines that turned out to be quoted. Where such lines split a comment, its
 * further pieces are numbered after all others, so that the numbers of the rest hold.
 */
function ownComments(traced: TracedMail): Numbered[] {
  const { comments } = traced.mail
  let next = comments.length + 1
  return comments.flatMap((range, i) =>
    piecesOf(traced, range).map((piece, k) => ({ ...piece, number: k === 0 ? i + 1 : next++ })),
  )
}

function piecesOf(traced: TracedMail, { line, endLine }: LineRange): LineRange[] {
  const pieces: { line: number; endLine: number }[] = []
  let isOpen = false
  for (let n = line; n <= endLine; n++) {
    const isOwn = !traced.unmarked.has(n)
    if (isOwn && isBlank(traced.mail.lines[n - 1])) continue
    const last = pieces.at(-1)
    if (isOwn && isOpen && last) last.endLine = n
    else if (isOwn) pieces.push({ line: n, endLine: n })
    isOpen = isOwn
  }
  return pieces
}

function placeComment(
  traced: TracedMail,
  range: Numbered,
  isOnly: boolean,
  mails: ReadonlyMap<string, TracedMail>,
  done: Anchored,
): AnchoredComment {
  const quote =
    quoteAbove(traced, range.line) ?? (isOnly ? quoteBelow(traced, range.endLine) : null)
  const isAbove = quote !== null && quote.endLine < range.line
  const run = quote ? anchorRun(traced, quote, isAbove, mails) : null
  if (!run)
    return { ...range, anchor: null, focus: null, about: namedBy(traced, range), answers: null }
  const anchor = anchorOf(traced, run)
  const focus = focusOf(traced, run, isAbove ? range : null, mails)
  const origin = focus?.origin ?? anchor
  const answers = answered(origin, mails, done)
  const there = mails.get(origin.messageId)
  const isCode = there !== undefined && partAt(there.mail, origin.endLine) !== 'reply'
  const inherited = answers
    ? done.get(answers.messageId)?.find((c) => c.number === answers.number)?.about
    : null
  const about = isCode
    ? { messageId: origin.messageId, line: origin.line, endLine: origin.endLine }
    : (inherited ?? null)
  return { ...range, anchor, focus, about, answers }
}

/** The block of quoted lines that a comment at `line` stands under. */
function quoteAbove(traced: TracedMail, line: number): LineRange | null {
  const { lines } = traced.mail
  let end = line - 1
  while (end >= 1 && !(isQuoteLine(traced, end) && !isBlank(withoutMarks(lines[end - 1] ?? ''))))
    end--
  return end < 1 ? null : { line: blockEdge(traced, end, -1), endLine: end }
}

/** For a comment with everything quoted below it: all of that. */
function quoteBelow(traced: TracedMail, line: number): LineRange | null {
  const count = traced.mail.lines.length
  let start = line + 1
  while (start <= count && !isQuoteLine(traced, start)) start++
  let end = count
  while (end >= start && !isQuoteLine(traced, end)) end--
  return start > end ? null : { line: start, endLine: end }
}

/** Marked as quoted, or found to be. */
function isQuoteLine(traced: TracedMail, n: number): boolean {
  return (traced.depths[n - 1] ?? 0) > 0 || traced.unmarked.has(n)
}

function blockEdge(traced: TracedMail, from: number, step: number): number {
  let n = from
  while (isQuoteLine(traced, n + step) && n + step >= 1) n += step
  return n
}

function anchorRun(
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

function anchorOf(traced: TracedMail, run: Run): Anchor {
  // The line next to the comment is what counts for certainty; blanks and far lines are not.
  const near = [...run]
    .reverse()
    .find(([n]) => !isBlank(withoutMarks(traced.mail.lines[n - 1] ?? '')))
  return {
    ...spanOf(run),
    match: run.reduce((rung, [, trace]) => weaker(rung, trace.rung), run[0]?.[1].rung ?? 'exact'),
    ambiguous: (near?.[1].candidates.length ?? 0) > 0,
  }
}

/** The comment of another reply that holds these lines. */
function answered(
  origin: Origin,
  mails: ReadonlyMap<string, TracedMail>,
  done: Anchored,
): AnchoredComment['answers'] {
  const mail: Mail | undefined = mails.get(origin.messageId)?.mail
  const comment =
    mail && done.get(mail.id)?.findLast((c) => c.line <= origin.endLine && origin.line <= c.endLine)
  return mail && comment ? { messageId: mail.id, number: comment.number } : null
}
