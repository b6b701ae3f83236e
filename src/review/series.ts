import type { PatchFacts, Revision, Series, SeriesEvidence } from '../model/series.ts'
import { postingsOf, type Posting } from './postings.ts'

/** A later version by title alone comes within so many days; by weaker evidence within fewer. */
const DAYS_BY_TITLE = 540
const DAYS_BY_CONTENT = 240

/** Joins all versions of each piece of work. A pure function of the patches, whatever their order. */
export function seriesOf(items: readonly PatchFacts[]): Series[] {
  const postings = postingsOf(items).sort((a, b) => order(a.head, b.head))
  const groups = new Groups(postings)
  const owner = new Map(postings.flatMap((p, i) => [p.head, ...p.patches].map((m) => [m.id, i] as const)))
  const byAuthor = new Map<string, number[]>()
  for (const [i, posting] of postings.entries()) {
    joinByChangeId(posting, i, groups)
    const rivals = [...new Set(posting.authors.flatMap((key) => byAuthor.get(key) ?? []))].sort((a, b) => b - a)
    joinByName(posting, i, postings, owner, rivals, groups)
    joinByContent(posting, i, postings, rivals, groups)
    for (const key of posting.authors) byAuthor.set(key, [...(byAuthor.get(key) ?? []), i])
  }
  return groups.all().map((members) => seriesFrom(members.map((i) => postings[i]).filter((p): p is Posting => p !== undefined), groups))
}

function order(a: PatchFacts, b: PatchFacts): number {
  const [left, right] = [`${a.date ?? '9999'} ${a.id}`, `${b.date ?? '9999'} ${b.id}`]
  return left < right ? -1 : left > right ? 1 : 0
}

function joinByChangeId(posting: Posting, i: number, groups: Groups): void {
  for (const { changeId } of [posting.head, ...posting.patches]) {
    const known = changeId === null ? undefined : groups.byChangeId.get(changeId)
    if (known !== undefined && known !== i) groups.join(i, known, 'change-id')
    else if (changeId !== null) groups.byChangeId.set(changeId, i)
  }
}

/** By a link, or by an answer to an earlier version: both name the very message. */
function joinByName(
  posting: Posting, i: number, postings: readonly Posting[], owner: ReadonlyMap<string, number>, rivals: readonly number[], groups: Groups,
): void {
  const own = new Set(rivals)
  const named = (ids: readonly string[]): Posting[] => ids.flatMap((id) => { const k = owner.get(id); return k !== undefined && own.has(k) ? (postings[k] ?? []) : [] })
  for (const earlier of named(posting.head.mentions)) {
    if (follows(posting, earlier) && isAlike(posting, earlier)) groups.join(i, postings.indexOf(earlier), 'link')
  }
  for (const earlier of named([posting.head, ...posting.patches].flatMap(({ references }) => references))) {
    if (follows(posting, earlier) && isAlike(posting, earlier)) groups.join(i, postings.indexOf(earlier), 'in-reply-to')
  }
}

/** By title, else by shared patch titles, else by the same files: the nearest earlier posting. */
function joinByContent(posting: Posting, i: number, postings: readonly Posting[], rivals: readonly number[], groups: Groups): void {
  for (const [evidence, days, fits] of RULES) {
    const found = rivals.filter((k) => {
      const earlier = postings[k]
      return earlier && follows(posting, earlier) && daysBetween(earlier, posting) <= days && fits(posting, earlier)
    })
    const best = found.sort((a, b) => (postings[b]?.version ?? 0) - (postings[a]?.version ?? 0) || b - a)[0]
    if (best === undefined || groups.conflict(i, best)) continue
    groups.join(i, best, evidence)
    return
  }
}

type Rule = readonly [evidence: SeriesEvidence, days: number, fits: (later: Posting, earlier: Posting) => boolean]

const RULES: readonly Rule[] = [
  ['title', DAYS_BY_TITLE, (a, b) => a.title === b.title],
  ['patch-titles', DAYS_BY_CONTENT, (a, b) => sharedTitles(a, b) >= 0.5],
  ['files', DAYS_BY_CONTENT, (a, b) => isNextVersion(a, b) && (similarTitle(a, b) >= 0.5 || (sharedPaths(a, b) >= 0.6 && similarTitle(a, b) >= 0.2))],
]

/** A later version, the same again (RESEND), or the first one after an RFC. */
function follows(later: Posting, earlier: Posting): boolean {
  const [a, b] = [later.version, earlier.version]
  if (order(later.head, earlier.head) < 0) return false
  if (a > b) return true
  if (a === b && (later.head.resend || (later.head.reroll ?? 0) > (earlier.head.reroll ?? 0))) return true
  return earlier.head.rfc && !later.head.rfc && a <= b
}

