import type { CommentContext } from '../model/issue.ts'
import type { SeriesMail } from '../model/review.ts'
import type { StepFate } from '../versions/follow.ts'
import { substitutionsIn } from './signals/proposed.ts'
import { isOfSpace, spaceFate } from './signals/swapped.ts'

/**
 * What became of lines, where a comment asks for other white space in them: lines are followed
 * without any, and those that have it now are not as they were.
 */
export function withSpacing(
  steps: readonly StepFate[],
  { about, lines }: CommentContext,
  { mails }: SeriesMail,
): readonly StepFate[] {
  const swaps = about ? substitutionsIn(lines).filter(isOfSpace) : []
  if (swaps.length === 0) return steps
  let at = about
  return steps.map((step) => {
    const [from, to] = [at, step.place].map((place) => mails.get(place?.messageId ?? ''))
    const [was, is] = [at, step.place]
    at = step.place
    if (step.fate !== 'unchanged' || !from || !to || !was || !is) return step
    const isMade = swaps.some((swap) => spaceFate(swap, from, was, to, is) === 'done')
    return isMade ? { ...step, fate: 'changed' as const } : step
  })
}
