import type { PatchFacts } from '../model/series.ts'
import { personKeys } from '../text/people.ts'
import { pooled } from './evidence/sketches.ts'
import { besideIn, draftFor, parentKeys, sendingKey, type Draft } from './sendings.ts'
import { areaOf, titleKey, treeOf, wordsOf } from './titles.ts'

/** What was sent in one go: a cover and its patches, patches alone, or one patch. */
export interface Posting {
  readonly cover: PatchFacts | null
  /** By number. */
  readonly patches: readonly PatchFacts[]
  /** Cover or first patch. */
  readonly head: PatchFacts
  /** Of cover and patches. */
  readonly ids: ReadonlySet<string>
  /** When it was sent, in ms; NaN where nobody knows. */
  readonly time: number
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
  /** Of these the ones that only name a place. */
  readonly area: ReadonlySet<string>
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

/**
 * Groups patches into what was sent together: below the cover they name as an ancestor, else by
 * sender, version, count and time, each number once.
 */
export function postingsOf(items: readonly PatchFacts[]): Posting[] {
  const sorted = items
    .map((item) => [keyOfDate(item), item] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item)
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
      besideIn(
        parentKeys(patch).flatMap((key) => byParent.get(key) ?? []),
        patch,
      )
    if (draft) draft.patches.push(patch)
    else add({ cover: null, patches: [patch], key: sendingKey(patch), date: patch.date ?? '' })
    const own = draft ?? drafts.at(-1)
    if (own?.cover === null)
      for (const parent of parentKeys(patch))
        byParent.set(parent, [...(byParent.get(parent) ?? []), own])
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
    ids: new Set([...(cover ? [cover.id] : []), ...patches.map(({ id }) => id)]),
    time: Date.parse(head.date ?? ''),
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
    area: areaOf(head.title),
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

/** By date, then by Message-ID. */
export function inOrder(postings: readonly Posting[]): Posting[] {
  return postings
    .map((posting) => [`${posting.head.date ?? '9999'} ${posting.head.id}`, posting] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, posting]) => posting)
}
