import type { Issue, IssueState } from '../model/issue.ts'

export type IssueCounts = Readonly<Record<IssueState, number>>

/** Issues by their state. */
export function issueCounts(issues: readonly Pick<Issue, 'state'>[]): IssueCounts {
  const counts = { open: 0, agreed: 0, addressed: 0, answered: 0, rejected: 0 }
  for (const { state } of issues) counts[state]++
  return counts
}
