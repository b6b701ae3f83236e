import type { LineRange } from '../../model/reply.ts'
import type { Applied, SeriesMail } from '../../model/review.ts'
import { numbersIn } from './numbers.ts'
import { saysTaken } from '../kinds/taken.ts'
import { isBlank } from '../../text/lines.ts'
import { isSamePerson } from '../../text/people.ts'
import { membershipOf, type Membership } from '../exchange/membership.ts'

/** What people other than the author said they took of a series, in order of time. */
export function appliedOf(material: SeriesMail): Applied[] {
  const places = membershipOf(material)
  return [...material.mails.values()]
    .flatMap((mail) => appliedIn(material, places, mail.id) ?? [])
    .sort((a, b) =>
      `${a.date ?? '9999'} ${a.messageId}` < `${b.date ?? '9999'} ${b.messageId}` ? -1 : 1,
    )
}

function appliedIn(material: SeriesMail, places: Membership, id: string): Applied | null {
  const mail = material.mails.get(id)
  const place = places.ofReply(id)
  const revision = place && material.series.revisions[place.revisionIndex]
  if (
    !mail ||
    !place ||
    !revision ||
    places.isMember(id) ||
    isSamePerson(mail.from, material.series.author)
  )
    return null
  const line = takingLine(mail.lines, material.comments.get(id) ?? [])
  if (line === null) return null
  const text = (mail.lines[line - 1] ?? '').trim()
  const all = revision.patches.map((p) => p.number)
  const numbers = listedByBot(mail.lines, all) ??
    withoutLeftOut(text, all, place.patch) ?? [place.patch]
  return numbers.length === 0
    ? null
    : {
        messageId: id,
        line,
        text,
        by: mail.from,
        date: mail.date,
        revisionIndex: place.revisionIndex,
        patches: numbers,
      }
}

/**
 * The patches that the words name, less those left out: "applied to kettle-next, minus patch 5".
 * @param patch the patch that is answered; 0: the cover
 */
function withoutLeftOut(text: string, all: readonly number[], patch: number): number[] | null {
  const [, said = text, rest = ''] =
    /^(.*?)\b(?:minus|except(?: for)?|without|but not) (.*)$/i.exec(text) ?? []
  const left = /^(?:the )?patch|^#?\d/i.test(rest)
    ? numbersIn(rest.replace(/^#?(?=\d)/, 'patch '), all)
    : null
  const forAll = patch === 0 || /\b(?:series|all|both)\b/i.test(said)
  const taken = numbersIn(said, all) ?? (forAll ? all : null)
  return taken && taken.filter((n) => !left?.includes(n))
}

/** Full lines of a comment that are looked at. */
const FIRST = 6

/** The line among the first of a comment that says something was taken. */
function takingLine(lines: readonly string[], comments: readonly LineRange[]): number | null {
  for (const { line, endLine } of comments) {
    for (let n = line, full = 0; n <= endLine && full < FIRST; n++) {
      const text = lines[n - 1] ?? ''
      if (isBlank(text)) continue
      full++
      const above = n > line ? (lines[n - 2] ?? '').slice(-40) : ''
      if (saysTaken(text, above, lines[n] ?? '') && startsSentence(lines, n, line, text)) return n
    }
  }
  return null
}

/**
 * A line that only goes on with the one above tells of something else: "... in case it is / merged
 * that way."
 */
function startsSentence(lines: readonly string[], n: number, first: number, text: string): boolean {
  const above = (lines[n - 2] ?? '').trim()
  return (
    n === first ||
    above === '' ||
    /[.!?:,)]$|^-{2,}$/.test(above) ||
    !/^(?:applied|queued|merged|pushed|picked)\b/i.test(text)
  )
}

/**
 * `[2/3] title` and below it `commit: <sha>` or an https address with one, as b4 and the patchwork
 * bot write.
 */
function listedByBot(lines: readonly string[], all: readonly number[]): number[] | null {
  const listed = lines.flatMap((line, i) => {
    const number = Number(/^\s*(?:- )?\[(?:[^\]]*,)?(\d+)\/\d+\] /.exec(line)?.[1] ?? NaN)
    const next = lines.findIndex((other, k) => k > i && /^\s*(?:- )?\[/.test(other))
    const below = lines.slice(i + 1, Math.min(i + 4, next === -1 ? Infinity : next)).join('\n')
    return all.includes(number) && /\b(?:commit: *[0-9a-f]{7,}|https?:\S+[0-9a-f]{10,})/.test(below)
      ? [number]
      : []
  })
  return listed.length > 0 ? listed : null
}
