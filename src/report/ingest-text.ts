import type { IngestSummary, SourceSummary } from '../model/report/ingest.ts'
import type { ListedProblem } from '../model/problem.ts'
import { harmless } from './style.ts'
import { grouped } from './words.ts'

/** The summary of a run, a few lines. */
export function ingestText(summary: IngestSummary): string[] {
  const { kinds, quotedLines: q } = summary
  const total = Object.values(q).reduce((a, b) => a + b, 0)
  const lost = summary.problems.filter(({ fatal }) => fatal).length
  if (summary.read === 0 && summary.threads === 0 && lost === 0)
    return [`nothing new (${summary.seconds.toFixed(1)} s)`]
  const share = (n: number): string =>
    `${grouped(n)} (${total === 0 ? '0.0' : ((100 * n) / total).toFixed(1)} %)`
  const lines = [
    `${count(summary.read, 'message')} read in ${summary.seconds.toFixed(1)} s: ${grouped(summary.added)} new, ${grouped(summary.known)} already there`,
    `  ${count(kinds.patch, 'patch', 'patches')}, ${count(kinds.cover, 'cover')}, ${count(kinds.reply, 'reply', 'replies')} with ${count(summary.comments, 'comment')}, ${count(kinds.other, 'other')}`,
  ]
  if (summary.removed > 0)
    lines.push(
      `  ${count(summary.removed, 'message')} deleted by ${summary.removed === 1 ? 'its source' : 'their sources'}: left out from now on`,
    )
  if (summary.copies > 0)
    lines.push(`  ${count(summary.copies, 'saved page')} known as a copy of mail in the store`)
  if (total > 0) {
    lines.push(
      `  ${count(total, 'quoted line')}: ${share(q.exact)} exact, ${share(q.whitespace)} but for white space, ${share(q.rewrapped)} rewrapped, ${share(q.edited)} edited, ${share(q.none)} not found`,
    )
  }
  const odd = summary.problems.length - lost
  if (odd > 0)
    lines.push(`  ${count(odd, 'oddity', 'oddities')} in the mail (--problems lists them)`)
  if (lost > 0) lines.push(`  ${grouped(lost)} could not be read`)
  return lines
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : many}`
}

/** `list.mbox: 120 read in 0.4 s, 3 new`. */
export function sourceText({ source, read, added, removed, seconds }: SourceSummary): string {
  const found =
    read === 0
      ? 'nothing new'
      : `${grouped(read)} read, ${grouped(added)} new${removed > 0 ? `, ${grouped(removed)} deleted` : ''}`
  return harmless(`${source}: ${found} (${seconds.toFixed(1)} s)`)
}

/** `list.mbox byte 1234 <id> line 7: hunk ends 2 lines before its header says`. */
export function problemText(problem: ListedProblem): string {
  const where = [
    problem.source,
    problem.at,
    problem.messageId,
    problem.line === null ? null : `line ${problem.line}`,
  ]
  return harmless(`${where.filter(Boolean).join(' ')}: ${problem.text}`)
}
