import type { Issue } from '../../model/issue.ts'
import type { Matches } from '../../model/review.ts'
import type { StoredMaterial } from '../../store/material.ts'

/**
 * Issues that were raised on lines which stood the same in the version before. What reviewers see
 * late is no fault of the new version.
 */
export function lateIssues(
  issues: readonly Issue[],
  material: StoredMaterial,
  matches: Matches,
): string[] {
  return issues.filter((issue) => isLate(issue, material, matches)).map(({ id }) => id)
}

function isLate(
  { revisionIndex, patch, about }: Issue,
  { series, mails }: StoredMaterial,
  matches: Matches,
): boolean {
  const mail = about && mails.get(about.messageId)
  if (!about || !mail || revisionIndex === 0) return false
  const from = matches[revisionIndex]?.find(({ number }) => number === patch)?.from
  const before = series.revisions[revisionIndex - 1]?.patches.find((p) => p.number === from)
  const earlier = before && mails.get(before.messageId)
  const lines = mail.lines.slice(about.line - 1, about.endLine)
  return earlier !== undefined && lines.some(saysMuch) && holds(earlier.lines, lines)
}

/** Braces and blank lines stand everywhere. */
function saysMuch(line: string): boolean {
  return /\w{3}/.test(line)
}

function holds(all: readonly string[], lines: readonly string[]): boolean {
  return all.some((_, i) => lines.every((line, n) => all[i + n] === line))
}
