import type { CommentContext } from '../../model/issue.ts'
import {
  isCcLine,
  isClosing,
  isCourtesy,
  saysNothing,
  withoutClosing,
} from '../../text/greetings.ts'
import { remembered } from '../../text/memo.ts'
import type { Scene } from './rule.ts'

/** A line of a mail, to be checked by a reader. */
export interface Said {
  readonly messageId: string
  readonly line: number
  readonly text: string
}

/**
 * All answers below a comment, in order of time. What goes on below an answer that quotes it beside
 * others is about the one that the answer stands under.
 */
export function exchangeBelow(
  id: string,
  answersTo: ReadonlyMap<string, readonly CommentContext[]>,
): readonly CommentContext[] {
  return exchanges(answersTo, id)
}

const exchanges = remembered((answersTo: Scene['answersTo'], id: string): CommentContext[] => {
  const found = new Map<string, CommentContext>()
  const visit = (at: string): void => {
    for (const answer of answersTo.get(at) ?? []) {
      if (found.has(answer.id)) continue
      found.set(answer.id, answer)
      if (answer.answers === at) visit(answer.id)
    }
  }
  visit(id)
  return [...found.values()].sort(inTime)
})

function inTime(a: CommentContext, b: CommentContext): number {
  if ((a.date ?? '9999') < (b.date ?? '9999')) return -1
  return (a.date ?? '') === (b.date ?? '') ? a.line - b.line : 1
}

/** The first line of a comment that is no greeting and no attribution; thanks only where no more is said. */
export function lineSaying(context: CommentContext): Said {
  const { messageId, lines, line } = context
  const says = (l: string): boolean => !saysNothing(l) && !isClosing(l) && !isCcLine(l)
  const more = withoutClosing(lines).find((l) => says(l) && !isCourtesy(l))
  const text = more ?? lines.find((l) => !saysNothing(l)) ?? lines[0] ?? ''
  return { messageId, line: line + Math.max(0, lines.indexOf(text)), text }
}
