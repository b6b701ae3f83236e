import type { Applied, SeriesMail } from '../../model/review.ts'
import { isSamePerson } from '../../text/people.ts'
import { senderOf } from '../exchange/sender.ts'
import { titleKey } from '../../versions/titles.ts'

/** What a pull request holds was taken by whoever sends it; each request counts once a version. */
export function pulledIn({ series, pulled }: SeriesMail): Applied[] {
  const found = new Map<string, Applied>()
  for (const { messageId, subject, title, date, by, request } of pulled) {
    const revisionIndex = series.revisions.findLastIndex(
      (r) =>
        (r.date ?? '') <= (date ?? '9999') &&
        r.patches.some((p) => titleKey(p.title) === titleKey(title)),
    )
    const key = `${request} ${String(revisionIndex)}`
    const patch = series.revisions[revisionIndex]?.patches.find(
      (p) => titleKey(p.title) === titleKey(title) && !found.get(key)?.patches.includes(p.number),
    )
    if (!patch) continue
    const one = found.get(key) ?? {
      ...{ messageId, line: 1, text: subject, by, date, revisionIndex, commit: null },
      patches: [],
    }
    found.set(key, { ...one, patches: [...one.patches, patch.number].sort((a, b) => a - b) })
  }
  return [...found.values()]
}

/** Letters of a hash that are shown: as many as the kernel asks for. */
const SHOWN = 12

/**
 * Whoever names a patch as a commit knows that it landed, though nobody said so here. What the
 * author names so among his own versions may be a branch of his, and what robots name they may have
 * built from the patch.
 * @param taken what somebody said he took: needs no other record
 */
export function committedIn(
  { series, mails, committed }: SeriesMail,
  taken: readonly Applied[],
): Applied[] {
  const named = committed.filter(
    ({ messageId, by }) =>
      senderOf(by) === 'human' && !(mails.has(messageId) && isSamePerson(by, series.author)),
  )
  const first = named.filter(({ title }, i) => named.findIndex((c) => c.title === title) === i)
  return first.flatMap(({ messageId, line, commit, title, date, by }) => {
    const revisionIndex = series.revisions.findLastIndex(({ patches }) =>
      patches.some((p) => p.title === title),
    )
    const patch = series.revisions[revisionIndex]?.patches.find((p) => p.title === title)
    const isKnown = taken.some(
      (a) => a.revisionIndex === revisionIndex && a.patches.includes(patch?.number ?? 0),
    )
    if (!patch || isKnown) return []
    const text = `${commit.slice(0, SHOWN)} ("${title}")`
    return [{ messageId, line, text, by, date, revisionIndex, patches: [patch.number], commit }]
  })
}
