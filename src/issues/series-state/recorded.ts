import type { Mail } from '../../model/mail.ts'
import type { Person } from '../../model/message.ts'
import type { Applied, Committed, Pulled, SeriesMail } from '../../model/review.ts'
import type { RevisionPatch } from '../../model/series.ts'
import { isSamePerson } from '../../text/people.ts'
import { senderOf } from '../exchange/sender.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { titleKey } from '../../versions/titles.ts'
import { pullRequestIn } from '../kinds/pull-request.ts'
import { confirmsPull, refusesPull } from '../kinds/pull-answers.ts'

/**
 * What a pull request holds was taken by whoever sends it, or by who says that he pulled it; each
 * request counts once a version. One that is refused holds nothing.
 */
export function pulledIn({ series, pulled }: SeriesMail): Applied[] {
  const found = new Map<string, Applied>()
  for (const given of pulled) {
    const held = heldBy(given, pulled)
    if (!held) continue
    const { messageId, subject, title, date, by, request, answers } = held
    const revisionIndex = series.revisions.findLastIndex(
      (r) =>
        (r.date ?? '') <= (date ?? '9999') &&
        r.patches.some((p) => titleKey(p.title) === titleKey(title)),
    )
    const key = `${request} ${String(revisionIndex)}`
    const patch = series.revisions[revisionIndex]?.patches.find(
      (p) => titleKey(p.title) === titleKey(title) && !found.get(key)?.patches.includes(p.number),
    )
    const confirmed = inTime(answers, date).flatMap((mail) => pulledBy(mail) ?? [])[0]
    if (!patch) continue
    const one = found.get(key) ?? {
      ...(confirmed ?? { messageId, line: 1, text: subject, by, date }),
      revisionIndex,
      commit: null,
      tree: null,
      patches: [],
    }
    found.set(key, { ...one, patches: [...one.patches, patch.number].sort((a, b) => a - b) })
  }
  return [...found.values()]
}

/** A request that is not refused, or in its place a later version that lists the patch. */
function heldBy(one: Pulled, all: readonly Pulled[]): Pulled | null {
  if (!isRefused(one)) return one
  const key = titleKey(one.title)
  const again = one.later.find(
    ({ mail, answers }) =>
      !isRefused({ by: mail.from, date: mail.date, answers }) &&
      !all.some((other) => other.request === mail.id && titleKey(other.title) === key) &&
      pullRequestIn(mail.lines)?.titles.some((title) => titleKey(title) === key),
  )
  if (!again) return null
  const { mail, subject, answers } = again
  const { id, from: by, date } = mail
  return { ...one, ...{ messageId: id, request: id, subject, by, date, answers } }
}

/** A request is answered within so many milliseconds; later mail is about what it brought. */
const ANSWERED_WITHIN = 21 * 86_400_000

function inTime(answers: readonly Mail[], asked: string | null): readonly Mail[] {
  return asked === null
    ? answers
    : answers.filter(
        ({ date }) => date === null || Date.parse(date) - Date.parse(asked) < ANSWERED_WITHIN,
      )
}

function isRefused({ by, date, answers }: Pick<Pulled, 'by' | 'date' | 'answers'>): boolean {
  const own = inTime(answers, date)
  return own.some((mail) => isRefusal(mail, by)) && !own.some((mail) => pulledBy(mail))
}

/** "Applied, thanks." below a request. */
function pulledBy(mail: Mail): Pick<Applied, 'messageId' | 'line' | 'text' | 'by' | 'date'> | null {
  for (const { line, endLine } of mail.comments) {
    const found = sentencesOf(mail.lines.slice(line - 1, endLine)).find(
      ({ text, isCode }) => !isCode && confirmsPull(text),
    )
    if (found) {
      const at = line + found.at
      const text = (mail.lines[at - 1] ?? '').trim()
      return { messageId: mail.id, line: at, text, by: mail.from, date: mail.date }
    }
  }
  return null
}

function isRefusal({ from, lines, comments }: Mail, sender: Person): boolean {
  return comments.some(({ line, endLine }) =>
    sentencesOf(lines.slice(line - 1, endLine)).some((one) =>
      refusesPull(one.text, isSamePerson(from, sender)),
    ),
  )
}

/** Letters of a hash that are shown: as many as the kernel asks for. */
const SHOWN = 12

/**
 * Whoever names a patch as a commit knows that it landed, though nobody said so here. What its
 * author names so may be a branch of his, but for `Fixes:` in other work, and what robots name they
 * may have built from the patch; but trees tell by robots what they took. What was reverted since is
 * in no more.
 * @param taken what somebody said he took: needs no other record
 */
export function committedIn(
  { series, mails, committed }: SeriesMail,
  taken: readonly Applied[],
): Applied[] {
  const named = committed.filter(({ messageId, kind, tree, by }) => {
    if (tree !== null || kind === 'upstream') return true
    const isOwn = isSamePerson(by, series.author)
    return senderOf(by) === 'human' && !(isOwn && (kind !== 'fixes' || mails.has(messageId)))
  })
  const standing = named.filter(
    ({ title, kind }, i) =>
      kind !== 'reverted' &&
      !named.slice(i).some((later) => later.title === title && later.kind === 'reverted'),
  )
  const first = standing.filter(
    ({ title }, i) => standing.findIndex((one) => one.title === title) === i,
  )
  return first.flatMap((one) => {
    const { messageId, line, commit, title, date, by, tree } = one
    const isIt = (p: RevisionPatch): boolean =>
      one.posting === null ? p.title === title : p.messageId === one.posting
    const revisionIndex = series.revisions.findLastIndex(({ patches }) => patches.some(isIt))
    const patch = series.revisions[revisionIndex]?.patches.find(isIt)
    const isKnown = taken.some(
      (a) => a.revisionIndex === revisionIndex && a.patches.includes(patch?.number ?? 0),
    )
    if (!patch || isKnown) return []
    const patches = [patch.number]
    return [
      { messageId, line, text: recordOf(one), by, date, revisionIndex, patches, commit, tree },
    ]
  })
}

function recordOf({ kind, commit, title, tree }: Committed): string {
  const hash = commit?.slice(0, SHOWN)
  if (tree !== null) return hash ? `in ${tree} as ${hash}` : `in ${tree}`
  return `${kind === 'merged' ? 'merged at' : 'commit'} ${hash} ("${title}")`
}
