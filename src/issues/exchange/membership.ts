import type { AnchoredComment, Origin } from '../../model/link.ts'
import type { PatchRef, SeriesMail } from '../../model/review.ts'
import type { Revision } from '../../model/series.ts'
import { comparedPatchAt } from '../../patch/compared-patches.ts'
import { parseSubject } from '../../patch/subject.ts'

/** Where the mail of a series stands: on which patch of which version. */
export interface Membership {
  /** The place of a cover or patch. */
  of(messageId: string): PatchRef | null
  /**
   * The place of the nearest cover or patch that a mail answers. What it answers may not be in the
   * store: then it is the patch that its subject names.
   */
  ofReply(messageId: string): PatchRef | null
  /** The place of what a comment in a mail is about. */
  ofComment(messageId: string, comment: AnchoredComment): PatchRef | null
  isMember(messageId: string): boolean
}

export function membershipOf(material: SeriesMail): Membership {
  const { series, parents, mails } = material
  const members = new Map<string, PatchRef>()
  for (const [revisionIndex, { members: list }] of series.revisions.entries())
    for (const m of list) members.set(m.messageId, { revisionIndex, patch: m.number })
  const of = (id: string): PatchRef | null => members.get(id) ?? null
  const ofReply = (id: string): PatchRef | null => {
    const seen = new Set<string>()
    let from = id
    for (let at = parents.get(id) ?? null; at !== null && !seen.has(at);) {
      seen.add(at)
      const place = of(at)
      if (place) {
        const subject = mails.get(from)?.subject ?? ''
        const named = missingPatch(series.revisions[place.revisionIndex], subject)
        return named === null ? place : { ...place, patch: named }
      }
      from = at
      at = parents.get(at) ?? null
    }
    return null
  }
  return {
    of,
    isMember: (id) => members.has(id),
    ofReply,
    ofComment: (id, comment) =>
      (comment.about && of(comment.about.messageId)) ??
      ofCompared(material, of, comment) ??
      ofReply(id),
  }
}

/** Of a comment on a range-diff, and of its answers, the patch that is compared there. */
function ofCompared(
  { series, mails, comments }: SeriesMail,
  of: Membership['of'],
  comment: AnchoredComment,
): PatchRef | null {
  const seen = new Set<AnchoredComment>()
  for (let at: AnchoredComment | undefined = comment; at && !seen.has(at);) {
    seen.add(at)
    const origin = at.focus?.origin ?? at.anchor
    const place = origin && of(origin.messageId)
    if (place) {
      const number = comparedNumber(at, origin, mails.get(origin.messageId)?.lines ?? [])
      return number !== null && hasNumber(series.revisions[place.revisionIndex], number)
        ? { ...place, patch: number }
        : null
    }
    const { answers }: AnchoredComment = at
    at = comments.get(answers?.messageId ?? '')?.find((c) => c.number === answers?.number)
  }
  return null
}

/** What stands above a quote is about all of that, what stands below about its end. */
function comparedNumber(
  { line, focus }: AnchoredComment,
  origin: Origin,
  lines: readonly string[],
): number | null {
  const compared = comparedPatchAt(lines, origin.endLine)
  const isBelow = focus !== null && focus.quote.endLine < line
  return compared && (isBelow || compared.line <= origin.line) ? compared.number : null
}

function hasNumber(revision: Revision | undefined, number: number): boolean {
  return (
    revision !== undefined &&
    (revision.missing.includes(number) || revision.patches.some((p) => p.number === number))
  )
}

/** The number in the subject of an answer, where this version's patch of that number is missing. */
function missingPatch(revision: Revision | undefined, subject: string): number | null {
  if (!revision || revision.missing.length === 0) return null
  const { isReply, number, version, rfc } = parseSubject(subject)
  const isOfIt = isReply && version === revision.version && rfc === revision.rfc
  return number !== null && isOfIt && revision.missing.includes(number) ? number : null
}
