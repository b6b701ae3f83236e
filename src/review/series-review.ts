import type { Applied, Matches, SeriesMaterial, Standing, Tag } from '../model/review.ts'
import type { Person } from '../model/message.ts'
import { appliedOf } from './applied.ts'
import { personKey } from './people.ts'
import { placesOf } from './places.ts'
import { standingOf } from './standing.ts'
import { tagsOf } from './tags.ts'
import { matchVersions } from './versions.ts'

/** What is derived of one series; a pure function of its material. */
export interface SeriesReview {
  readonly matches: Matches
  readonly tags: readonly Tag[]
  readonly applied: readonly Applied[]
  readonly standing: Standing
  /** Everybody who answered, each once. */
  readonly reviewers: readonly Person[]
}

export function reviewSeries(material: SeriesMaterial, known: Matches | null = null): SeriesReview {
  const matches = known ?? matchVersions(material)
  const tags = tagsOf(material, matches)
  const applied = appliedOf(material)
  const places = placesOf(material)
  const people = new Map<string, Person>()
  for (const post of material.posts.values()) if (!places.isMember(post.id)) people.set(personKey(post.from), post.from)
  return { matches, tags, applied, standing: standingOf(material, tags, applied), reviewers: [...people.values()] }
}
