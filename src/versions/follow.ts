import type { Origin } from '../model/link.ts'
import type { Matches, PatchRef, SeriesMail } from '../model/review.ts'
import type { Mail } from '../model/mail.ts'
import type { LineFate } from '../model/versions.ts'
import { portLines } from './port.ts'

/** What became of lines in one version after the one they were commented on. */
export interface StepFate {
  readonly revisionIndex: number
  readonly fate: LineFate
  readonly place: Origin | null
}

/**
 * Carries lines from version to version, to the last one or until they are gone. From a cover to the next
 * cover; from a patch to its heir, else to wherever in that version they stand.
 */
export function followLines(
  material: SeriesMail,
  matches: Matches,
  origin: Origin,
  from: PatchRef,
): StepFate[] {
  const { series, mails } = material
  const steps: StepFate[] = []
  let [at, number]: [Origin, number | null] = [origin, from.patch]
  for (
    let revisionIndex = from.revisionIndex + 1;
    revisionIndex < series.revisions.length;
    revisionIndex++
  ) {
    const here = mails.get(at.messageId)
    if (!here) break
    const heir = heirAt(material, matches, revisionIndex, number)
    const to = heir === null ? null : (mails.get(heir.messageId) ?? null)
    if (to?.id === here.id) {
      steps.push({ revisionIndex, fate: 'unchanged', place: at })
      continue
    }
    const ported = portLines(here, at, to, othersAt(material, revisionIndex, to))
    steps.push({
      revisionIndex,
      fate:
        heir === null &&
        isUnknown(matches, revisionIndex, number) &&
        ported.fate === 'patch-dropped'
          ? 'unknown'
          : ported.fate,
      place: ported.place,
    })
    if (!ported.place) break
    at = ported.place
    number =
      series.revisions[revisionIndex]?.patches.find((p) => p.messageId === at.messageId)?.number ??
      heir?.number ??
      null
  }
  return steps
}

function heirAt(
  { series }: SeriesMail,
  matches: Matches,
  revisionIndex: number,
  number: number | null,
): { messageId: string; number: number } | null {
  const revision = series.revisions[revisionIndex]
  if (number === 0) {
    const cover = revision?.members.find((m) => m.role === 'cover')
    return cover ? { messageId: cover.messageId, number: 0 } : null
  }
  const match =
    matches[revisionIndex]?.find(
      (m) =>
        m.from === number && m.number !== null && m.change !== 'split' && m.change !== 'merged',
    ) ?? matches[revisionIndex]?.find((m) => m.from === number && m.number !== null)
  const patch = revision?.patches.find((p) => p.number === match?.number)
  return patch ? { messageId: patch.messageId, number: patch.number } : null
}

function isUnknown(matches: Matches, revisionIndex: number, number: number | null): boolean {
  return matches[revisionIndex]?.some((m) => m.from === number && m.change === 'unknown') ?? false
}

function othersAt({ series, mails }: SeriesMail, revisionIndex: number, heir: Mail | null): Mail[] {
  return (series.revisions[revisionIndex]?.patches ?? [])
    .filter((p) => p.messageId !== heir?.id)
    .flatMap((p) => mails.get(p.messageId) ?? [])
}
