import type { Anchor, Focus, Origin, PlacedComment, Trace } from '../model/link.ts'
import type { LineRange } from '../model/reply.ts'
import { isElision } from '../text/elision.ts'
import { isBlank, squash } from '../text/lines.ts'
import { stripQuotes } from '../text/quoting.ts'
import { focusLines, rangeOf, type QuotedLine } from './focus.ts'
import { endsHunk, fileAt, partAt } from './place.ts'
import type { Post } from './post.ts'
import type { TracedPost } from './trace.ts'
import { weaker } from './trace.ts'

/** Placed comments of all posts, by Message-ID. */
export type Anchored = ReadonlyMap<string, readonly PlacedComment[]>

/** Places every comment of a traced thread: parents first, so that answers can inherit. */
export function anchorThread(traced: ReadonlyMap<string, TracedPost>): Anchored {
  const all = new Map<string, PlacedComment[]>()
  for (const [id, post] of traced) {
    const ranges = post.post.comments.map((range) => withoutTails(post, range))
    const placed = ranges.flatMap((range, i) => (range ? [placeComment(post, range, i + 1, ranges, traced, all)] : []))
    all.set(id, placed)
  }
  return all
}

/** The part of a comment that is not the end of a broken quoted line; `null` where nothing is left. */
function withoutTails(traced: TracedPost, { line, endLine }: LineRange): LineRange | null {
  let first = line
  while (first <= endLine && (traced.tails.has(first) || isBlank(traced.post.lines[first - 1]))) first++
  return first > endLine ? null : { line: first, endLine }
}

function placeComment(
  traced: TracedPost, range: LineRange, number: number, ranges: readonly (LineRange | null)[],
  posts: ReadonlyMap<string, TracedPost>, done: Anchored,
): PlacedComment {
  const quote = quoteAbove(traced, range.line) ?? (ranges.filter(Boolean).length === 1 ? quoteBelow(traced, range.endLine) : null)
  const isAbove = quote !== null && quote.endLine < range.line
  const run = quote ? anchorRun(traced, quote, isAbove, posts) : null
  if (!run) return { ...range, number, anchor: null, focus: null, about: null, answers: null }
  const anchor = anchorOf(traced, run)
  const focus = focusOf(traced, run, isAbove ? range : null, posts)
  const origin = focus?.origin ?? anchor
  const answers = answered(origin, posts, done)
  const there = posts.get(origin.messageId)
  const isCode = there !== undefined && partAt(there.post, origin.endLine) !== 'reply'
  const inherited = answers ? done.get(answers.messageId)?.find((c) => c.number === answers.number)?.about : null
  const about = isCode ? { messageId: origin.messageId, line: origin.line, endLine: origin.endLine } : (inherited ?? null)
  return { ...range, number, anchor, focus, about, answers }
}

/** The block of quoted lines that a comment at `line` stands under. */
function quoteAbove(traced: TracedPost, line: number): LineRange | null {
  let end = line - 1
  while (end >= 1 && !isQuoteLine(traced, end)) end--
  return end < 1 ? null : { line: blockEdge(traced, end, -1), endLine: end }
}

/** For a comment with everything quoted below it: the first block there. */
function quoteBelow(traced: TracedPost, line: number): LineRange | null {
  let start = line + 1
  const count = traced.post.lines.length
  while (start <= count && !isQuoteLine(traced, start)) start++
  return start > count ? null : { line: start, endLine: blockEdge(traced, start, 1) }
}

/** Quoted, or the broken-off end of a quoted line. */
function isQuoteLine(traced: TracedPost, n: number): boolean {
  return (traced.depths[n - 1] ?? 0) > 0 || traced.tails.has(n)
}

function blockEdge(traced: TracedPost, from: number, step: number): number {
  let n = from
  while (isQuoteLine(traced, n + step) && n + step >= 1) n += step
  return n
}

/** The traced lines of one origin and one file next to the comment, in body order; 1 or more. */
type Run = readonly (readonly [line: number, trace: Trace])[]

function anchorRun(
  traced: TracedPost, quote: LineRange, isAbove: boolean, posts: ReadonlyMap<string, TracedPost>,
): Run | null {
  const lines: [number, Trace][] = []
  for (let n = quote.line; n <= quote.endLine; n++) {
    const trace = traced.traces.get(n)
    if (trace) lines.push([n, trace])
  }
  if (isAbove) lines.reverse()
  const where = (trace: Trace): string => {
    const there = posts.get(trace.origin.messageId)?.post
    const isDiff = there !== undefined && partAt(there, trace.origin.line) === 'diff'
    return `${trace.origin.messageId} ${isDiff ? (fileAt(there, trace.origin.line)?.line ?? 0) : 'text'}`
  }
  const isText = ([n]: [number, Trace]): boolean => squash(stripQuotes(traced.post.lines[n - 1] ?? '')) !== ''
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

function anchorOf(traced: TracedPost, run: Run): Anchor {
  const origins = run.map(([, trace]) => trace.origin)
  // The line next to the comment is what counts for certainty; blanks and far lines are not.
  const near = [...run].reverse().find(([n]) => !isBlank(stripQuotes(traced.post.lines[n - 1] ?? '')))
  return {
    messageId: origins[0]?.messageId ?? '',
    line: Math.min(...origins.map((o) => o.line)),
    endLine: Math.max(...origins.map((o) => o.endLine)),
    match: run.reduce((rung, [, trace]) => weaker(rung, trace.rung), run[0]?.[1].rung ?? 'exact'),
    ambiguous: (near?.[1].candidates.length ?? 0) > 0,
  }
}

/** @param comment `null` for one that stands above everything quoted: it is about all of that */
function focusOf(traced: TracedPost, run: Run, comment: LineRange | null, posts: ReadonlyMap<string, TracedPost>): Focus | null {
  const { lines } = traced.post
  const quoted = run.map(([n, trace]) => quotedLine(n, stripQuotes(lines[n - 1] ?? ''), trace, posts)).filter(({ text }) => !isElision(text))
  const focus = comment ? focusLines(quoted, lines.slice(comment.line - 1, comment.endLine)) : rangeOf(quoted)
  if (!focus) return null
  const inside = run.filter(([n]) => n >= focus.line && n <= focus.endLine).map(([, trace]) => trace.origin)
  const origin: Origin = {
    messageId: inside[0]?.messageId ?? '',
    line: Math.min(...inside.map((o) => o.line)),
    endLine: Math.max(...inside.map((o) => o.endLine)),
  }
  return { quote: focus, origin }
}

function quotedLine(line: number, text: string, trace: Trace, posts: ReadonlyMap<string, TracedPost>): QuotedLine {
  const there = posts.get(trace.origin.messageId)?.post
  const part = there ? partAt(there, trace.origin.line) : null
  return { line, text, part, endsHunk: there !== undefined && part === 'diff' && endsHunk(there, trace.origin.line) }
}

/** The comment of another reply that holds these lines. */
function answered(origin: Origin, posts: ReadonlyMap<string, TracedPost>, done: Anchored): PlacedComment['answers'] {
  const post: Post | undefined = posts.get(origin.messageId)?.post
  const comment = post && done.get(post.id)?.find((c) => c.line <= origin.endLine && origin.line <= c.endLine)
  return post && comment ? { messageId: post.id, number: comment.number } : null
}
