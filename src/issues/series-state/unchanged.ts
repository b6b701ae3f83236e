import type { Applied, Matches, PatchRef, SeriesMail } from '../../model/review.ts'
import { successorsOf } from '../../versions/successors.ts'

/** The later versions in which a patch stands as it is, with its number there. */
export function unchangedFrom(
  { series }: SeriesMail,
  matches: Matches,
  { revisionIndex, patch }: PatchRef,
): PatchRef[] {
  const found: PatchRef[] = []
  let number = patch
  for (let at = revisionIndex + 1; at < series.revisions.length; at++) {
    const isCarried = series.revisions[at]?.patches.some((p) => p.carried && p.number === number)
    const same = matches[at]?.find(
      (m) => m.from === number && (m.change === 'same' || m.change === 'moved'),
    )
    if (!isCarried && typeof same?.number !== 'number') break
    number = isCarried ? number : (same?.number ?? number)
    found.push({ revisionIndex: at, patch: number })
  }
  return found
}

/** Was another text of a patch sent after a time? */
export function isReplacedAfter(
  material: SeriesMail,
  matches: Matches,
  ref: PatchRef,
  date: string | null,
): boolean {
  const same = new Set(unchangedFrom(material, matches, ref).map((r) => r.revisionIndex))
  return successorsOf(material, matches, ref).some(
    ({ revisionIndex, mail, isResent }) =>
      isResent && !same.has(revisionIndex) && (mail?.date ?? '') > (date ?? '9999'),
  )
}

/** Mails cross for so many milliseconds: whoever sends later what was taken has reasons to. */
const CROSSING = 3 * 86_400_000

/** What was taken of the latest version, also where it was taken from an older one that had it. */
export function takenOfLatest(
  material: SeriesMail,
  matches: Matches,
  applied: readonly Applied[],
): Applied[] {
  const latest = material.series.revisions.length - 1
  const sent = Date.parse(material.series.revisions[latest]?.date ?? '')
  return applied.flatMap((one) => {
    const isSentAnew = sent - Date.parse(one.date ?? '') > CROSSING
    const patches = one.patches.flatMap((patch) => {
      const ref = { revisionIndex: one.revisionIndex, patch }
      if (isSentAnew && one.revisionIndex !== latest) return []
      const now = [ref, ...unchangedFrom(material, matches, ref)].at(-1)
      return now?.revisionIndex === latest ? [now.patch] : []
    })
    return patches.length === 0 ? [] : [{ ...one, patches }]
  })
}
