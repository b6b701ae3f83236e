import type { RunnerUp, SeriesEvidence, UserJoin } from '../model/series.ts'
import { messagesOf, type Posting } from './postings.ts'
import { saysItContinues } from './evidence/continues.ts'
import { isResend, isSameWork } from './resend.ts'

/** What joined a posting to an earlier one. */
export interface Join {
  readonly evidence: readonly SeriesEvidence[]
  readonly score: number | null
  readonly runnerUp: RunnerUp | null
}

/** Union-find over postings in the order of their dates; keeps what joined each of them. */
export class Groups {
  private readonly evidence = new Map<number, SeriesEvidence[]>()
  private readonly above: number[]
  private readonly members: Map<number, number[]>

  /** @param apart pairs of postings that the user wants in different series */
  constructor(
    private readonly postings: readonly Posting[],
    private readonly apart: readonly (readonly [number, number])[],
  ) {
    this.above = postings.map((_, i) => i)
    this.members = new Map(postings.map((_, i) => [i, [i]]))
  }

  /**
   * Joins two postings, unless the user wants them apart (then `false`). The evidence is kept by
   * the later one.
   */
  join(a: number, b: number, evidence: readonly SeriesEvidence[]): boolean {
    const [earlier, later] = a < b ? [a, b] : [b, a]
    const [up, down] = [this.root(earlier), this.root(later)]
    if (up !== down && this.isApart(up, down)) return false
    const known = this.evidence.get(later) ?? []
    const more = evidence.filter((e) => !known.some((k) => k.rule === e.rule))
    this.evidence.set(later, [...known, ...more])
    if (up === down) return true
    this.above[down] = up
    this.members.set(
      up,
      [...this.membersOf(up), ...this.membersOf(down)].sort((x, y) => x - y),
    )
    this.members.delete(down)
    return true
  }

  evidenceOf(i: number): readonly SeriesEvidence[] {
    return this.evidence.get(i) ?? []
  }

  areJoined(i: number, k: number): boolean {
    return this.root(i) === this.root(k)
  }

  /**
   * Would this make one series of two? Then names and titles are not enough: of works with
   * different change-ids, of different postings of one version, of versions that count down.
   * @param isNamed the later one names the other as its version before: then it may have a
   * change-id of its own
   */
  conflict(i: number, k: number, isNamed = false): boolean {
    const [a, b] = [this.root(i), this.root(k)]
    if (a === b) return false
    if (this.isApart(a, b) || (!isNamed && this.differInChangeId(a, b))) return true
    const all = [...this.membersOf(a), ...this.membersOf(b)]
      .sort((x, y) => x - y)
      .flatMap((m) => this.postings[m] ?? [])
    return all.some((later, n) => n > 0 && !canFollow(all.slice(0, n), later))
  }

  all(): number[][] {
    return [...this.members.values()]
  }

  private root(i: number): number {
    let at = i
    while (this.above[at] !== at) at = this.above[at] ?? at
    return at
  }

  private membersOf(root: number): readonly number[] {
    return this.members.get(root) ?? []
  }

  private isApart(a: number, b: number): boolean {
    return this.apart.some(([x, y]) => {
      const [left, right] = [this.root(x), this.root(y)]
      return (left === a && right === b) || (left === b && right === a)
    })
  }

  private differInChangeId(a: number, b: number): boolean {
    const ids = (root: number): string[] =>
      this.membersOf(root).flatMap((m) =>
        messagesOf(this.postings[m]).flatMap((p) => p.changeId ?? []),
      )
    const [left, right] = [ids(a), new Set(ids(b))]
    return left.length > 0 && right.size > 0 && !left.some((id) => right.has(id))
  }
}

/**
 * Does a posting go with all that was sent before it: a version once, numbers that do not fall but
 * after an RFC, or no number at all?
 */
function canFollow(before: readonly Posting[], later: Posting): boolean {
  if (!later.versionGiven && !later.head.rfc)
    return before.some((p) => p.head.rfc || isSameWork(p, later) || saysItContinues(later, p))
  const last = before.findLast((p) => p.versionGiven) ?? before.at(-1)
  const same = before.filter((p) => p.version === later.version && p.head.rfc === later.head.rfc)
  if (same.length > 0) return same.some((p) => isResend(p, later))
  // An RFC without a number is asked on the way: it does not count down.
  if (!later.versionGiven) return before.some((p) => isSameWork(p, later))
  return last === undefined || later.version >= last.version || (last.head.rfc && !later.head.rfc)
}

/** Pairs of postings by what the user said of their messages. */
export function userPairs(
  links: readonly UserJoin[],
  owner: ReadonlyMap<string, number>,
  joined: boolean,
): (readonly [number, number])[] {
  return links
    .filter((link) => link.joined === joined)
    .flatMap(({ a, b }) => {
      const [left, right] = [owner.get(a), owner.get(b)]
      return left === undefined || right === undefined ? [] : [[left, right] as const]
    })
}
