import type { Matches, SeriesMail } from '../model/review.ts'
import type { PatchMatch, VersionPatch } from '../model/versions.ts'
import { bridged } from './gaps/bridged.ts'
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
  const lacks = (index: number): boolean => (revisions[index]?.missing.length ?? 0) > 0
  const between = (a: number, b: number, without?: ReadonlySet<number>): PatchMatch[] =>
    matchPatches(
      patchesOf(material, a),
      patchesOf(material, b),
      { earlier: lacks(a), later: lacks(b) },
      without,
    )
  const steps = revisions.map((_, index) => (index === 0 ? [] : between(index - 1, index)))
  return bridged(steps, (index) => patchesOf(material, index), between)
}
