import type { IngestSummary } from '../model/ingest.ts'
import type { PlacedProblem } from '../model/problem.ts'
import { harmless } from './style.ts'

/** The summary of a run, a few lines. */
export function ingestText(summary: IngestSummary): string[] {
  const { kinds, quotedLines: q } = summary
  const total = Object.values(q).reduce((a, b) => a + b, 0)
  const lost = summary.problems.filter(({ fatal }) => fatal).length
  const share = (n: number): string => `${number(n)} (${total === 0 ? '0.0' : ((100 * n) / total).toFixed(1)} %)`
  const lines = [
    `${number(summary.read)} messages read in ${summary.seconds.toFixed(1)} s: ${number(summary.added)} new, ${number(summary.known)} already there`,
    `  ${number(kinds.patch)} patches, ${number(kinds.cover)} covers, ${number(kinds.reply)} replies with ${number(summary.comments)} comments, ${number(kinds.other)} others`,
  ]
  if (summary.copies > 0) lines.push(`  ${number(summary.copies)} saved pages are copies of mail in the store`)
  if (total > 0) {
    lines.push(
      `  ${number(total)} quoted lines: ${share(q.exact)} exact, ${share(q.whitespace)} but for white space, ${share(q.rewrapped)} rewrapped, ${share(q.edited)} edited, ${share(q.none)} not found`,
    )
  }
  const odd = summary.problems.length - lost
  if (odd > 0) lines.push(`  ${number(odd)} oddities in the mail (--problems lists them)`)
  if (lost > 0) lines.push(`  ${number(lost)} could not be read`)
  return lines
}

function number(n: number): string {
  return n.toLocaleString('en-US')
}

/** `list.mbox byte 1234 <id> line 7: hunk ends 2 lines before its header says`. */
export function problemText(problem: PlacedProblem): string {
  const where = [problem.source, problem.at, problem.messageId, problem.line === null ? null : `line ${problem.line}`]
  return harmless(`${where.filter(Boolean).join(' ')}: ${problem.text}`)
}
