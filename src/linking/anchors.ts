import type { Anchor, Origin, AnchoredComment } from '../model/link.ts'
import type { LineRange } from '../model/reply.ts'
import { isBlank } from '../text/lines.ts'
import { withoutMarks } from '../text/quoting.ts'
import { partAt } from '../patch/locate.ts'
import type { Mail } from '../model/mail.ts'
import type { Run } from './hunk-below.ts'
import { anchorRun } from './anchor-run.ts'
import { comparedFocus, withoutComparison } from './compared-focus.ts'
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
  const compared = isAbove ? comparedFocus(traced, range, quote, run, mails) : null
  const focus = compared?.focus ?? focusOf(traced, run, isAbove ? range : null, mails)
  const origin = focus?.origin ?? anchor
  const answers = answered(origin, mails, done)
  const there = mails.get(origin.messageId)
  const isCode = there !== undefined && partAt(there.mail, origin.endLine) !== 'reply'
  const inherited = answers
    ? done.get(answers.messageId)?.find((c) => c.number === answers.number)?.about
    : null
  const about = isCode
    ? (compared ?? { about: withoutComparison(there.mail, anchor, origin) }).about
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
