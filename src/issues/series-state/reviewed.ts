import type { Mail } from '../../model/mail.ts'
import type { SeriesMail, Tag } from '../../model/review.ts'
import { isSamePerson } from '../../text/people.ts'
import { trailerOf } from '../../text/trailers.ts'
import type { Membership } from '../exchange/membership.ts'
import { senderOf } from '../exchange/sender.ts'

/** Has somebody other than the author said something on this version, more than a tag? */
export function hasReview(
  { mails, series, comments }: SeriesMail,
  places: Membership,
  revisionIndex: number,
): boolean {
  const saysMore = (mail: Mail): boolean =>
    (comments.get(mail.id) ?? []).some(
      (c) =>
        mail.lines
          .slice(c.line - 1, c.endLine)
          .filter((line) => trailerOf(line) === null)
          .join(' ')
          .split(/\s+/)
          .filter(Boolean).length > 4,
    )
  return [...mails.values()].some(
    (mail) =>
      saysMore(mail) &&
      !places.isMember(mail.id) &&
      places.ofReply(mail.id)?.revisionIndex === revisionIndex &&
      senderOf(mail.from) === 'human' &&
      !isSamePerson(mail.from, series.author),
  )
}

/**
 * Patches of the latest version on which nobody but the author said anything and that carry no tag.
 */
export function unreviewedOf(
  material: SeriesMail,
  places: Membership,
  tags: readonly Tag[],
): number[] {
  const { series, mails } = material
  const revisionIndex = series.revisions.length - 1
  const seen = new Set(tags.map((t) => t.patch))
  for (const mail of mails.values()) {
    const place = places.isMember(mail.id) ? null : places.ofReply(mail.id)
    if (
      place?.revisionIndex === revisionIndex &&
      !isSamePerson(mail.from, series.author) &&
      senderOf(mail.from) === 'human'
    )
      seen.add(place.patch)
  }
  return (series.revisions[revisionIndex]?.patches ?? [])
    .map((p) => p.number)
    .filter((n) => !seen.has(n))
}
