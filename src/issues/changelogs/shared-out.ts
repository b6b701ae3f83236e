import type { CommentContext } from '../../model/issue.ts'
import { isOfAll } from './naming.ts'
import type { ProseLine } from './prose.ts'

/** How much a line of a changelog has of a comment. */
export type Share = (context: CommentContext, line: ProseLine) => number

/**
 * Lines that credit one reviewer, shared out among his comments: each pair that has most in common
 * first, one line a comment.
 * @param share 0 where they have nothing in common
 * @returns the line of each comment that has one
 */
export function sharedOut(
  lines: readonly ProseLine[],
  contexts: readonly CommentContext[],
  share: Share,
): ReadonlyMap<CommentContext, ProseLine> {
  const single = onceEach(lines).filter((line) => !isOfAll(line))
  const pairs = contexts.flatMap((context) =>
    single.map((line) => ({ context, line, much: share(context, line) })),
  )
  const found = new Map<CommentContext, ProseLine>()
  const taken = new Set<ProseLine>()
  for (const { context, line, much } of pairs.sort((a, b) => b.much - a.much)) {
    if (much <= 0 || found.has(context) || taken.has(line)) continue
    found.set(context, line)
    taken.add(line)
  }
  return found
}

/** Later mails repeat what earlier ones say, and a patch what its cover says. */
function onceEach(lines: readonly ProseLine[]): ProseLine[] {
  return [...new Map([...lines].reverse().map((line) => [line.text, line])).values()].reverse()
}
