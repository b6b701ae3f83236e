import type { PatchFacts, Series, SeriesRule, UserJoin } from '../model/series.ts'
import { Groups, messagesOf, userPairs } from './groups.ts'
import { postingsOf, type Posting } from './postings.ts'
import { revisionsOf } from './revisions.ts'
import { shared, sharedTitles } from './resend.ts'

/** A later version by title alone comes within so many days; by weaker evidence within fewer. */
const DAYS_BY_TITLE = 540
const DAYS_BY_CONTENT = 240

/**
 * Joins all versions of each piece of work. A pure function of the patches and of what the user said
 * of them, whatever their order.
 */
export function seriesOf(items: readonly PatchFacts[], links: readonly UserJoin[] = []): Series[] {
  const postings = postingsOf(items).sort((a, b) => order(a.head, b.head))
  const owner = new Map(postings.flatMap((p, i) => messagesOf(p).map((m) => [m.id, i] as const)))
  const groups = new Groups(postings, userPairs(links, owner, false))
  for (const [a, b] of userPairs(links, owner, true)) groups.join(a, b, 'user')
  const byAuthor = new Map<string, number[]>()
  for (const [i, posting] of postings.entries()) {
    joinByChangeId(posting, i, groups)
    const rivals = [...new Set(posting.authors.flatMap((key) => byAuthor.get(key) ?? []))].sort(
      (a, b) => b - a,
    )
    joinByName(posting, i, postings, owner, rivals, groups)
    joinByContent(posting, i, postings, rivals, groups)
    for (const key of posting.authors) byAuthor.set(key, [...(byAuthor.get(key) ?? []), i])
  }
  return withNames(groups.all().flatMap((members) => seriesFrom(members, postings, groups) ?? []))
}

/** Where the user took versions of one change-id apart, the first series keeps it for its name. */
function withNames(series: readonly Series[]): Series[] {
  const taken = new Set<string>()
  return series.map((s) => {
    const name = taken.has(s.name) ? (s.revisions[0]?.messageId ?? s.name) : s.name
    taken.add(name)
    return { ...s, name }
  })
}

function seriesFrom(
  members: readonly number[],
  postings: readonly Posting[],
  groups: Groups,
): Series | null {
  const sent = members.flatMap((i) =>
    postings[i] ? [{ posting: postings[i], evidence: groups.evidenceOf(i) }] : [],
  )
  const [first, latest] = [sent[0]?.posting, sent.at(-1)?.posting]
  if (!first || !latest) return null
  const changeId =
    sent.flatMap(({ posting }) => messagesOf(posting).flatMap((m) => m.changeId ?? []))[0] ?? null
  const revisions = revisionsOf(sent)
  const titled = [...sent].reverse().find(({ posting }) => posting.cover)?.posting ?? latest
  return {
    name: changeId ?? first.head.id,
    title: titled.head.title,
    author: first.head.author,
    changeId,
    revisions,
  }
}

function order(a: PatchFacts, b: PatchFacts): number {
  const [left, right] = [`${a.date ?? '9999'} ${a.id}`, `${b.date ?? '9999'} ${b.id}`]
  return left < right ? -1 : left > right ? 1 : 0
}

function joinByChangeId(posting: Posting, i: number, groups: Groups): void {
  for (const { changeId } of messagesOf(posting)) {
    if (changeId === null) continue
    const known = groups.byChangeId.get(changeId) ?? []
    if (known.includes(i)) continue
    ;[...known].reverse().find((k) => groups.join(i, k, 'change-id'))
    groups.byChangeId.set(changeId, [...known, i])
  }
}

/** By a link, or by an answer to an earlier version: both name the very message. */
function joinByName(
  posting: Posting,
  i: number,
  postings: readonly Posting[],
  owner: ReadonlyMap<string, number>,
  rivals: readonly number[],
  groups: Groups,
): void {
  const own = new Set(rivals)
  const joinNamed = (ids: readonly string[], rule: SeriesRule): void => {
    for (const k of ids.flatMap((id) => owner.get(id) ?? [])) {
      const earlier = postings[k]
      if (
        !earlier ||
        !own.has(k) ||
        !follows(posting, earlier) ||
        !isAlike(posting, earlier) ||
        groups.conflict(i, k)
      )
        continue
      groups.join(i, k, rule)
    }
  }
  joinNamed(posting.head.mentions, 'link')
  joinNamed(
    messagesOf(posting).flatMap(({ references }) => references),
    'in-reply-to',
  )
}

/** By title, else by shared patch titles, else by the same files: the nearest earlier posting. */
function joinByContent(
  posting: Posting,
  i: number,
  postings: readonly Posting[],
  rivals: readonly number[],
  groups: Groups,
): void {
  for (const [rule, days, fits] of RULES) {
    const found = rivals.filter((k) => {
      const earlier = postings[k]
      return (
        earlier &&
        follows(posting, earlier) &&
        daysBetween(earlier, posting) <= days &&
        fits(posting, earlier)
      )
    })
    const nearest = found.sort(
      (a, b) => (postings[b]?.version ?? 0) - (postings[a]?.version ?? 0) || b - a,
    )
    const best = nearest.find((k) => !groups.conflict(i, k))
    if (best === undefined) continue
    groups.join(i, best, rule)
    return
  }
}

type Rule = readonly [
  rule: SeriesRule,
  days: number,
  fits: (later: Posting, earlier: Posting) => boolean,
]

const RULES: readonly Rule[] = [
  ['title', DAYS_BY_TITLE, (a, b) => a.title === b.title],
  ['patch-titles', DAYS_BY_CONTENT, (a, b) => sharedTitles(a, b) >= 0.5],
  [
    'files',
    DAYS_BY_CONTENT,
    (a, b) =>
      isNextVersion(a, b) &&
      ((similarTitle(a, b) >= 0.5 &&
        (sharedPaths(a, b) > 0 || a.paths.size === 0 || b.paths.size === 0)) ||
        (sharedPaths(a, b) >= 0.6 && similarTitle(a, b) >= 0.2)),
  ],
]

/** A later version, the same again (RESEND), or the first one after an RFC. */
function follows(later: Posting, earlier: Posting): boolean {
  const [a, b] = [later.version, earlier.version]
  if (order(later.head, earlier.head) < 0) return false
  if (a > b) return true
  if (a === b && (later.head.resend || (later.head.reroll ?? 0) > (earlier.head.reroll ?? 0)))
    return true
  return earlier.head.rfc && !later.head.rfc && a <= b
}

function isNextVersion(later: Posting, earlier: Posting): boolean {
  return later.version - earlier.version === 1 || (earlier.head.rfc && !later.head.rfc)
}

/** Named by the same author, and still not about something else altogether. */
function isAlike(a: Posting, b: Posting): boolean {
  return similarTitle(a, b) >= 0.3 || sharedTitles(a, b) >= 0.3 || sharedPaths(a, b) >= 0.3
}

function sharedPaths(a: Posting, b: Posting): number {
  return shared(a.paths, b.paths)
}

function similarTitle(a: Posting, b: Posting): number {
  return shared(a.words, b.words)
}

function daysBetween(a: Posting, b: Posting): number {
  return Math.abs(Date.parse(a.head.date ?? '') - Date.parse(b.head.date ?? '')) / 86400000
}
