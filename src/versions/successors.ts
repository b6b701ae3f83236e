import type { Mail } from '../model/mail.ts'
import type { Matches, PatchRef, SeriesMail } from '../model/review.ts'
import type { PatchPlace } from '../model/versions.ts'
import { hiddenHeir, type Heir } from './gaps/heirs.ts'

/** A patch or cover in a later version, and whether it was sent anew with it. */
export interface Successor {
  readonly revisionIndex: number
  /** `null`: dropped, merged away without a main successor, or not in the store. */
  readonly mail: Mail | null
  readonly isResent: boolean
}

/**
 * What a patch or cover became, version by version after its own. A patch that was not sent again
 * stands as it was; one that is gone has no successor from there on, unless it comes back. Versions
 * that are not complete here are left out where a later one shows that the patch went on.
 * @param posting the very message: where its own version has another in its place by now, that one
 * comes first
 */
export function successorsOf(
  material: SeriesMail,
  matches: Matches,
  from: PatchRef,
  posting: string | null = null,
): Successor[] {
  const { series, mails } = material
  const found: Successor[] = []
  const renewal = posting === null ? null : renewalOf(material, from, posting)
  let number: number | null = from.patch
  let seen: PatchPlace = { position: from.revisionIndex, number: from.patch }
  let before = renewal ? posting : messageAt(material, from.revisionIndex, number)
  for (
    let index = from.revisionIndex + Number(renewal === null);
    index < series.revisions.length;
    index++
  ) {
    const step: ReturnType<typeof stepTo> =
      number === null
        ? { revisionIndex: index, place: backAt(material, matches, index, seen) }
        : stepTo(material, matches, index, number)
    index = step.revisionIndex
    const next = index === from.revisionIndex ? renewal : step.place
    const isResent = next !== null && next.messageId !== before
    found.push({
      revisionIndex: index,
      mail: next ? (mails.get(next.messageId) ?? null) : null,
      isResent,
    })
    if (next) before = next.messageId
    if (next) seen = { position: index, number: next.number }
    number = next?.number ?? null
  }
  return found
}

/** A patch that was left out since it stood there and is back in a version. */
function backAt(
  material: SeriesMail,
  matches: Matches,
  revisionIndex: number,
  { position, number }: PatchPlace,
): Place | null {
  const match = matches[revisionIndex]?.find(
    ({ since }) => since?.position === position && since.number === number,
  )
  return match ? placeOf(material, { revisionIndex, match }) : null
}

/** What stands in the place of a patch in a version, or in the first that can tell of it. */
export function stepTo(
  material: SeriesMail,
  matches: Matches,
  index: number,
  number: number | null,
): { readonly revisionIndex: number; readonly place: Place | null } {
  const over = hiddenHeir(matches, index, number)
  return over
    ? { revisionIndex: over.revisionIndex, place: placeOf(material, over) }
    : { revisionIndex: index, place: successorAt(material, matches, index, number) }
}

/** A patch or cover in a version. */
export interface Place {
  readonly messageId: string
  readonly number: number
}

/**
 * What stands in the place of a posting that its own version was sent anew after: `v5.1 3/7`, or a
 * second v6. By its title, else by its number.
 */
export function renewalOf(
  { series, mails }: SeriesMail,
  { revisionIndex, patch }: PatchRef,
  posting: string,
): Place | null {
  const revision = series.revisions[revisionIndex]
  if (!revision?.members.some((m) => m.messageId === posting && m.role === 'again')) return null
  const old = mails.get(posting)
  const now =
    patch === 0
      ? revision.members.filter(({ role }) => role === 'cover')
      : revision.patches.filter(({ carried }) => !carried)
  const heir =
    now.find(({ messageId }) => mails.get(messageId)?.subjectKey === old?.subjectKey) ??
    now.find(({ number }) => number === patch)
  const isLater =
    Date.parse(mails.get(heir?.messageId ?? '')?.date ?? '') > Date.parse(old?.date ?? '')
  return heir && isLater ? { messageId: heir.messageId, number: heir.number } : null
}

/** The message of a patch of a version (0: its cover); `null` where there is none. */
export function messageAt(
  { series }: Pick<SeriesMail, 'series'>,
  index: number,
  number: number,
): string | null {
  const revision = series.revisions[index]
  if (number === 0) return revision?.members.find((m) => m.role === 'cover')?.messageId ?? null
  return revision?.patches.find((p) => p.number === number)?.messageId ?? null
}

/** The patch that a match leads to. */
function placeOf(
  material: Pick<SeriesMail, 'series'>,
  { revisionIndex, match: { number } }: Heir,
): Place | null {
  const messageId = number === null ? null : messageAt(material, revisionIndex, number)
  return number === null || messageId === null ? null : { messageId, number }
}

/** A patch of the version before in this one; of a cover the cover; of none none. */
export function successorAt(
  { series }: SeriesMail,
  matches: Matches,
  revisionIndex: number,
  number: number | null,
): Place | null {
  if (number === null) return null
  const revision = series.revisions[revisionIndex]
  if (number === 0) {
    const cover = revision?.members.find((m) => m.role === 'cover')
    return cover ? { messageId: cover.messageId, number: 0 } : null
  }
  const own = matches[revisionIndex]?.filter((m) => m.from === number && m.number !== null) ?? []
  const match = own.find((m) => m.change !== 'split' && m.change !== 'merged') ?? own[0]
  const patch = revision?.patches.find((p) => p.number === match?.number)
  return patch ? { messageId: patch.messageId, number: patch.number } : null
}
