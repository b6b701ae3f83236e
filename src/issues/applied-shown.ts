import type { PatchRef, SeriesMail } from '../model/review.ts'
import type { Finding } from './rules/rule.ts'
import { FIXED } from './rules/taken.ts'

/** Lines above and below the one that tells of applying, in which fixing is told. */
const [ABOVE, BELOW] = [1, 5]

/** What a program lists of what was taken: "[1/2] title", "commit: 0123abc", "0123abc title". */
const LISTED = /^\s*(?:- )?\[[^\]]*\d+\/\d+\]|^\s+(?:commit:|https?:)|^\s*[0-9a-f]{7,40} \S/

/**
 * Evidence that a patch was taken, as whoever took it says: "fixed while applying" only where his
 * own words tell of a change, not those that he quotes ("2 files changed").
 */
export function appliedAsSaid(
  f: Finding,
  patchRef: PatchRef | null,
  { mails, comments }: SeriesMail,
): Finding {
  if (f.rule !== 'fixed-while-applying' || f.messageId === null || f.line === null) return f
  const { line, messageId } = f
  const lines = mails.get(messageId)?.lines ?? []
  const own = (comments.get(messageId) ?? []).flatMap((c) =>
    lines.slice(
      Math.max(c.line - 1, line - 1 - ABOVE),
      Math.max(0, Math.min(c.endLine, line + BELOW)),
    ),
  )
  const words = own.filter((text) => !LISTED.test(text)).join(' ')
  if (own.length === 0 || FIXED.test(words)) return f
  const isSame = f.revisionIndex === patchRef?.revisionIndex
  return { ...f, rule: isSame ? 'applied-as-it-is' : 'later-version-applied' }
}
