import type { Override } from '../model/override.ts'
import type { Models } from '../model/models.ts'
import type { SeriesMail, Standing } from '../model/review.ts'
import type { Person } from '../model/message.ts'
import { appliedOf } from './series-state/applied.ts'
import { reviewComments, type CommentReview, type Ground } from './issues.ts'
import { membershipOf } from './exchange/membership.ts'
import { standingOf } from './series-state/series-state.ts'
import { tagsOf } from './series-state/tags.ts'
import { takenOfLatest } from './series-state/unchanged.ts'
import { matchVersions } from '../versions/matches.ts'

/** What is derived of one series; a pure function of its material and of what the user said. */
export interface SeriesReview extends CommentReview, Ground {
  readonly standing: Standing
  /** Everybody who answered, under every name and address. */
  readonly reviewers: readonly Person[]
}

/** What the verdicts on the comments of a series rest on, beside the mail. */
export function groundOf(material: SeriesMail): Ground {
  const matches = matchVersions(material)
  return { matches, tags: tagsOf(material, matches), applied: appliedOf(material, matches) }
}

export function reviewSeries(
  material: SeriesMail,
  models: Models,
  marks: ReadonlyMap<string, Override>,
): SeriesReview {
  const ground = groundOf(material)
  const comments = reviewComments(material, ground, models, marks)
  const places = membershipOf(material)
  const people = new Map<string, Person>()
  for (const mail of material.mails.values())
    if (!places.isMember(mail.id))
      people.set(`${mail.from.name ?? ''}\n${mail.from.address ?? ''}`, mail.from)
  return {
    ...comments,
    ...ground,
    standing: standingOf(
      material,
      ground.tags,
      takenOfLatest(material, ground.matches, ground.applied),
      comments.issues,
    ),
    reviewers: [...people.values()],
  }
}
