import type { CheckSummary } from '../model/report/check.ts'
import { counted as n, grouped } from './words.ts'

/** What is in the store, then what is amiss, each in a line. */
export function checkText({ counts, problems }: CheckSummary): string[] {
  const isEmpty = counts.messages === 0
  const empty = isEmpty ? ['nothing is in it yet: patchtrail ingest <mail>'] : []
  return [contentsText(counts), ...empty, ...waitingText(counts.waiting), ...findingsText(problems)]
}

function contentsText(c: CheckSummary['counts']): string {
  const removed = c.removed > 0 ? `, ${grouped(c.removed)} of them removed` : ''
  const derived = [
    n(c.comments, 'comment'),
    n(c.series, 'series', 'series'),
    n(c.issues, 'issue'),
  ].join(', ')
  const oddities = `${n(c.problems, 'oddity', 'oddities')} in the mail`
  return `${n(c.messages, 'message')}${removed}; ${derived}; ${oddities}`
}

function waitingText(waiting: number): string[] {
  if (waiting === 0) return []
  const what = n(waiting, 'message or series waits', 'messages or series wait')
  return [`${what} to be derived: patchtrail derive`]
}

function findingsText(problems: readonly string[]): string[] {
  if (problems.length === 0) return ['the store is sound']
  const remedy = 'run patchtrail rebuild; where the file itself is damaged, ingest into a new store'
  return [...problems, `${n(problems.length, 'finding')}: ${remedy}`]
}
