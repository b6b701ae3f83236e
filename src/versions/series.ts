import type { PatchFacts, RunnerUp, Series, SeriesEvidence, UserJoin } from '../model/series.ts'
import { choose } from './choice.ts'
import { Groups, userPairs } from './groups.ts'
import { kinOf } from './kin/kin.ts'
import { POINTS, type Points } from './evidence/likeness.ts'
import { numbered } from './numbering.ts'
import { inOrder, messagesOf, postingsOf, type Posting } from './postings.ts'
import { revisionsOf } from './revisions.ts'
import { rivalsOf, type Rival } from './rivals.ts'
import { settled } from './settled.ts'

/**
 * Joins all versions of each piece of work. A pure function of the patches and of what the user
 * said of them, whatever their order. The user's word and change-ids come first; then each posting
 * takes the predecessor for which most speaks, the surest ones before the others.
 * @param points what each signal is worth
 */
export function seriesOf(
  items: readonly PatchFacts[],
  links: readonly UserJoin[] = [],
  points: Points = POINTS,
): Series[] {
  return kinSeriesOf(settled(items), links, points).map(({ series }) => series)
}

/** A series, and which others may have a say in what it is. */
export interface KinSeries {
  readonly series: Series
  /** The least Message-ID of all that may have a say: see `kinOf`. */
  readonly kin: string
}

/**
 * The same for patches that are settled, of whole kins: what becomes of them does not depend on
 * any other.
 */
export function kinSeriesOf(
  items: readonly PatchFacts[],
  links: readonly UserJoin[] = [],
  points: Points = POINTS,
): KinSeries[] {
  const postings = inOrder(postingsOf(items))
  const owner = new Map(postings.flatMap((p, i) => messagesOf(p).map((m) => [m.id, i] as const)))
  const groups = new Groups(postings, userPairs(links, owner, false))
  for (const [a, b] of userPairs(links, owner, true)) {
    const named = postings[Math.min(a, b)]?.head.id ?? ''
    groups.join(a, b, [{ rule: 'user', messageId: named, weight: null }])
  }
  joinByChangeId(postings, groups)
  const rivals = rivalsOf(postings, points)
  const chosen = choose(rivals, postings, groups)
  const losers = runnersUp(rivals, postings, groups)
  const kin = kinOf(postings, rivals, groups)
  return withNames(
    groups.all().flatMap((members) => {
      const sent = members.flatMap((i) => {
        const posting = postings[i]
        if (!posting) return []
        const [evidence, runnerUp] = [groups.evidenceOf(i), losers.get(i) ?? null]
        return [{ posting, evidence, score: chosen.get(i)?.score ?? null, runnerUp }]
      })
      const series = seriesFrom(sent)
      return series ? [{ series, kin: kin[members[0] ?? 0] ?? '' }] : []
    }),
  )
}

/** The score from which on a predecessor that lost is worth a word. */
const WORTH_A_WORD = 2

/** The best predecessor of each posting that became part of another series. */
function runnersUp(
  rivals: readonly Rival[],
  postings: readonly Posting[],
  groups: Groups,
): Map<number, RunnerUp> {
  const best = new Map<number, RunnerUp>()
  for (const { later, earlier, score } of rivals) {
    const messageId = postings[earlier]?.head.id
    if (!messageId || score < WORTH_A_WORD || groups.areJoined(later, earlier)) continue
    if (score > (best.get(later)?.score ?? -Infinity)) best.set(later, { messageId, score })
  }
  return best
}

/** Where the user took versions of one change-id apart, the first series keeps it for its name. */
function withNames(all: readonly KinSeries[]): KinSeries[] {
  const taken = new Set<string>()
  return all.map(({ series: s, kin }) => {
    const name = taken.has(s.name) ? (s.revisions[0]?.messageId ?? s.name) : s.name
    taken.add(name)
    return { series: { ...s, name }, kin }
  })
}

/** A posting of a series and what joined it. */
interface Joined {
  readonly posting: Posting
  readonly evidence: readonly SeriesEvidence[]
  readonly score: number | null
  readonly runnerUp: RunnerUp | null
}

function seriesFrom(sent: readonly Joined[]): Series | null {
  const [first, latest] = [sent[0]?.posting, sent.at(-1)?.posting]
  if (!first || !latest) return null
  const changeId =
    sent.flatMap(({ posting }) => messagesOf(posting).flatMap((m) => m.changeId ?? []))[0] ?? null
  const titled = [...sent].reverse().find(({ posting }) => posting.cover)?.posting ?? latest
  return {
    name: changeId ?? first.head.id,
    title: titled.head.title,
    author: first.head.author,
    changeId,
    tree: first.tree,
    revisions: revisionsOf(numbered(sent)),
  }
}

function joinByChangeId(postings: readonly Posting[], groups: Groups): void {
  const known = new Map<string, number[]>()
  for (const [i, posting] of postings.entries()) {
    for (const changeId of new Set(messagesOf(posting).flatMap((m) => m.changeId ?? []))) {
      const before = known.get(changeId) ?? []
      ;[...before].reverse().find((k) => {
        const messageId = postings[k]?.head.id ?? ''
        return groups.join(i, k, [{ rule: 'change-id', messageId, weight: null }])
      })
      known.set(changeId, [...before, i])
    }
  }
}
