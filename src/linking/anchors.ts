import type { Anchor, Focus, Origin, PlacedComment, Trace } from '../model/link.ts'
import type { LineRange } from '../model/reply.ts'
import { isElision } from '../text/elision.ts'
import { isBlank, squash } from '../text/lines.ts'
import { stripQuotes } from '../text/quoting.ts'
import { focusLines, rangeOf, type QuotedLine } from './focus.ts'
import { endsHunk, fileAt, partAt } from '../patch/places.ts'
import type { Post } from '../model/post.ts'
import type { TracedPost } from './trace.ts'
import { weaker } from './trace.ts'

/** Placed comments of all posts, by Message-ID. */
export type Anchored = ReadonlyMap<string, readonly PlacedComment[]>

/** A comment's own lines; a number is kept by the first piece of what was one comment. */
type Numbered = LineRange & { readonly number: number }

/** Places every comment of a traced thread: parents first, so that answers can inherit. */
export function anchorThread(traced: ReadonlyMap<string, TracedPost>): Anchored {
  const all = new Map<string, PlacedComment[]>()
  for (const [id, post] of traced) {
    const comments = ownComments(post)
    all.set(
      id,
      comments.map((comment) =>
        placeComment(post, comment, isOneBlock(post, comments), traced, all),
      ),
    )
  }
  return all
}

/** Everything the replier wrote stands in one place: nothing is quoted between its comments. */
function isOneBlock(traced: TracedPost, comments: readonly LineRange[]): boolean {
  const [first, last] = [comments[0], comments.at(-1)]
  if (!first || !last) return false
  for (let n = first.line; n <= last.endLine; n++) if (isQuoteLine(traced, n)) return false
  return true
}

/**
 * The comments without lines that turned out to be quoted. Where such lines split a comment, its
 * further pieces are numbered after all others, so that the numbers of the rest hold.
 */
function ownComments(traced: TracedPost): Numbered[] {
  const { comments } = traced.post
  let next = comments.length + 1
  return comments.flatMap((range, i) =>
    piecesOf(traced, range).map((piece, k) => ({ ...piece, number: k === 0 ? i + 1 : next++ })),
  )
}

function piecesOf(traced: TracedPost, { line, endLine }: LineRange): LineRange[] {
  const pieces: { line: number; endLine: number }[] = []
  let isOpen = false
  for (let n = line; n <= endLine; n++) {
    const isOwn = !traced.unmarked.has(n)
    if (isOwn && isBlank(traced.post.lines[n - 1])) continue
    const last = pieces.at(-1)
    if (isOwn && isOpen && last) last.endLine = n
    else if (isOwn) pieces.push({ line: n, endLine: n })
    isOpen = isOwn
  }
  return pieces
}

function placeComment(
  traced: TracedPost,
  range: Numbered,
  isOnly: boolean,
  posts: ReadonlyMap<string, TracedPost>,
  done: Anchored,
): PlacedComment {
  const quote =
    quoteAbove(traced, range.line) ?? (isOnly ? quoteBelow(traced, range.endLine) : null)
  const isAbove = quote !== null && quote.endLine < range.line
  const run = quote ? anchorRun(traced, quote, isAbove, posts) : null
  if (!run) return { ...range, anchor: null, focus: null, about: null, answers: null }
  const anchor = anchorOf(traced, run)
  const focus = focusOf(traced, run, isAbove ? range : null, posts)
  const origin = focus?.origin ?? anchor
  const answers = answered(origin, posts, done)
  const there = posts.get(origin.messageId)
  const isCode = there !== undefined && partAt(there.post, origin.endLine) !== 'reply'
  const inherited = answers
    ? done.get(answers.messageId)?.find((c) => c.number === answers.number)?.about
    : null
  const about = isCode
    ? { messageId: origin.messageId, line: origin.line, endLine: origin.endLine }
    : (inherited ?? null)
  return { ...range, anchor, focus, about, answers }
}

/** The block of quoted lines that a comment at `line` stands under. */
function quoteAbove(traced: TracedPost, line: number): LineRange | null {
  const { lines } = traced.post
  let end = line - 1
  while (end >= 1 && !(isQuoteLine(traced, end) && !isBlank(stripQuotes(lines[end - 1] ?? ''))))
    end--
  return end < 1 ? null : { line: blockEdge(traced, end, -1), endLine: end }
}

