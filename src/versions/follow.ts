import type { Origin } from '../model/link.ts'
import type { Matches, PatchPlace, SeriesMaterial } from '../model/review.ts'
import type { Post } from '../model/post.ts'
import type { Fate } from '../model/versions.ts'
import { portLines } from './port.ts'

/** What became of lines in one version after the one they were commented on. */
export interface StepFate {
  readonly position: number
  readonly fate: Fate
  readonly place: Origin | null
}

/**
 * Carries lines from version to version, to the last one or until they are gone. From a cover to the next
 * cover; from a patch to its heir, else to wherever in that version they stand.
 */
export function fatesOf(
  material: SeriesMaterial,
  matches: Matches,
  origin: Origin,
  from: PatchPlace,
): StepFate[] {
  const { series, posts } = material
  const steps: StepFate[] = []
  let [at, number]: [Origin, number | null] = [origin, from.number]
  for (let position = from.position + 1; position < series.revisions.length; position++) {
    const here = posts.get(at.messageId)
    if (!here) break
    const heir = heirAt(material, matches, position, number)
    const to = heir === null ? null : (posts.get(heir.messageId) ?? null)
    if (to?.id === here.id) {
      steps.push({ position, fate: 'unchanged', place: at })
      continue
    }
    const ported = portLines(here, at, to, othersAt(material, position, to))
    steps.push({
      position,
      fate:
        heir === null && isUnknown(matches, position, number) && ported.fate === 'patch-dropped'
          ? 'unknown'
          : ported.fate,
      place: ported.place,
    })
    if (!ported.place) break
    at = ported.place
    number =
      series.revisions[position]?.patches.find((p) => p.messageId === at.messageId)?.number ??
      heir?.number ??
      null
  }
  return steps
}

function heirAt(
  { series }: SeriesMaterial,
  matches: Matches,
  position: number,
  number: number | null,
): { messageId: string; number: number } | null {
  const revision = series.revisions[position]
  if (number === 0) {
    const cover = revision?.members.find((m) => m.role === 'cover')
    return cover ? { messageId: cover.messageId, number: 0 } : null
  }
  const match =
    matches[position]?.find(
      (m) =>
        m.from === number && m.number !== null && m.change !== 'split' && m.change !== 'merged',
    ) ?? matches[position]?.find((m) => m.from === number && m.number !== null)
  const patch = revision?.patches.find((p) => p.number === match?.number)
  return patch ? { messageId: patch.messageId, number: patch.number } : null
}

function isUnknown(matches: Matches, position: number, number: number | null): boolean {
  return matches[position]?.some((m) => m.from === number && m.change === 'unknown') ?? false
}

function othersAt({ series, posts }: SeriesMaterial, position: number, heir: Post | null): Post[] {
  return (series.revisions[position]?.patches ?? [])
    .filter((p) => p.messageId !== heir?.id)
    .flatMap((p) => posts.get(p.messageId) ?? [])
}
