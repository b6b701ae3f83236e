import type { AttributionFact, LineRange, QuoteFact, ReplyFacts } from '../model/reply.ts'
import { bodyLines, isBlank, textOf } from '../text/lines.ts'
import { readAttribution } from './attribution.ts'
import { classifyLines } from './classify.ts'
import { DEEPEST, nodeEnd } from './parser.ts'

/**
 * What the store keeps of a reply: `replyFacts(parseReply(body))`, without the texts of a tree that
 * nobody reads.
 */
export function replyFactsIn(body: string): ReplyFacts {
  const lines = bodyLines(body)
  const classified = classifyLines(lines)
  const quotes: QuoteFact[] = []
  const comments: LineRange[] = []
  const attributions: AttributionFact[] = []
  for (let line = 1; line <= lines.length;) {
    const endLine = nodeEnd(classified, lines.length, line)
    const type = classified.types[line - 1]
    if (type === 'quote') quotes.push(...runsIn(classified.depths, line, endLine))
    else if (type === 'comment') comments.push({ line, endLine: lastWritten(lines, endLine) })
    else if (type === 'attribution')
      attributions.push({ line, endLine, ...readAttribution(textOf(lines, line, endLine)) })
    line = endLine + 1
  }
  return { quotes, comments, attributions }
}

function lastWritten(lines: readonly string[], endLine: number): number {
  let end = endLine
  while (isBlank(lines[end - 1])) end--
  return end
}

/** Runs of one depth. */
function runsIn(depths: readonly number[], line: number, endLine: number): QuoteFact[] {
  const runs: QuoteFact[] = []
  // One level more than the tree has: what is deeper than it is a run of its own.
  const depthAt = (n: number): number => Math.min(Math.max(depths[n - 1] ?? 0, 1), DEEPEST + 1)
  for (let n = line; n <= endLine;) {
    let end = n
    while (end < endLine && depthAt(end + 1) === depthAt(n)) end++
    runs.push({ line: n, endLine: end, depth: Math.min(depthAt(n), DEEPEST) })
    n = end + 1
  }
  return runs
}
