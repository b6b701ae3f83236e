import type { Origin } from '../model/link.ts'
import type { Matches, PatchRef, SeriesMail } from '../model/review.ts'
import type { Mail } from '../model/mail.ts'
import type { LineFate } from '../model/versions.ts'
import { portLines } from './port.ts'
import { renewalOf, stepTo } from './successors.ts'

/** What became of lines in one version after the one they were commented on. */
export interface StepFate {
  readonly revisionIndex: number
  readonly fate: LineFate
  readonly place: Origin | null
}

/**
 * Carries lines from version to version, to the last one or until they are gone. From a cover to
 * the next cover; from a patch to its successor, else to wherever in that version they stand. Where
 * the patch was sent anew within its own version (`v5.1`), that is the first step. A version that
 * is not complete here is none where a later one shows that the patch went on.
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
  const renewal = renewalOf(material, from, origin.messageId)
  for (
    let revisionIndex = from.revisionIndex + Number(renewal === null);
    revisionIndex < series.revisions.length;
    revisionIndex++
  ) {
    const step = stepTo(material, matches, revisionIndex, number)
    revisionIndex = step.revisionIndex
    const here = mails.get(at.messageId)
    if (!here) break
    const successor = revisionIndex === from.revisionIndex ? renewal : step.place
    const to = successor === null ? null : (mails.get(successor.messageId) ?? null)
    if (to?.id === here.id) {
      steps.push({ revisionIndex, fate: 'unchanged', place: at })
      continue
    }
    const ported = portLines(
      here,
      at,
      to,
      () => othersAt(material, revisionIndex, to),
      () => splitOff(material, matches, revisionIndex, number),
    )
    steps.push({
      revisionIndex,
      fate:
        successor === null &&
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
      successor?.number ??
      null
  }
  return steps
}

function isUnknown(matches: Matches, revisionIndex: number, number: number | null): boolean {
  return matches[revisionIndex]?.some((m) => m.from === number && m.change === 'unknown') ?? false
}

function othersAt(
  { series, mails }: SeriesMail,
  revisionIndex: number,
  successor: Mail | null,
): Mail[] {
  return (series.revisions[revisionIndex]?.patches ?? [])
    .filter((p) => p.messageId !== successor?.id)
    .flatMap((p) => mails.get(p.messageId) ?? [])
}

/** Patches of a version that were made of parts of one of the version before. */
function splitOff(
  { series, mails }: SeriesMail,
  matches: Matches,
  revisionIndex: number,
  number: number | null,
): Mail[] {
  const parts = matches[revisionIndex]?.filter((m) => m.from === number && m.change === 'split')
  return (parts ?? []).flatMap((part) => {
    const patch = series.revisions[revisionIndex]?.patches.find((p) => p.number === part.number)
    return (patch && mails.get(patch.messageId)) ?? []
  })
}
