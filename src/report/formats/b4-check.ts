import { isDue, isOwed } from '../../model/issue.ts'
import type { ShownIssue } from '../../model/report/issues.ts'
import { debtWords, issuePlaceText } from '../view.ts'
import { counted, stateOfIssue, nameText } from '../words.ts'

/** One result of a check, as `b4 review` reads it from an external tool. */
export interface B4Result {
  readonly tool: string
  readonly status: 'pass' | 'warn' | 'fail'
  readonly summary: string
  readonly url?: string
  readonly details?: string
}

/**
 * What was asked for on a patch, as the result of a check: `fail` where this version passed
 * something over or somebody objects, `warn` where something is open or promised.
 */
export function b4Check(issues: readonly ShownIssue[], url: string | null): B4Result[] {
  const waiting = issues.filter(isOwed)
  const others = issues.filter((issue) => isDue(issue) && !isOwed(issue)).length
  const passed = waiting.filter(({ passedOver }) => passedOver.length > 0)
  const isBad = passed.length > 0 || waiting.some(({ strength }) => strength === 'blocking')
  const doubtful = issues.length - waiting.length - others
  const parts = [
    ...(waiting.length > 0 ? [counted(waiting.length, 'request') + ' open or promised'] : []),
    ...(passed.length > 0 ? [`${passed.length} passed over`] : []),
    ...(others > 0 ? [`${others} optional or asked of others`] : []),
    ...(doubtful > 0 ? [`${doubtful} to be looked at again`] : []),
  ]
  return [
    {
      tool: 'patchtrail',
      status: isBad ? 'fail' : issues.length > 0 ? 'warn' : 'pass',
      summary: parts.length > 0 ? parts.join(', ') : 'nothing that was asked for is open',
      ...(url === null ? {} : { url }),
      ...(issues.length > 0 ? { details: issues.map(detailOf).join('\n') } : {}),
    },
  ]
}

function detailOf(issue: ShownIssue): string {
  const place = issuePlaceText(issue, { cover: 'cover', message: 'commit message' })
  const state = [stateOfIssue(issue), ...debtWords(issue)].join(', ')
  return `${issue.revisionName} ${place}: ${issue.summary}\n    ${nameText(issue.by)}: ${state}  ${issue.id}`
}
