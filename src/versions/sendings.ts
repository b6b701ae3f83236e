import type { PatchFacts } from '../model/series.ts'
import { isSamePerson } from '../text/people.ts'

export const HOURS_OF_ONE_GO = 24
/** A patch that answers a cover so soon belongs to it, whatever a mistyped subject counts. */
const HOURS_UNDER_ONE_COVER = 2
/** git send-email needs no longer for a series. */
const HOURS_BESIDE = 0.5

/** What is known of one sending as its messages are gone through. */
export interface Draft {
  cover: PatchFacts | null
  patches: PatchFacts[]
  key: string
  date: string
}

/** Patches of one posting share it; a single patch is alone with its title. */
export function sendingKey(p: PatchFacts): string {
  const isCounted = (p.total ?? 1) > 1 || p.isCover || p.number !== null
  const count = isCounted ? String(p.total ?? 0) : `1 ${p.title}`
  return [
    p.sender.address ?? p.sender.name,
    p.version,
    p.reroll ?? '',
    p.rfc,
    p.resend,
    p.tags,
    count,
  ].join('\n')
}

/**
 * Patches that one person sent in answer to one mail, counted alike; without a cover the first of
 * them is what the others answer.
 */
export function parentKeys(p: PatchFacts): string[] {
  if (p.number === null || (p.total ?? 1) < 2) return []
  const answered = [p.references.at(-1), ...(p.number === 1 ? [p.id] : [])]
  return answered.flatMap((id) =>
    id === undefined ? [] : [[id, p.sender.address ?? p.sender.name, p.total].join('\n')],
  )
}

/**
 * Patches of one thread, each with the number of its own last version: below a cover that is not
 * here, or below nothing, minutes apart.
 */
export function besideIn(drafts: readonly Draft[], patch: PatchFacts): Draft | null {
  const found = [...new Set(drafts)].find(
    (draft) =>
      !draft.patches.some((p) => p.number === patch.number) &&
      hoursBetween(draft.date, patch.date ?? '') <= HOURS_BESIDE,
  )
  return found ?? null
}

/** The sending that a patch belongs to: below its cover, else with what was sent alike that day. */
export function draftFor(
  patch: PatchFacts,
  byCover: ReadonlyMap<string, Draft>,
  open: readonly Draft[],
): Draft | null {
  const lacks = (draft: Draft): boolean => !draft.patches.some((p) => p.number === patch.number)
  for (const id of [...patch.references].reverse()) {
    const draft = byCover.get(id)
    // A later version may answer the cover of an earlier one: count and version must agree, or the
    // time.
    if (draft?.cover && lacks(draft) && goesWith(draft.cover, patch, draft.patches)) return draft
  }
  // `1/1` goes below the `0/1` that it came with; two of them are two.
  const isSingle = (patch.total ?? 1) <= 1
  return (
    [...open]
      .reverse()
      .find(
        (draft) =>
          lacks(draft) &&
          (!isSingle || draft.cover !== null) &&
          hoursBetween(draft.date, patch.date ?? '') <= HOURS_OF_ONE_GO,
      ) ?? null
  )
}

function goesWith(cover: PatchFacts, patch: PatchFacts, others: readonly PatchFacts[]): boolean {
  if (cover.total === patch.total && agrees(cover, patch)) return true
  if (isNumberLost(cover, patch, others)) return true
  // A count may be mistyped, but not that of one patch alone: then it is of another series in the
  // thread.
  return (
    patch.number !== null &&
    others.every(({ total }) => total === patch.total) &&
    hoursBetween(cover.date ?? '', patch.date ?? '') <= HOURS_UNDER_ONE_COVER
  )
}

/** `[PATCH v9] title` that answers `[PATCH v9 0/2]` at once, where one of the two is not there. */
function isNumberLost(
  cover: PatchFacts,
  patch: PatchFacts,
  others: readonly PatchFacts[],
): boolean {
  return (
    patch.number === null &&
    patch.versionGiven === cover.versionGiven &&
    patch.version === cover.version &&
    patch.reroll === null &&
    isSamePerson(patch.sender, cover.sender) &&
    others.length < (cover.total ?? 1) &&
    hoursBetween(cover.date ?? '', patch.date ?? '') <= HOURS_BESIDE
  )
}

/** A cover can carry `v4` while its patches carry no version, and the other way round. */
function agrees(cover: PatchFacts, patch: PatchFacts): boolean {
  return cover.version === patch.version || cover.version === 1 || patch.version === 1
}

function hoursBetween(a: string, b: string): number {
  return Math.abs(Date.parse(a) - Date.parse(b)) / 3600000
}
