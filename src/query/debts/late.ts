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

/** Message-IDs of the patches whose lines tell which issues are late. */
export function comparedBy(
  issues: readonly Pick<Issue, 'revisionIndex' | 'patch' | 'about'>[],
  series: StoredMaterial['series'],
  matches: Matches,
): string[] {
  return issues.flatMap((issue) => {
    const before = beforeOf(issue, series, matches)
    return issue.about && before !== null ? [issue.about.messageId, before] : []
  })
}

/** The patch of the version before that the patch of an issue follows. */
function beforeOf(
  { revisionIndex, patch }: Pick<Issue, 'revisionIndex' | 'patch'>,
  { revisions }: StoredMaterial['series'],
  matches: Matches,
): string | null {
  if (revisionIndex === 0) return null
  const from = matches[revisionIndex]?.find(({ number }) => number === patch)?.from
  return revisions[revisionIndex - 1]?.patches.find((p) => p.number === from)?.messageId ?? null
}

function isLate(issue: Issue, { series, mails }: StoredMaterial, matches: Matches): boolean {
  const { about } = issue
  const mail = about && mails.get(about.messageId)
  const before = beforeOf(issue, series, matches)
  if (!about || !mail || before === null) return false
  const earlier = mails.get(before)
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
