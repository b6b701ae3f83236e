import type { Issue } from '../model/issue.ts'
import type { Override } from '../model/override.ts'
import type { Models } from '../model/models.ts'
import type { Applied, Matches, SeriesMail, Standing, Tag } from '../model/review.ts'
import type { Person } from '../model/message.ts'
import { appliedOf } from './series-state/applied.ts'
import { reviewComments, type CommentReview } from './issues.ts'
import { membershipOf } from './exchange/membership.ts'
import { standingOf } from './series-state/series-state.ts'
import { tagsOf } from './series-state/tags.ts'
import { matchVersions } from '../versions/matches.ts'

/** What is derived of one series; a pure function of its material and of what the user said. */
export interface SeriesReview extends CommentReview {
  readonly matches: Matches
  readonly tags: readonly Tag[]
  readonly applied: readonly Applied[]
  readonly issues: readonly Issue[]
  readonly standing: Standing
  /** Everybody who answered, under every name and address. */
  readonly reviewers: readonly Person[]
}

export function reviewSeries(
  material: SeriesMail,
  models: Models,
  marks: ReadonlyMap<string, Override>,
): SeriesReview {
  const matches = matchVersions(material)
  const tags = tagsOf(material, matches)
  const applied = appliedOf(material)
  const comments = reviewComments(material, matches, tags, applied, models, marks)
  const places = membershipOf(material)
  const people = new Map<string, Person>()
  for (const mail of material.mails.values())
    if (!places.isMember(mail.id))
      people.set(`${mail.from.name ?? ''}\n${mail.from.address ?? ''}`, mail.from)
  return {
    ...comments,
    matches,
    tags,
    applied,
    standing: standingOf(material, tags, applied, comments.issues),
    reviewers: [...people.values()],
  }
}
