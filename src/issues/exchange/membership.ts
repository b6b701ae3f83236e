import type { PatchRef, SeriesMail } from '../../model/review.ts'

/** Where the mail of a series stands: on which patch of which version. */
export interface Membership {
  /** The place of a cover or patch. */
  of(messageId: string): PatchRef | null
  /** The place of the nearest cover or patch that a mail answers. */
  ofReply(messageId: string): PatchRef | null
  isMember(messageId: string): boolean
}

export function membershipOf({ series, parents }: SeriesMail): Membership {
  const members = new Map<string, PatchRef>()
  for (const [revisionIndex, { members: list }] of series.revisions.entries())
    for (const m of list) members.set(m.messageId, { revisionIndex, patch: m.number })
  const of = (id: string): PatchRef | null => members.get(id) ?? null
  return {
    of,
    isMember: (id) => members.has(id),
    ofReply: (id) => {
      const seen = new Set<string>()
      for (
        let at = parents.get(id) ?? null;
        at !== null && !seen.has(at);
        at = parents.get(at) ?? null
      ) {
        seen.add(at)
        const place = of(at)
        if (place) return place
      }
      return null
    },
  }
}
