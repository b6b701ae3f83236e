import type { CommentContext } from '../../model/issue.ts'
import { isBlank } from '../../text/lines.ts'
import { trailerOf } from '../../text/trailers.ts'

/**
 * Is a comment on a whole message or function: below its last line, a trailer or the brace that
 * closes it at the margin? What becomes of the last few lines that it stands under tells little.
 */
export function isOnWhole({ quoted }: CommentContext): boolean {
  const last = quoted.findLast((line) => !isBlank(line.replace(/^[-+]/, '')))
  return last !== undefined && (/^[-+ ]?\};?\s*$/.test(last) || trailerOf(last) !== null)
}