function isNextVersion(later: Posting, earlier: Posting): boolean {
  return later.version - earlier.version === 1 || (earlier.head.rfc && !later.head.rfc)
}

/** Named by the same author, and still not about something else altogether. */
function isAlike(a: Posting, b: Posting): boolean {
  return similarTitle(a, b) >= 0.3 || sharedTitles(a, b) >= 0.3 || sharedPaths(a, b) >= 0.3
}

function sharedTitles(a: Posting, b: Posting): number {
  return shared(a.patchTitles, b.patchTitles)
}

function sharedPaths(a: Posting, b: Posting): number {
  return shared(a.paths, b.paths)
}

function similarTitle(a: Posting, b: Posting): number {
  return shared(a.words, b.words)
}

/** Share of the smaller set that stands in the other. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size)
  let common = 0
  for (const x of a) if (b.has(x)) common++
  return smaller === 0 ? 0 : common / smaller
}

function daysBetween(a: Posting, b: Posting): number {
  return Math.abs(Date.parse(a.head.date ?? '') - Date.parse(b.head.date ?? '')) / 86400000
}

/** Union-find over postings that keeps what joined each of them. */
class Groups {
  readonly byChangeId = new Map<string, number>()
  readonly evidence = new Map<Posting, Set<SeriesEvidence>>()
  private readonly above: number[]
  private readonly members: Map<number, number[]>

  constructor(private readonly postings: readonly Posting[]) {
    this.above = postings.map((_, i) => i)
    this.members = new Map(postings.map((_, i) => [i, [i]]))
  }

  root(i: number): number {
    let at = i
    while (this.above[at] !== at) at = this.above[at] ?? at
    return at
  }

  join(later: number, earlier: number, evidence: SeriesEvidence): void {
    const posting = this.postings[later]
    if (posting) this.evidence.set(posting, (this.evidence.get(posting) ?? new Set()).add(evidence))
    const [a, b] = [this.root(later), this.root(earlier)]
    if (a === b) return
    this.above[a] = b
    this.members.set(b, [...(this.members.get(b) ?? []), ...(this.members.get(a) ?? [])])
    this.members.delete(a)
  }

  /** Would this join works of different change-ids? Then title and content are not enough. */
  conflict(i: number, k: number): boolean {
    const [left, right] = [this.root(i), this.root(k)].map((root) => (this.members.get(root) ?? []).flatMap((m) => this.postings[m] ?? []))
    if (!left || !right || this.root(i) === this.root(k)) return false
    const ids = (list: readonly Posting[]): Set<string> => new Set(list.flatMap((p) => [p.head, ...p.patches].flatMap((m) => m.changeId ?? [])))
    const [a, b] = [ids(left), ids(right)]
    return a.size > 0 && b.size > 0 && ![...a].some((id) => b.has(id))
  }

  all(): number[][] {
    return [...this.members.values()].map((list) => [...list].sort((a, b) => a - b))
  }
}

function seriesFrom(postings: readonly Posting[], groups: Groups): Series {
  const first = postings[0] as Posting
  const latest = postings.at(-1) ?? first
  const changeId = postings.flatMap((p) => [p.head, ...p.patches].flatMap((m) => m.changeId ?? []))[0] ?? null
  const byVersion = new Map<string, Posting[]>()
  for (const posting of postings) {
    const key = `${posting.head.rfc} ${posting.version}`
    byVersion.set(key, [...(byVersion.get(key) ?? []), posting])
  }
  const revisions = [...byVersion.values()].map((same) => revisionFrom(same, groups))
  return { name: changeId ?? first.head.id, title: latest.head.title, author: first.head.author, changeId, revisions }
}

/** Postings of one version: a RESEND adds nothing, a reroll replaces patches. */
function revisionFrom(postings: readonly Posting[], groups: Groups): Revision {
  const first = postings[0] as Posting
  const patches = new Map<number, PatchFacts>()
  for (const posting of postings) for (const patch of posting.patches) if (!patches.has(patch.number ?? 1) || patch.reroll !== null) patches.set(patch.number ?? 1, patch)
  return {
    version: first.version,
    rfc: first.head.rfc,
    messageId: first.head.id,
    date: first.head.date,
    evidence: [...new Set(postings.flatMap((p) => [...(groups.evidence.get(p) ?? [])]))],
    patches: [...patches].sort(([a], [b]) => a - b).map(([number, p]) => ({ number, messageId: p.id, title: p.title })),
  }
}
