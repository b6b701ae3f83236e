import type { PatchFacts } from '../model/series.ts'
import { isSamePerson, personKeys } from '../text/people.ts'
import { pooled } from './evidence/sketches.ts'
import { titleKey, treeOf, wordsOf } from './titles.ts'

/** What was sent in one go: a cover and its patches, patches alone, or one patch. */
export interface Posting {
  readonly cover: PatchFacts | null
  /** By number. */
  readonly patches: readonly PatchFacts[]
  /** Cover or first patch. */
  readonly head: PatchFacts
  /** What the cover says; else the highest that any of its subjects names. */
  readonly version: number
  /** Does a subject name it? Without, a work that was posted before is its next version. */
  readonly versionGiven: boolean
  /** The stable tree that it is a copy for. */
  readonly tree: string | null
  /** Of several that share a list: `ndctl`. Branches (`-next`) are none. */
  readonly project: string
  /**
   * Keys of who wrote, signed and sent it: people change addresses, and write their names alike.
   */
  readonly authors: readonly string[]
  /** The same without who only signed: a reply can hold the patch of someone else. */
  readonly senders: readonly string[]
  readonly title: string
  /** Of the title. */
  readonly words: ReadonlySet<string>
  readonly patchTitles: ReadonlySet<string>
  readonly paths: ReadonlySet<string>
  /** Files and functions. */
  readonly places: ReadonlySet<number>
  /** Of each patch that has hunks. */
  readonly shapes: ReadonlySet<number>
  /** Of each patch that changes lines. */
  readonly codes: ReadonlySet<number>
  /** Of the changed lines of all its patches. */
  readonly sketch: readonly number[]
}

const HOURS_OF_ONE_GO = 24
/** A patch that answers a cover so soon belongs to it, whatever a mistyped subject counts. */
const HOURS_UNDER_ONE_COVER = 2
/** git send-email needs no longer for a series. */
const HOURS_BESIDE = 0.5

interface Draft {
  cover: PatchFacts | null
  patches: PatchFacts[]
  key: string
  date: string
}

/**
 * Groups patches into what was sent together: below the cover they name as an ancestor, else by
 * sender, version, count and time, each number once.
 */
export function postingsOf(items: readonly PatchFacts[]): Posting[] {
  const sorted = [...items].sort((a, b) => (keyOfDate(a) < keyOfDate(b) ? -1 : 1))
  const byCover = new Map<string, Draft>()
  const open = new Map<string, Draft[]>()
  const byParent = new Map<string, Draft[]>()
  const drafts: Draft[] = []
  const add = (draft: Draft): void => {
    drafts.push(draft)
    open.set(draft.key, [...(open.get(draft.key) ?? []), draft])
  }
  for (const cover of sorted.filter(({ isCover }) => isCover)) {
    const draft: Draft = { cover, patches: [], key: sendingKey(cover), date: cover.date ?? '' }
    byCover.set(cover.id, draft)
    add(draft)
  }
  for (const patch of sorted.filter(({ isCover }) => !isCover)) {
    const draft =
      draftFor(patch, byCover, open.get(sendingKey(patch)) ?? []) ??
      besideIn(byParent.get(parentKey(patch)) ?? [], patch)
    if (draft) draft.patches.push(patch)
    else add({ cover: null, patches: [patch], key: sendingKey(patch), date: patch.date ?? '' })
    const parent = parentKey(patch)
    const own = draft ?? drafts.at(-1)
    if (own?.cover === null) byParent.set(parent, [...(byParent.get(parent) ?? []), own])
  }
  return drafts.flatMap(({ cover, patches }) => {
    const ordered = [...withNumbers(patches, cover?.total ?? 1)].sort(
      (a, b) => (a.number ?? 1) - (b.number ?? 1),
    )
    const head = cover ?? ordered[0]
    return head ? [postingFrom(cover, ordered, head)] : []
  })
}

/** One that lost its number below a cover has the first that is free. */
function withNumbers(patches: readonly PatchFacts[], total: number): readonly PatchFacts[] {
  if (total < 2 || patches.every((p) => p.number !== null)) return patches
  const taken = new Set(patches.map((p) => p.number))
  const free = Array.from({ length: total }, (_, i) => i + 1).find((n) => !taken.has(n))
  return patches.map((p) => (p.number === null ? { ...p, number: free ?? null, total } : p))
}

function postingFrom(
  cover: PatchFacts | null,
  patches: readonly PatchFacts[],
  head: PatchFacts,
): Posting {
  const people = [head.author, head.sender, ...(head.signer ? [head.signer] : [])]
  const title = titleKey(head.title)
  return {
    cover,
    patches,
    head,
    title,
    version: cover?.versionGiven
      ? cover.version
      : Math.max(head.version, ...patches.map(({ version }) => version)),
    versionGiven: head.versionGiven || patches.some((p) => p.versionGiven),
    tree: treeOf(head.tags),
    project: projectOf(head.tags),
    authors: [...new Set(people.flatMap(personKeys))],
    senders: [...new Set([head.author, head.sender].flatMap(personKeys))],
    words: wordsOf(title),
    patchTitles: new Set(patches.map((p) => titleKey(p.title))),
    paths: new Set(patches.flatMap((p) => p.paths)),
    places: new Set(patches.flatMap((p) => p.places)),
    shapes: new Set(patches.flatMap((p) => p.shape ?? [])),
    codes: new Set(patches.flatMap((p) => p.code ?? [])),
    sketch: pooled(patches.map((p) => p.sketch)),
  }
}

/** Tools have lists in common with the kernel: the word in their brackets tells them apart. */
function projectOf(tags: string): string {
  const words = tags.toLowerCase().split(' ')
  return words.find((word) => PROJECT.test(word)) ?? ''
}

const PROJECT = /^(?:\w+ctl|qemu|\w+-tools|\w+dumpfile|\w+utils|\w+progs|lib\w+|u-?boot)$/

/** Cover and patches of a posting. */
export function messagesOf(posting: Posting | undefined): readonly PatchFacts[] {
  return posting ? [...(posting.cover ? [posting.cover] : []), ...posting.patches] : []
}

function keyOfDate({ date, number, id }: PatchFacts): string {
  return `${date ?? '9999'} ${String(number ?? 0).padStart(5, '0')} ${id}`
}

/** Patches of one posting share it; a single patch is alone with its title. */
function sendingKey(p: PatchFacts): string {
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

/** Patches that one person sent in answer to one mail, counted alike. */
function parentKey(p: PatchFacts): string {
  const parent = p.references.at(-1)
  if (parent === undefined || p.number === null || (p.total ?? 1) < 2) return p.id
  return [parent, p.sender.address ?? p.sender.name, p.total].join('\n')
}

/**
 * Patches of one thread, each with the number of its own last version: below a cover that is not
 * here, or below nothing, minutes apart.
 */
function besideIn(drafts: readonly Draft[], patch: PatchFacts): Draft | null {
  const found = [...new Set(drafts)].find(
    (draft) =>
      !draft.patches.some((p) => p.number === patch.number) &&
      hoursBetween(draft.date, patch.date ?? '') <= HOURS_BESIDE,
  )
  return found ?? null
}

function draftFor(
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
