import type {
  PatchFacts,
  Revision,
  RevisionMember,
  RevisionPatch,
  RunnerUp,
  SeriesEvidence,
} from '../model/series.ts'
import type { Posting } from './postings.ts'
import { isSamePerson } from '../text/people.ts'
import { titleKey } from './titles.ts'
import { isPartial, shared } from './resend.ts'

/** A posting of a series, the version that it is, and what joined it. */
export interface Sent {
  readonly posting: Posting
  readonly version: number
  readonly evidence: readonly SeriesEvidence[]
  readonly score: number | null
  readonly runnerUp: RunnerUp | null
}

/** The versions of a series, oldest first. @param sent its postings by date */
export function revisionsOf(sent: readonly Sent[]): Revision[] {
  const byVersion = new Map<string, Sent[]>()
  for (const one of sent) {
    const key = `${one.posting.head.rfc} ${one.version}`
    byVersion.set(key, [...(byVersion.get(key) ?? []), one])
  }
  const revisions: Revision[] = []
  const all = [...byVersion.values()]
  for (const [i, same] of all.entries()) {
    revisions.push(revisionFrom(same, revisions.at(-1) ?? null, all[i + 1] ?? []))
  }
  return revisions
}

/**
 * Postings of one version as one: sent again it is the same version, single patches replace those
 * of their number, and what they leave out stands as it was in the version before.
 */
function revisionFrom(
  sent: readonly Sent[],
  before: Revision | null,
  next: readonly Sent[],
): Revision {
  const postings = sent.map(({ posting }) => posting)
  const after = next.map(({ posting }) => posting)
  const whole = wholeOf(postings, before, after)
  const first = whole ?? (postings[0] as Posting)
  const patches = new Map<number, RevisionPatch>(
    whole ? [] : (before?.patches ?? []).map((p) => [p.number, { ...p, carried: true }]),
  )
  const members: RevisionMember[] = []
  const facts = new Map(postings.flatMap((p) => p.patches).map((p) => [p.id, p]))
  for (const posting of whole ? [whole, ...postings.filter((p) => p !== whole)] : postings) {
    if (posting.cover)
      members.push({
        messageId: posting.cover.id,
        role: posting === first ? 'cover' : 'again',
        number: 0,
      })
    for (const patch of posting.patches) place(patch, patches, members, posting, facts)
  }
  const isWithin = ({ evidence }: Sent): boolean =>
    evidence.every((e) => members.some((m) => m.messageId === e.messageId))
  const evidence = sent
    .flatMap((s) => s.evidence)
    .filter(
      (e, i, all) =>
        !members.some((m) => m.messageId === e.messageId) &&
        all.findIndex((x) => x.rule === e.rule) === i,
    )
  const total = Math.max(
    0,
    ...(whole ?? first).patches.map((p) => p.total ?? 1),
    whole?.cover?.total ?? 0,
  )
  return {
    version: sent[0]?.version ?? first.version,
    rfc: first.head.rfc,
    messageId: first.head.id,
    date: first.head.date,
    evidence,
    score: sent.find((s) => s.score !== null && !isWithin(s))?.score ?? null,
    runnerUp: sent[0]?.runnerUp ?? null,
    members,
    patches: [...patches.values()].sort((a, b) => a.number - b.number),
    missing: Array.from({ length: total }, (_, i) => i + 1).filter((n) => !patches.has(n)),
  }
}

/**
 * The posting that a version consists of: the first one sent as a whole, or a later one that holds
 * more, or as much and changed: two v6, and the author means the second. `null` where only single
 * patches of the version before were sent anew.
 * @param after postings of the next version
 */
function wholeOf(
  postings: readonly Posting[],
  before: Revision | null,
  after: readonly Posting[],
): Posting | null {
  const until = after[0]?.time ?? Infinity
  const isRenewal = (p: Posting): boolean =>
    before !== null && (renews(p, before) || isBetween(p, before, after))
  const whole = postings.filter((p) => p.head.reroll === null && !isRenewal(p))
  const most = Math.max(0, ...whole.map((p) => p.patches.length))
  const fullest = whole.filter((p) => p.patches.length === most)
  const [first] = fullest
  if (!first) return null
  return fullest.findLast((p) => p === first || (p.time < until && isAnew(first, p))) ?? first
}

