import type { Code, Nodes, Root, RootContent } from 'mdast'
import remarkParse from 'remark-parse'
import { unified, type Plugin } from 'unified'
import type { Point, Position } from 'unist'
import type { Reply } from '../model/reply.ts'
import { codeRuns, type CodeRun } from './code-runs.ts'

const markdown = unified().use(remarkParse).freeze()

/** Some text as Markdown, whatever it holds: lists and paragraphs are told apart. */
export function parseMarkdown(text: string): Root {
  return markdown.parse(text)
}

/**
 * The prose of one comment as mdast. Only a comment's own text may be given: a whole reply would be
 * misread (quoted `+` lines as bullets, the line after a quote as its continuation). Runs of diff
 * and code are `code` nodes and never seen by the Markdown parser. Positions are those of `text`.
 */
export function parseProse(text: string): Root {
  const lines = text.split('\n')
  const starts = startsOf(lines)
  const runs = codeRuns(lines)
  if (runs.length === 0) return parseMarkdown(text)
  const children: RootContent[] = []
  let next = 1
  for (const run of runs) {
    children.push(...between(lines, starts, next, run.line - 1), codeNode(lines, starts, run))
    next = run.endLine + 1
  }
  children.push(...between(lines, starts, next, lines.length))
  const end = pointAt(lines, starts, lines.length)
  return { type: 'root', children, position: { start: { line: 1, column: 1, offset: 0 }, end } }
}

/** Second step after `replyParser`: hangs each comment's prose into the tree. */
export const commentProse: Plugin<[], Reply, Reply> = function () {
  return (tree) => {
    for (const node of tree.children)
      if (node.type === 'comment') node.prose = parseProse(node.value)
  }
}

/**
 * The Markdown of lines `line`..`endLine`, its positions moved to where they stand in the whole.
 */
function between(
  lines: readonly string[],
  starts: readonly number[],
  line: number,
  endLine: number,
): RootContent[] {
  if (line > endLine) return []
  const part = parseMarkdown(lines.slice(line - 1, endLine).join('\n'))
  move(part, line - 1, starts[line - 1] ?? 0)
  return part.children
}

function codeNode(lines: readonly string[], starts: readonly number[], run: CodeRun): Code {
  const position: Position = {
    start: { line: run.line, column: 1, offset: starts[run.line - 1] ?? 0 },
    end: pointAt(lines, starts, run.endLine),
  }
  return {
    type: 'code',
    lang: run.lang,
    meta: null,
    value: lines.slice(run.line - 1, run.endLine).join('\n'),
    position,
  }
}

/** The end of a line. */
function pointAt(lines: readonly string[], starts: readonly number[], line: number): Point {
  const length = lines[line - 1]?.length ?? 0
  return { line, column: length + 1, offset: (starts[line - 1] ?? 0) + length }
}

/** Where each line starts, in characters. */
function startsOf(lines: readonly string[]): number[] {
  const starts: number[] = []
  let offset = 0
  for (const line of lines) {
    starts.push(offset)
    offset += line.length + 1
  }
  return starts
}

function move(node: Nodes, lines: number, offset: number): void {
  for (const point of [node.position?.start, node.position?.end]) {
    if (!point) continue
    point.line += lines
    if (point.offset !== undefined) point.offset += offset
  }
  if ('children' in node) for (const child of node.children) move(child, lines, offset)
}
