import { isOwed, toldState, type Issue, type IssueCounts, type OwedCounts } from '../model/issue.ts'

/** Issues by their state. */
export function issueCounts(issues: readonly Pick<Issue, 'state' | 'moot'>[]): IssueCounts {
  const counts = { open: 0, agreed: 0, addressed: 0, answered: 0, rejected: 0, moot: 0 }
  for (const issue of issues) counts[toldState(issue)]++
  return counts
}

/** Those that the author owes. */
export function owedCounts(issues: readonly Parameters<typeof isOwed>[0][]): OwedCounts {
  const owed = issues.filter(isOwed)
  const open = owed.filter(({ state }) => state === 'open').length
  return { open, promised: owed.length - open }
}
