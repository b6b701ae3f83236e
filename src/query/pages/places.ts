import { membershipOf } from '../../issues/exchange/membership.ts'
import type { StoredMaterial } from '../../store/material.ts'
import { versionName } from '../../text/version-name.ts'

/** Where a mail stands in its series. */
export interface MailPlace {
  /** Name of the version; `null`: it answers none. */
  readonly version: string | null
  /** Number of the patch; 0: the cover. */
  readonly patch: number
  /** A cover or patch; `again`: one that was sent once more or replaced. */
  readonly role: 'cover' | 'patch' | 'again' | 'reply'
}

/** The place of each mail of a series, by Message-ID. */
export function placesIn(material: StoredMaterial): Map<string, MailPlace> {
  const { series, mails } = material
  const places = membershipOf(material)
  const roles = new Map(
    series.revisions.flatMap((r) => r.members.map((m) => [m.messageId, m.role])),
  )
  return new Map(
    [...mails.keys()].map((id) => {
      const at = places.of(id) ?? places.ofReply(id)
      const version = at ? versionName(series.revisions[at.revisionIndex]) : null
      return [id, { version, patch: at?.patch ?? 0, role: roles.get(id) ?? 'reply' }]
    }),
  )
}
