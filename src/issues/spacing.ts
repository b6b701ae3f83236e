import type { CommentContext } from '../model/issue.ts'
import type { SeriesMail } from '../model/review.ts'
import type { StepFate } from '../versions/follow.ts'
import type { Origin } from '../model/link.ts'
import type { Mail } from '../model/mail.ts'
import { squash } from '../text/lines.ts'
import { substitutionsIn, type Substitution } from './signals/proposed.ts'

/** A text without those parts of it that are what another text is to become. */
export function withoutNew(text: string, { from, to }: Substitution): string {
  return from !== '' && to.includes(from) ? text.replaceAll(to, '\n') : text
}

/** Is white space all that is to change? */
export function isOfSpace({ from, to }: Substitution): boolean {
  return squash(from) === squash(to)
}

/** The lines of a place as one text, its blanks within a line as they are. */
function flat(mail: Mail, { line, endLine }: Pick<Origin, 'line' | 'endLine'>): string {
  const lines = mail.lines.slice(line - 1, endLine).map((text) => text.replace(/^[-+ ]/, '').trim())
  return ` ${lines.join(' ')} `
}

/** How often a text stands in another. */
export function countIn(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count++
  return count
}

/**
 * What became of white space that is to be another, where its text went: `null` where the old one
 * did not stand there.
 */
export function spaceFate(
  swap: Substitution,
  before: Mail,
  at: Pick<Origin, 'line' | 'endLine'>,
  after: Mail,
  place: Pick<Origin, 'line' | 'endLine'>,
): 'done' | 'left' | null {
  const [old, now] = [flat(before, at), flat(after, place)]
  const [had, has] = [old, now].map((text) => countIn(withoutNew(text, swap), swap.from))
  if (!had) return null
  if ((has ?? 0) >= had) return 'left'
  return swap.to === '' || countIn(now, swap.to) > 0 ? 'done' : null
}

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
