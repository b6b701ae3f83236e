import type { ReplyNode } from '../model/reply.ts'

type LineType = ReplyNode['type']

/**
 * Dots in code that somebody writes himself leave out code, no quote: such a line stays in its
 * comment. It is set in, or touches own text; alone between paragraphs it divides what is said.
 */
export function markOwnElisions(lines: readonly string[], types: LineType[]): void {
  for (const [i, line] of lines.entries()) {
    if (types[i] !== 'elision') continue
    const isOwn = besides(types, i, -1) === 'comment' && besides(types, i, 1) === 'comment'
    const touches = types[i - 1] === 'comment' || types[i + 1] === 'comment'
    if (isOwn && (touches || /^[ \t]{2}|^\t/.test(line))) types[i] = 'comment'
  }
}

/** What stands beside it, over empty lines and other dots. */
function besides(types: readonly LineType[], from: number, step: 1 | -1): LineType | undefined {
  let at = from + step
  while (types[at] === 'blank' || types[at] === 'elision') at += step
  return types[at]
}