/** Sent once more with the same number, but other code. */
function isAnew(first: Posting, again: Posting): boolean {
  return !again.head.resend && first.codes.size > 0 && shared(first.codes, again.codes) < 1
}

/**
 * Single patches posted as answers to the version before. What a list got of a larger posting
 * renews nothing: the others were sent elsewhere, and are not known to be as they were.
 */
function renews(posting: Posting, before: Revision): boolean {
  if (posting.cover || posting.patches.length >= before.patches.length) return false
  if (!isPartial(posting) && posting.patches.length > 1) return false
  // `1/1` says that it is all.
  if (posting.patches.every(({ number, total }) => number === 1 && total === 1)) return false
  const named = new Set(before.members.map(({ messageId }) => messageId))
  return posting.patches.every(({ references }) => named.has(references.at(-1) ?? ''))
}

/**
 * One patch of the version before, sent alone under the next number, after which most of the others
 * come again: they stood as they were.
 */
function isBetween(posting: Posting, before: Revision, after: readonly Posting[]): boolean {
  const [patch, ...more] = posting.patches
  const isAlone = posting.cover === null && more.length === 0 && (posting.head.total ?? 1) === 1
  if (!isAlone || !patch || before.patches.length < 3) return false
  const others = before.patches.map((p) => titleKey(p.title)).filter((t) => t !== posting.title)
  if (others.length === before.patches.length) return false
  const later = new Set(after.flatMap((p) => [...p.patchTitles]))
  return others.filter((title) => later.has(title)).length > others.length / 2
}

/**
 * Puts a patch in its place; one that came before it, or the same sent again, is kept as a member.
 */
function place(
  patch: PatchFacts,
  patches: Map<number, RevisionPatch>,
  members: RevisionMember[],
  posting: Posting,
  facts: ReadonlyMap<string, PatchFacts>,
): void {
  const number = slotOf(patch, patches, members)
  const there = patches.get(number)
  const old = facts.get(there?.messageId ?? '')
  // Who answers a patch with all of it below his words sends no other one.
  const isOwn =
    !old || isSamePerson(old.author, patch.author) || isSamePerson(old.sender, patch.sender)
  const isWhole = isOwn && !isFixFor(old, patch)
  const isNewer =
    !there ||
    there.carried ||
    patch.reroll !== null ||
    (isPartial(posting) && !patch.resend && isWhole)
  if (isNewer)
    patches.set(number, { number, messageId: patch.id, title: patch.title, carried: false })
  if (isNewer && there && !there.carried) demote(members, there.messageId)
  members.push({ messageId: patch.id, role: isNewer ? 'patch' : 'again', number })
}

/**
 * Does it change but a part of what the patch of its number does: to be put on top of it, not in
 * its place?
 */
function isFixFor(whole: PatchFacts | undefined, patch: PatchFacts): boolean {
  if (!whole || whole.places.length === 0 || patch.places.length === 0) return false
  const places = new Set(whole.places)
  const common = patch.places.filter((place) => places.has(place)).length
  return common / (whole.places.length + patch.places.length - common) < HALF
}

const HALF = 0.5

function demote(members: RevisionMember[], messageId: string): void {
  const i = members.findIndex((m) => m.messageId === messageId)
  const member = members[i]
  if (member) members[i] = { ...member, role: 'again' }
}

/**
 * By its number; without one (`[PATCH v3.1]`) the patch it answers, whose title it has, or that is
 * alone.
 */
function slotOf(
  patch: PatchFacts,
  patches: ReadonlyMap<number, RevisionPatch>,
  members: readonly RevisionMember[],
): number {
  if (patch.number !== null) return patch.number
  const list = [...patches.values()]
  const titled = list.find((p) => titleKey(p.title) === titleKey(patch.title))
  const answered = [...patch.references]
    .reverse()
    .flatMap(
      (id) =>
        members.find((m) => m.messageId === id && m.number > 0)?.number ??
        list.find((p) => p.messageId === id)?.number ??
        [],
    )[0]
  const free = patches.size === 0 ? 1 : Math.max(...patches.keys()) + 1
  // One patch for one: it was only given another title.
  const only = list.length === 1 && (patch.total ?? 1) <= 1 ? list[0]?.number : undefined
  return titled?.number ?? answered ?? only ?? free
}
