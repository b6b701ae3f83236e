import type { Again, IssueEvidence } from '../../model/issue.ts'
import { isBlank } from '../../text/lines.ts'
import { pointGrade } from '../../text/point-head.ts'
import type { CommentCase } from '../cases.ts'

/** The comments that raise an issue again, as the issue tells of them. */
export function againOf(again: readonly CommentCase[]): Again[] {
  return again.flatMap(({ context: { id, patchRef } }) => (patchRef ? [{ id, ...patchRef }] : []))
}

/** Where it was asked again. */
export function askedAgain(again: readonly CommentCase[]): IssueEvidence[] {
  return again.map(({ context: { messageId, line, lines } }) => {
    const at = Math.max(
      0,
      lines.findIndex((text) => !isBlank(text) && pointGrade(text) === null),
    )
    return { rule: 'asked-again', messageId, line: line + at, text: lines[at] ?? '' }
  })
}
