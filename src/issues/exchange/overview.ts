import type { CommentContext } from '../../model/issue.ts'
import { pointGrade } from '../../text/point-head.ts'

/** How a robot lists above its points what it found: `- [High] Leaks the buffer.` */
const ENTRY = /^\s*- \[(\w+)\] /

/**
 * The point that an answer speaks of where it stands under an entry of a robot's overview: of those
 * that are as grave, the one that shares most words with it; `null` where it stands under none.
 * @param asked all comments of the mail that it answers
 */
export function pointOf(
  answer: CommentContext,
  asked: readonly CommentContext[],
): CommentContext | null {
  const begin = answer.quoted.findLastIndex((line) => ENTRY.test(line))
  const grade = ENTRY.exec(answer.quoted[begin] ?? '')?.[1]?.toLowerCase()
  if (!grade) return null
  const words = wordsIn(answer.quoted.slice(begin))
  const shares = (c: CommentContext): number => {
    const its = wordsIn(c.lines)
    return [...words].filter((word) => its.has(word)).length
  }
  const as = asked.filter(({ lines }) => pointGrade(lines[0] ?? '') === grade)
  return as.reduce<CommentContext | null>(
    (best, c) => (best === null || shares(c) > shares(best) ? c : best),
    null,
  )
}

function wordsIn(lines: readonly string[]): ReadonlySet<string> {
  return new Set(
    lines
      .join(' ')
      .toLowerCase()
      .match(/\w{4,}/g),
  )
}
