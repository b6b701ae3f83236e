import type { Mail } from '../../model/mail.ts'
import type { Applied, Pulled, SeriesMail } from '../../model/review.ts'
import { isSamePerson } from '../../text/people.ts'
import { senderOf } from '../exchange/sender.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { titleKey } from '../../versions/titles.ts'
import { pullRequestIn } from '../kinds/pull-request.ts'
import { refusesPull } from '../kinds/pull-answers.ts'
import { willTake } from '../kinds/will-take.ts'
import { takingLine } from './taking-line.ts'

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
    const confirmed = answers.flatMap((mail) => pulledBy(mail) ?? [])[0]
    if (!patch) continue
    const one = found.get(key) ?? {
      ...(confirmed ?? { messageId, line: 1, text: subject, by, date }),
      revisionIndex,
      commit: null,
      patches: [],
    }
    found.set(key, { ...one, patches: [...one.patches, patch.number].sort((a, b) => a - b) })
  }
  return [...found.values()]
}

/** A request that is not refused, or in its place a later version that lists the patch. */
function heldBy(one: Pulled, all: readonly Pulled[]): Pulled | null {
  if (!isRefused(one.answers)) return one
  const key = titleKey(one.title)
  const again = one.later.find(
    ({ mail, answers }) =>
      !isRefused(answers) &&
      !all.some((other) => other.request === mail.id && titleKey(other.title) === key) &&
      pullRequestIn(mail.lines)?.titles.some((title) => titleKey(title) === key),
  )
  if (!again) return null
  const { mail, subject, answers } = again
  const { id, from: by, date } = mail
  return { ...one, ...{ messageId: id, request: id, subject, by, date, answers } }
}

function isRefused(answers: readonly Mail[]): boolean {
  return answers.some(isRefusal) && !answers.some((mail) => pulledBy(mail))
}

/** "Applied, thanks." below a request. */
function pulledBy(mail: Mail): Pick<Applied, 'messageId' | 'line' | 'text' | 'by' | 'date'> | null {
  const line = takingLine(mail.lines, mail.comments)
  const text = mail.lines[(line ?? 0) - 1]?.trim() ?? ''
  return line === null || willTake(text)
    ? null
    : { messageId: mail.id, line, text, by: mail.from, date: mail.date }
}

function isRefusal({ lines, comments }: Mail): boolean {
  return comments.some(({ line, endLine }) =>
    sentencesOf(lines.slice(line - 1, endLine)).some((one) => refusesPull(one.text)),
  )
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
