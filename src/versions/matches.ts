import type { Matches, SeriesMaterial } from '../model/review.ts'
import type { VersionPatch } from '../model/versions.ts'
import { matchPatches } from './match.ts'

/** The patches of one version, with their text; those whose mail is not at hand are left out. */
export function patchesOf(
  { series, posts, authors }: SeriesMaterial,
  position: number,
): VersionPatch[] {
  return (series.revisions[position]?.patches ?? []).flatMap(({ number, messageId, title }) => {
    const post = posts.get(messageId)
    return post ? [{ number, title, author: authors.get(messageId) ?? post.from, post }] : []
  })
}

/** What became of each patch, version by version. */
export function matchVersions(material: SeriesMaterial): Matches {
  const { revisions } = material.series
  return revisions.map((revision, position) => {
    const before = revisions[position - 1]
    if (!before) return []
    const lacks = { earlier: before.missing.length > 0, later: revision.missing.length > 0 }
    return matchPatches(patchesOf(material, position - 1), patchesOf(material, position), lacks)
  })
}
