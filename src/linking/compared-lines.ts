import type { Mail } from '../model/mail.ts'
import type { Origin, Trace } from '../model/link.ts'
import {
  comparedPatchAt,
  comparedPatches,
  type ComparedLine,
  type ComparedPatch,
} from '../patch/compared-patches.ts'
import { rangeDiffLines } from '../patch/range-diff-lines.ts'
import { parseSubject } from '../patch/subject.ts'
import { isBlank, squash } from '../text/lines.ts'
import { remembered } from '../text/memo.ts'
import { isSamePerson } from '../text/people.ts'
import { alignRows } from './align.ts'
import { targetOf } from './target.ts'
import type { TracedMail } from './traced-mail.ts'

type Mails = ReadonlyMap<string, TracedMail>

/**
 * A reply as though it quoted the patches themselves where it quotes what a range-diff shows of
 * them: a range-diff is another one in every version, what it shows stands in a patch of its own.
 * Lines that no patch of that version has are then quoted from nowhere.
 */
export function asQuotingPatches(traced: TracedMail, mails: Mails): TracedMail {
  const traces = new Map<number, Trace>()
  const lines = [...traced.mail.lines]
  for (const [n, trace] of traced.traces) {
    const { messageId, line } = trace.origin
    const carrier = mails.get(messageId)?.mail
    const place = shownIn(mails, messageId).get(line)
    if (!carrier || !comparedPatchAt(carrier.lines, line)) traces.set(n, trace)
    if (!place) continue
    traces.set(n, { ...trace, origin: place, candidates: [] })
    lines[n - 1] = `> ${mails.get(place.messageId)?.mail.lines[place.line - 1] ?? ''}`
  }
  return { ...traced, mail: { ...traced.mail, lines }, traces }
}

/** Where the lines that a mail shows in its range-diff stand in the patches, by its body lines. */
const shownIn = remembered((mails: Mails, id: string): ReadonlyMap<number, Origin> => {
  const found = new Map<number, Origin>()
  const carrier = mails.get(id)?.mail
  if (!carrier || (carrier.kind !== 'cover' && carrier.kind !== 'patch')) return found
  for (const compared of comparedPatches(carrier.lines)) {
    const patch = patchOf(compared, carrier, mails)
    if (!patch) continue
    for (const [line, at] of placesIn(patch, compared.lines))
      found.set(line, { messageId: patch.id, line: at, endLine: at })
  }
  return found
})

/** The patch of the version that a range-diff came with. */
function patchOf({ number }: ComparedPatch, carrier: Mail, mails: Mails): Mail | null {
  if (number === null) return null
  const own = parseSubject(carrier.subject)
  if (carrier.kind === 'patch') return number === (own.number ?? 1) ? carrier : null
  const found = [...mails.values()].flatMap(({ mail }) => {
    if (mail.kind !== 'patch' || !isBeside(mail, carrier)) return []
    const { version, number: n, total } = parseSubject(mail.subject)
    return n === number && version === own.version && total === own.total ? [mail] : []
  })
  return found.sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1))[0] ?? null
}

/** It answers the cover, or with the cover what somebody said of the version before. */
function isBeside({ inReplyTo, references, from }: Mail, cover: Mail): boolean {
  const named = [...inReplyTo, ...references]
  return (
    named.includes(cover.id) ||
    (isSamePerson(from, cover.from) && cover.inReplyTo.some((id) => named.includes(id)))
  )
}

/** By body line of the range-diff the line of the patch, where that is in no doubt. */
function placesIn(patch: Mail, shown: readonly ComparedLine[]): Map<number, number> {
  const now = shown.filter(({ isOld }) => !isOld)
  const rows = now.flatMap(({ line, text, breakBefore }) => {
    const key = squash(text)
    return key === '' ? [] : [{ line, text, key, bare: key, breakBefore }]
  })
  // A patch of one may show a range-diff itself.
  const compared = rangeDiffLines(patch.lines)
  const target = targetOf(patch.lines.map((line, i) => (compared.has(i) ? '' : line)))
  const places = new Map<number, number>()
  for (const [i, { row, alternatives }] of alignRows(rows, target)) {
    const [source, at] = [rows[i], target.lineOf[row]]
    if (source && at !== undefined && alternatives.length === 0) places.set(source.line, at)
  }
  for (const [i, { line, text, breakBefore }] of now.entries()) {
    const above = places.get(now[i - 1]?.line ?? 0)
    if (above === undefined || breakBefore || !isBlank(text)) continue
    if (isBlank(patch.lines[above])) places.set(line, above + 1)
  }
  return places
}
