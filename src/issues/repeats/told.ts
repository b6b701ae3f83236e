import type { Again, IssueEvidence } from '../../model/issue.ts'
import { isBlank } from '../../text/lines.ts'
import { pointGrade } from '../../text/point-head.ts'
import type { CommentCase } from '../cases.ts'
import { faultsIn, firstFault } from './reports.ts'

/** The comments that raise an issue again, as the issue tells of them. */
export function againOf(again: readonly CommentCase[]): Again[] {
  return again.flatMap(({ context: { id, patchRef } }) => (patchRef ? [{ id, ...patchRef }] : []))
}

/** Where it was asked again. */
export function askedAgain(again: readonly CommentCase[]): IssueEvidence[] {
  return again.map(({ context }) => {
    const { messageId, line, lines } = context
    const fault = faultsIn(context, '') === null ? -1 : firstFault(lines)
    const says = (text: string): boolean => !isBlank(text) && pointGrade(text) === null
    const at = fault === -1 ? Math.max(0, lines.findIndex(says)) : fault
    return { rule: 'asked-again', messageId, line: line + at, text: lines[at] ?? '' }
  })
}
