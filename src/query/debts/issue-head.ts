import { isDue, isOwed, type Issue } from '../../model/issue.ts'
import type { IssueHead } from '../../model/report/issues.ts'
import { isSamePerson } from '../../text/people.ts'

export { isOwed }

/**
 * Open or promised; or said to be settled by little evidence while its lines are as they were: a
 * reader should look.
 */
export function isPending(issue: Issue): boolean {
  return isDue(issue) || isDoubtful(issue)
}

/**
 * Said to be settled by little evidence, while its lines are as they were; or refused at less than
 * even odds, which is right in one of four where whoever asked did not give in.
 */
export function isDoubtful(issue: Issue): boolean {
  const { moot, marked, confidence, state, stateProbability, fates, evidence } = issue
  if (isDue(issue) || moot || marked || confidence !== 'low') return false
  const isLeft = fates.length > 0 && fates.every(({ fate }) => fate === 'unchanged')
  const isConceded = evidence.some(({ rule }) => /^reviewer-(?:at-last-)?concedes$/.test(rule))
  return isLeft || (state === 'rejected' && stateProbability < 0.5 && !isConceded)
}

/** Counts over all versions, and who is waiting. */
export function headOf(issues: readonly Issue[]): IssueHead {
  const owed = issues.filter(isOwed)
  const count = (fits: (issue: Issue) => boolean): number => issues.filter(fits).length
  return {
    open: owed.filter(({ state }) => state === 'open').length,
    promised: owed.filter(({ state }) => state === 'agreed').length,
    passedOver: owed.filter(({ passedOver }) => passedOver.length > 0).length,
    lookAgain: count(isDoubtful),
    others: count((issue) => isDue(issue) && !isOwed(issue)),
    settled: count((issue) => !isPending(issue)),
    by: askersOf(owed),
  }
}

function askersOf(owed: readonly Issue[]): IssueHead['by'] {
  const found: { person: Issue['by']; open: number }[] = []
  for (const { by } of owed) {
    const known = found.find(({ person }) => isSamePerson(person, by))
    if (known) known.open++
    else found.push({ person: by, open: 1 })
  }
  return found.sort((a, b) => b.open - a.open)
}