/** For a comment with everything quoted below it: all of that. */
function quoteBelow(traced: TracedPost, line: number): LineRange | null {
  const count = traced.post.lines.length
  let start = line + 1
  while (start <= count && !isQuoteLine(traced, start)) start++
  let end = count
  while (end >= start && !isQuoteLine(traced, end)) end--
  return start > end ? null : { line: start, endLine: end }
}

/** Marked as quoted, or found to be. */
function isQuoteLine(traced: TracedPost, n: number): boolean {
  return (traced.depths[n - 1] ?? 0) > 0 || traced.unmarked.has(n)
}

function blockEdge(traced: TracedPost, from: number, step: number): number {
  let n = from
  while (isQuoteLine(traced, n + step) && n + step >= 1) n += step
  return n
}

/** The traced lines of one origin and one file next to the comment, in body order; 1 or more. */
type Run = readonly (readonly [line: number, trace: Trace])[]

function anchorRun(
  traced: TracedPost,
  quote: LineRange,
  isAbove: boolean,
  posts: ReadonlyMap<string, TracedPost>,
): Run | null {
  const lines: [number, Trace][] = []
  for (let n = quote.line; n <= quote.endLine; n++) {
    const trace = traced.traces.get(n)
    if (trace && (isAbove || isParentsOwn(traced, trace))) lines.push([n, trace])
  }
  if (isAbove) lines.reverse()
  const where = (trace: Trace): string => {
    const there = posts.get(trace.origin.messageId)?.post
    const isDiff = there !== undefined && partAt(there, trace.origin.line) === 'diff'
    return `${trace.origin.messageId} ${isDiff ? (fileAt(there, trace.origin.line)?.line ?? 0) : 'text'}`
  }
  const isText = ([n]: [number, Trace]): boolean =>
    squash(stripQuotes(traced.post.lines[n - 1] ?? '')) !== ''
  const isSaying = ([, trace]: [number, Trace]): boolean => {
    const there = posts.get(trace.origin.messageId)?.post
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

/** What stands above a whole quote is about what its parent says, not about what that quotes in turn. */
function isParentsOwn({ parent }: TracedPost, { origin }: Trace): boolean {
  if (!parent || origin.messageId !== parent.id) return false
  return (
    parent.comments.length === 0 ||
    parent.comments.some((c) => c.line <= origin.line && origin.line <= c.endLine)
  )
}

function anchorOf(traced: TracedPost, run: Run): Anchor {
  // The line next to the comment is what counts for certainty; blanks and far lines are not.
  const near = [...run]
    .reverse()
    .find(([n]) => !isBlank(stripQuotes(traced.post.lines[n - 1] ?? '')))
  return {
    ...spanOf(run),
    match: run.reduce((rung, [, trace]) => weaker(rung, trace.rung), run[0]?.[1].rung ?? 'exact'),
    ambiguous: (near?.[1].candidates.length ?? 0) > 0,
  }
}

/** @param comment `null` for one that stands above everything quoted: it is about all of that */
function focusOf(
  traced: TracedPost,
  run: Run,
  comment: LineRange | null,
  posts: ReadonlyMap<string, TracedPost>,
): Focus | null {
  const { lines } = traced.post
  const quoted = run
    .map(([n, trace]) => quotedLine(n, stripQuotes(lines[n - 1] ?? ''), trace, posts))
    .filter(({ text }) => !isElision(text))
  const focus = comment
    ? focusLines(quoted, lines.slice(comment.line - 1, comment.endLine))
    : rangeOf(quoted)
  if (!focus) return null
  return {
    quote: focus,
    origin: spanOf(run.filter(([n]) => n >= focus.line && n <= focus.endLine)),
  }
}

/** All origin lines of a run; its lines have one message. */
function spanOf(run: Run): Origin {
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
  posts: ReadonlyMap<string, TracedPost>,
): QuotedLine {
  const there = posts.get(trace.origin.messageId)?.post
  const part = there ? partAt(there, trace.origin.line) : null
  return {
    line,
    text,
    part,
    endsHunk: () => there !== undefined && endsHunk(there, trace.origin.line),
  }
}

/** The comment of another reply that holds these lines. */
function answered(
  origin: Origin,
  posts: ReadonlyMap<string, TracedPost>,
  done: Anchored,
): PlacedComment['answers'] {
  const post: Post | undefined = posts.get(origin.messageId)?.post
  const comment =
    post && done.get(post.id)?.findLast((c) => c.line <= origin.endLine && origin.line <= c.endLine)
  return post && comment ? { messageId: post.id, number: comment.number } : null
}
