import type { JudgedComment } from '../cases.ts'

/**
 * The comment by which an issue is judged: the last that raised it. Of several reports on one
 * version the one that got furthest, since nobody answers each of them; of equals the last.
 * @param again those that raised it again, in order of time
 * @param settled how far one got; asked only where there are several
 */
export function judgedBy<T extends JudgedComment>(
  first: T,
  again: readonly T[],
  settled: (one: T) => number,
): T {
  const last = again.at(-1)
  if (!last) return first
  const version = last.context.patchRef?.revisionIndex
  const reports = [first, ...again].filter(
    ({ context }) => context.sender === 'ci' && context.patchRef?.revisionIndex === version,
  )
  if (reports.length < 2) return last
  const sure = reports.map(settled)
  return reports[sure.lastIndexOf(Math.max(...sure))] ?? last
}
