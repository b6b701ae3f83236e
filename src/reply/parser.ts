import type { Node } from 'unist'
import { unified, type Plugin, type Processor } from 'unified'
import type { Comment, Quote, QuotedText, Reply, ReplyNode, ReplyFacts } from '../model/reply.ts'
import { bodyLines, isBlank, textOf } from '../text/lines.ts'
import { trailersIn } from '../text/trailers.ts'
import { readAttribution } from './attribution.ts'
import { classifyLines, type Classified } from './classify.ts'

/** Gives a unified processor a parser that turns the body of a reply into a `Reply` tree. */
export const replyParser: Plugin<[], string, Reply> = function () {
  const self = this as unknown as Processor<Reply>
  self.parser = (document) => replyTree(bodyLines(document))
}

const processor = unified().use(replyParser).freeze()

/** The tree of a reply's body. Every body line lies in exactly one child of the root. */
export function parseReply(body: string): Reply {
  return processor.parse(body)
}

function replyTree(lines: readonly string[]): Reply {
  const classified = classifyLines(lines)
  const children: ReplyNode[] = []
  for (let n = 1; n <= lines.length;) {
    const end = nodeEnd(classified, lines.length, n)
    children.push(...nodesOf(lines, classified, n, end))
    n = end + 1
  }
  return { type: 'reply', children, position: positionOf(lines, 1, Math.max(1, lines.length)) }
}

/**
 * Levels of quotes in the tree: thousands of `>` are noise, and it must stay walkable by
 * recursion.
 */
export const DEEPEST = 64

/** The last line of a node. Comments and quotes keep the empty lines between their own lines. */
export function nodeEnd(
  { types }: Pick<Classified, 'types'>,
  count: number,
  start: number,
): number {
  const type = types[start - 1]
  let end = start
  for (let n = start + 1; n <= count; n++) {
    if (types[n - 1] === type) end = n
    else if (!(type === 'comment' && types[n - 1] === 'blank')) break
  }
  return end
}

function nodesOf(
  lines: readonly string[],
  classified: Classified,
  line: number,
  endLine: number,
): ReplyNode[] {
  const type = classified.types[line - 1] ?? 'comment'
  if (type === 'comment') return commentNodes(lines, line, endLine)
  const position = positionOf(lines, line, endLine)
  const value = textOf(lines, line, endLine)
  if (type === 'quote') return [quoteNode(lines, classified.depths, line, endLine, 1)]
  if (type === 'attribution') return [{ type, value, position, ...readAttribution(value) }]
  return [{ type, value, position }]
}

/** One comment, without the empty lines below it. */
function commentNodes(lines: readonly string[], line: number, endLine: number): ReplyNode[] {
  let end = endLine
  while (isBlank(lines[end - 1])) end--
  const comment: Comment = {
    type: 'comment',
    value: textOf(lines, line, end),
    position: positionOf(lines, line, end),
    children: commentChildren(lines, line, end),
  }
  if (end === endLine) return [comment]
  const value = textOf(lines, end + 1, endLine)
  return [comment, { type: 'blank', value, position: positionOf(lines, end + 1, endLine) }]
}

/** Lines of the given depth become text; deeper runs become quotes inside. */
function quoteNode(
  lines: readonly string[],
  depths: readonly number[],
  line: number,
  endLine: number,
  depth: number,
): Quote {
  const children: (Quote | QuotedText)[] = []
  const deeper = (n: number): boolean => (depths[n - 1] ?? 0) > depth
  for (let n = line; n <= endLine;) {
    let end = n
    while (end < endLine && deeper(end + 1) === deeper(n)) end++
    if (deeper(n) && depth < DEEPEST) children.push(quoteNode(lines, depths, n, end, depth + 1))
    else
      children.push({
        type: 'quotedText',
        value: textOf(lines, n, end),
        position: positionOf(lines, n, end),
      })
    n = end + 1
  }
  return { type: 'quote', depth, children, position: positionOf(lines, line, endLine) }
}

function commentChildren(
  lines: readonly string[],
  line: number,
  endLine: number,
): Comment['children'] {
  const children: Comment['children'] = []
  const text = (from: number, to: number): void => {
    if (from > to) return
    children.push({
      type: 'commentText',
      value: textOf(lines, from, to),
      position: positionOf(lines, from, to),
    })
  }
  let next = line
  for (const trailer of trailersIn(lines, line, endLine)) {
    text(next, trailer.line - 1)
    const { name, value } = trailer
    children.push({
      type: 'trailer',
      name,
      value,
      position: positionOf(lines, trailer.line, trailer.endLine),
    })
    next = trailer.endLine + 1
  }
  text(next, endLine)
  return children
}

function positionOf(
  lines: readonly string[],
  line: number,
  endLine: number,
): NonNullable<Node['position']> {
  return {
    start: { line, column: 1 },
    end: { line: endLine, column: (lines[endLine - 1] ?? '').length + 1 },
  }
}

/** What the store keeps of a tree. */
export function replyFacts(reply: Reply): ReplyFacts {
  const range = (node: Node): { line: number; endLine: number } => ({
    line: node.position?.start.line ?? 0,
    endLine: node.position?.end.line ?? 0,
  })
  const of = <T extends ReplyNode['type']>(type: T): Extract<ReplyNode, { type: T }>[] =>
    reply.children.filter((node): node is Extract<ReplyNode, { type: T }> => node.type === type)
  return {
    quotes: of('quote')
      .flatMap(quotedRuns)
      .map(({ node, depth }) => ({ ...range(node), depth })),
    comments: of('comment').map(range),
    attributions: of('attribution').map((node) => ({
      ...range(node),
      who: node.who,
      date: node.date,
    })),
  }
}

function quotedRuns(quote: Quote): { node: QuotedText; depth: number }[] {
  return quote.children.flatMap((child) =>
    child.type === 'quote' ? quotedRuns(child) : [{ node: child, depth: quote.depth }],
  )
}
