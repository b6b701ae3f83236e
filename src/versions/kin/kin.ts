import type { PatchFacts } from '../../model/series.ts'
import type { Groups } from '../groups.ts'
import { inOrder, messagesOf, postingsOf, type Posting } from '../postings.ts'
import { rivalsOf, type Rival } from '../rivals.ts'

/**
 * Which postings may have a say in what becomes of each other: all that are compared with one
 * another, directly or through others. Whatever is joined, or taken for the next best, is of one
 * kin; what has come joins nothing of another kin than its own.
 * @returns for each posting a name of its kin: the least of its Message-IDs
 */
export function kinOf(
  postings: readonly Posting[],
  rivals: readonly Rival[],
  groups: Groups,
): string[] {
  const above = postings.map((_, i) => i)
  const root = (i: number): number => {
    let at = i
    for (let up = above[at]; up !== undefined && up !== at; up = above[at]) at = up
    return at
  }
  const join = (a: number, b: number): void => {
    const [x, y] = [root(a), root(b)]
    above[Math.max(x, y)] = Math.min(x, y)
  }
  for (const { later, earlier } of rivals) join(later, earlier)
  for (const members of groups.all()) for (const i of members) join(i, members[0] ?? i)
  const first = new Map<string, number>()
  for (const [i, posting] of postings.entries())
    for (const { changeId } of messagesOf(posting)) {
      if (changeId === null) continue
      join(i, first.get(changeId) ?? i)
      first.set(changeId, i)
    }
  const names = new Map<number, string>()
  for (const [i, { ids }] of postings.entries())
    for (const id of ids) {
      const known = names.get(root(i))
      if (known === undefined || id < known) names.set(root(i), id)
    }
  return postings.map((_, i) => names.get(root(i)) ?? '')
}

/**
 * Of patches that may be of one kin with some those that are, directly: they are compared, or have
 * a change-id in common.
 * @param items settled, of whole postings
 * @param ids of the patches of which it is asked
 * @returns Message-IDs, those of which it is asked among them
 */
export function nextOfKin(
  items: readonly PatchFacts[],
  ids: ReadonlySet<string>,
): ReadonlySet<string> {
  const postings = inOrder(postingsOf(items))
  const isAsked = postings.map((p) => messagesOf(p).some(({ id }) => ids.has(id)))
  const changeIds = new Set(
    items.flatMap(({ id, changeId }) => (changeId !== null && ids.has(id) ? [changeId] : [])),
  )
  const found = new Set(
    postings.flatMap((p, i) =>
      isAsked[i] || messagesOf(p).some((m) => changeIds.has(m.changeId ?? '')) ? [i] : [],
    ),
  )
  const either = (later: number, earlier: number): boolean =>
    isAsked[later] === true || isAsked[earlier] === true
  for (const { later, earlier } of rivalsOf(postings, undefined, either))
    found.add(later).add(earlier)
  return new Set([...found].flatMap((i) => messagesOf(postings[i]).map(({ id }) => id)))
}
