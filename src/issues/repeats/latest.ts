import type { CommentContext, IssueState } from '../../model/issue.ts'
import type { JudgedComment } from '../cases.ts'
import { isBelow } from './insists.ts'
import { isSaidTwice } from './twice.ts'

/** How far a comment got. */
export interface Settled {
  readonly state: IssueState
  /** Of several the one with the most counts. */
  readonly sure: number
}

/**
 * The comment by which an issue is judged: the last that raised it. Of several that ask for the
 * same of one version the one that got furthest, since nobody answers each of them; of equals the
 * last.
 * @param again those that raised it again, in order of time
 * @param settled how far one got; asked only where there are several
 */
export function judgedBy<T extends JudgedComment>(
  first: T,
  again: readonly T[],
  settled: (one: T) => Settled,
): T {
  const last = again.at(-1)
  if (!last) return first
  const version = last.context.patchRef?.revisionIndex
  const all = [first, ...again].filter(({ context }) => context.patchRef?.revisionIndex === version)
  const words = lastWords(all, settled)
  const latest = words.at(-1) ?? last
  const said = words.filter((one) => one === latest || isTheSame(one.context, latest.context))
  if (said.length < 2) return latest
  const sure = said.map((one) => settled(one).sure)
  return said[sure.lastIndexOf(Math.max(...sure))] ?? latest
}

function isTheSame(a: CommentContext, b: CommentContext): boolean {
  return (a.sender === 'ci' && b.sender === 'ci') || isSaidTwice(a, b)
}

/**
 * Those that nobody went on with. A question in a debate is a means: once it is answered, a change
 * that was asked for still waits or not by itself, and what was done is done.
 * @param all in order of time
 */
function lastWords<T extends JudgedComment>(all: readonly T[], settled: (one: T) => Settled): T[] {
  const above = (one: T): T | undefined =>
    all.slice(0, all.indexOf(one)).find((earlier) => isBelow(one, earlier))
  const standsFor = (one: T): T => {
    const asked = one.judged.kind === 'question' ? above(one) : undefined
    if (!asked || settled(one).state !== 'answered') return one
    const stands = standsFor(asked)
    return stands.judged.kind === 'change' || settled(stands).state === 'addressed' ? stands : one
  }
  const last = all.filter((one, i) => !all.slice(i + 1).some((later) => isBelow(later, one)))
  return [...new Set(last.map(standsFor))]
}
