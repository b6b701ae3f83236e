import type { Applied, SeriesMail } from '../../model/review.ts'
import { commitsListed } from './listed.ts'

/** What a program sends in one run it sends within so many milliseconds. */
const ONE_RUN = 60 * 60_000

/**
 * A program that thanks for patches names the commit of one once more when another version of it is
 * there: the commit is made from the version that it was named for first.
 * @param applied in order of time
 */
export function withoutRelisted(
  applied: readonly Applied[],
  { series, mails }: SeriesMail,
): Applied[] {
  const first = new Map<string, Applied>()
  return applied.flatMap((one) => {
    const all = series.revisions[one.revisionIndex]?.patches.map((p) => p.number) ?? []
    const commits = commitsListed(mails.get(one.messageId)?.lines ?? [], all)
    const patches = one.patches.filter((n) => {
      const commit = commits.get(n)
      if (commit === undefined) return true
      const before = first.get(commit)
      if (before === undefined) first.set(commit, one)
      return before === undefined || !isLaterVersion(one, before)
    })
    return patches.length === 0 ? [] : [{ ...one, patches }]
  })
}

/** Of two versions that one run names nobody can tell which it took. */
function isLaterVersion(one: Applied, before: Applied): boolean {
  return (
    one.revisionIndex !== before.revisionIndex &&
    Date.parse(one.date ?? '') - Date.parse(before.date ?? '') > ONE_RUN
  )
}
