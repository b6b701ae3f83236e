import type { PatchRef, SeriesMail } from '../../model/review.ts'
import type { Revision } from '../../model/series.ts'
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
  isMember(messageId: string): boolean
}

export function membershipOf({ series, parents, mails }: SeriesMail): Membership {
  const members = new Map<string, PatchRef>()
  for (const [revisionIndex, { members: list }] of series.revisions.entries())
    for (const m of list) members.set(m.messageId, { revisionIndex, patch: m.number })
  const of = (id: string): PatchRef | null => members.get(id) ?? null
  return {
    of,
    isMember: (id) => members.has(id),
    ofReply: (id) => {
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
    },
  }
}

/** The number in the subject of an answer, where this version's patch of that number is missing. */
function missingPatch(revision: Revision | undefined, subject: string): number | null {
  if (!revision || revision.missing.length === 0) return null
  const { isReply, number, version, rfc } = parseSubject(subject)
  const isOfIt = isReply && version === revision.version && rfc === revision.rfc
  return number !== null && isOfIt && revision.missing.includes(number) ? number : null
}
