import type { Matches, SeriesMail } from '../model/review.ts'
import type { VersionPatch } from '../model/versions.ts'
import { matchPatches } from './match.ts'

/** The patches of one version, with their text; those whose mail is not at hand are left out. */
export function patchesOf(
  { series, mails, authors }: SeriesMail,
  revisionIndex: number,
): VersionPatch[] {
  return (series.revisions[revisionIndex]?.patches ?? []).flatMap(
    ({ number, messageId, title }) => {
      const mail = mails.get(messageId)
      return mail ? [{ number, title, author: authors.get(messageId) ?? mail.from, mail }] : []
    },
  )
}

/** What became of each patch, version by version. */
export function matchVersions(material: SeriesMail): Matches {
  const { revisions } = material.series
  return revisions.map((revision, revisionIndex) => {
    const before = revisions[revisionIndex - 1]
    if (!before) return []
    const lacks = { earlier: before.missing.length > 0, later: revision.missing.length > 0 }
    return matchPatches(
      patchesOf(material, revisionIndex - 1),
      patchesOf(material, revisionIndex),
      lacks,
    )
  })
}
