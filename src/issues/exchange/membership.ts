import type { PatchPlace, SeriesMaterial } from '../../model/review.ts'

/** Where the mail of a series stands: on which patch of which version. */
export interface Places {
  /** The place of a cover or patch. */
  of(messageId: string): PatchPlace | null
  /** The place of the nearest cover or patch that a mail answers. */
  ofReply(messageId: string): PatchPlace | null
  isMember(messageId: string): boolean
}

export function placesOf({ series, parents }: SeriesMaterial): Places {
  const members = new Map<string, PatchPlace>()
  for (const [position, { members: list }] of series.revisions.entries())
    for (const m of list) members.set(m.messageId, { position, number: m.number })
  const of = (id: string): PatchPlace | null => members.get(id) ?? null
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
