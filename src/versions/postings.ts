import type { PatchFacts } from '../model/series.ts'
import { squash } from '../text/lines.ts'

/** What was sent in one go: a cover and its patches, patches alone, or one patch. */
export interface Posting {
  readonly cover: PatchFacts | null
  /** By number. */
  readonly patches: readonly PatchFacts[]
  /** Cover or first patch. */
  readonly head: PatchFacts
  /** The highest that any of its subjects names. */
  readonly version: number
  /** Addresses and names of who wrote and who sent it: people change addresses, and write their names alike. */
  readonly authors: readonly string[]
  readonly title: string
  /** Of the title. */
  readonly words: ReadonlySet<string>
  readonly patchTitles: ReadonlySet<string>
  readonly paths: ReadonlySet<string>
}

const HOURS_OF_ONE_GO = 24
/** A patch that answers a cover so soon belongs to it, whatever a mistyped subject counts. */
const HOURS_UNDER_ONE_COVER = 2

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
    const draft = draftFor(patch, byCover, open.get(sendingKey(patch)) ?? [])
    if (draft) draft.patches.push(patch)
    else add({ cover: null, patches: [patch], key: sendingKey(patch), date: patch.date ?? '' })
  }
  return drafts.flatMap(({ cover, patches }) => {
    const ordered = [...patches].sort((a, b) => (a.number ?? 1) - (b.number ?? 1))
    const head = cover ?? ordered[0]
    return head ? [postingFrom(cover, ordered, head)] : []
  })
}

function postingFrom(
  cover: PatchFacts | null,
  patches: readonly PatchFacts[],
  head: PatchFacts,
): Posting {
  const people = [head.author, head.sender]
  const title = titleKey(head.title)
  return {
    cover,
    patches,
    head,
    title,
    version: Math.max(head.version, ...patches.map(({ version }) => version)),
    authors: [
      ...new Set(
        people
          .flatMap((p) => [p.address, p.name && squash(p.name).toLowerCase()])
          .filter((key): key is string => Boolean(key)),
      ),
    ],
    words: new Set(title.split(' ')),
    patchTitles: new Set(patches.map((p) => titleKey(p.title))),
    paths: new Set(patches.flatMap((p) => p.paths)),
  }
}

function keyOfDate({ date, number, id }: PatchFacts): string {
  return `${date ?? '9999'} ${String(number ?? 0).padStart(5, '0')} ${id}`
}

/** Patches of one posting share it; a single patch is alone with its title. */
function sendingKey(p: PatchFacts): string {
  const count = (p.total ?? 1) > 1 || p.isCover ? String(p.total ?? 0) : `1 ${p.title}`
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

function draftFor(
  patch: PatchFacts,
  byCover: ReadonlyMap<string, Draft>,
  open: readonly Draft[],
): Draft | null {
  const lacks = (draft: Draft): boolean => !draft.patches.some((p) => p.number === patch.number)
  for (const id of [...patch.references].reverse()) {
    const draft = byCover.get(id)
    // A later version may answer the cover of an earlier one: count and version must agree, or the time.
    if (draft?.cover && lacks(draft) && goesWith(draft.cover, patch)) return draft
  }
  if ((patch.total ?? 1) <= 1) return null
  return (
    [...open]
      .reverse()
      .find(
        (draft) => lacks(draft) && hoursBetween(draft.date, patch.date ?? '') <= HOURS_OF_ONE_GO,
      ) ?? null
  )
}

function goesWith(cover: PatchFacts, patch: PatchFacts): boolean {
  const isTyped = cover.total === patch.total && agrees(cover, patch)
  return (
    isTyped ||
    (patch.number !== null &&
      hoursBetween(cover.date ?? '', patch.date ?? '') <= HOURS_UNDER_ONE_COVER)
  )
}

/** A cover can carry `v4` while its patches carry no version, and the other way round. */
function agrees(cover: PatchFacts, patch: PatchFacts): boolean {
  return cover.version === patch.version || cover.version === 1 || patch.version === 1
}

function hoursBetween(a: string, b: string): number {
  return Math.abs(Date.parse(a) - Date.parse(b)) / 3600000
}

/** Titles that differ in punctuation, case or white space are one. */
export function titleKey(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
