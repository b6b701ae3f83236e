import type { CommentRecord } from '../../model/report/records.ts'
import type { Discussion } from '../../model/report/show.ts'

/**
 * Joins comments to discussions: a comment answers the one whose words it quotes; one that quotes
 * nothing answers the last comment of the reply its mail answers. Oldest first on every level.
 * @param parents the message each message answers
 */
export function discussionsOf(
  comments: readonly CommentRecord[],
  parents: ReadonlyMap<string, string | null>,
): Discussion[] {
  const byId = new Map(comments.map((comment) => [comment.id, comment]))
  const lastOf = new Map(comments.map((comment) => [comment.messageId, comment.id]))
  const answersTo = new Map<string, CommentRecord[]>()
  const top: CommentRecord[] = []
  for (const comment of comments) {
    const unquoted = comment.anchor ? null : lastOf.get(parents.get(comment.messageId) ?? '')
    const to = comment.answers ?? unquoted ?? null
    if (to === null || !byId.has(to) || leadsBack(to, comment.id, byId)) top.push(comment)
    else answersTo.set(to, [...(answersTo.get(to) ?? []), comment])
  }
  const discussion = (comment: CommentRecord): Discussion => ({
    comment,
    answers: [...(answersTo.get(comment.id) ?? [])].sort(inTime).map(discussion),
  })
  return [...top].sort(inTime).map(discussion)
}

/** Mail that quotes itself in a circle must not make a circle of answers. */
function leadsBack(from: string, to: string, byId: ReadonlyMap<string, CommentRecord>): boolean {
  const seen = new Set<string>()
  for (
    let at: string | null = from;
    at !== null && !seen.has(at);
    at = byId.get(at)?.answers ?? null
  ) {
    if (at === to) return true
    seen.add(at)
  }
  return false
}

function inTime(a: CommentRecord, b: CommentRecord): number {
  const [left, right] = [a.date ?? '9999', b.date ?? '9999']
  if (left !== right) return left < right ? -1 : 1
  if (a.messageId !== b.messageId) return a.messageId < b.messageId ? -1 : 1
  return a.line - b.line
}
