import type { Again, IssueEvidence } from '../../model/issue.ts'
import type { CommentCase } from '../cases.ts'

/** The comments that raise an issue again, as the issue tells of them. */
export function againOf(again: readonly CommentCase[]): Again[] {
  return again.flatMap(({ context: { id, patchRef } }) => (patchRef ? [{ id, ...patchRef }] : []))
}

/** Where it was asked again. */
export function askedAgain(again: readonly CommentCase[]): IssueEvidence[] {
  return again.map(({ context: { messageId, line, lines } }) => ({
    rule: 'asked-again',
    messageId,
    line,
    text: lines[0] ?? '',
  }))
}
