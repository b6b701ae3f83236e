import type { Issue, IssueCounts } from '../model/issue.ts'

/** Issues by their state. */
export function issueCounts(issues: readonly Pick<Issue, 'state' | 'moot'>[]): IssueCounts {
  const counts = { open: 0, agreed: 0, addressed: 0, answered: 0, rejected: 0, moot: 0 }
  for (const { state, moot } of issues) counts[moot ? 'moot' : state]++
  return counts
}
