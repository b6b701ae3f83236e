import type { Section } from '../../model/content.ts'
import type { Mail } from '../../model/mail.ts'
import type { SeriesMail } from '../../model/review.ts'
import { comparisonLines } from '../../patch/range-diff-lines.ts'
import { headingAt, headingIn, isLink, shortlogIn, versionsIn } from '../../text/changelog.ts'
import { saysNothing } from '../../text/greetings.ts'
import { isBlank, squash, squashedLines } from '../../text/lines.ts'
import { remembered } from '../../text/memo.ts'
import { changesIn } from './change-list.ts'

/** A line of what the author says about a version, and where. */
export interface ProseLine {
  readonly messageId: string
  readonly line: number
  readonly text: string
  /** The lines of the whole entry it is of: from one bullet to the next. */
  readonly entry: readonly string[]
}

/**
 * The changelog of a version: that part of its patches, and what its cover says of changes. What
 * they say of an earlier version counts for that one, and who wrote which patch for none.
 */
export function proseOf(material: SeriesMail, revisionIndex: number): readonly ProseLine[] {
  return prose(material, String(revisionIndex))
}

const prose = remembered((material: SeriesMail, key: string): ProseLine[] => {
  const index = Number(key)
  const { revisions } = material.series
  const version = revisions[index]?.version ?? 0
  // What a version that is not there changed came, as far as can be seen, with this one.
  const isKnown = (of: number): boolean => revisions.some((r) => r.version === of)
  const before = revisions[index - 1]?.version ?? version
  const isMissing = (of: number): boolean => of > before && of < version && !isKnown(of)
  const own = told(material, key).filter(({ of }) => of === null || of >= version || isMissing(of))
  // What a later mail says of this version, and this one does not.
  const later = revisions
    .flatMap((_, i) => (i > index ? told(material, String(i)) : []))
    .filter(({ of }) => of !== null && (of === version || isMissing(of)))
  return [...own, ...later].map(({ line }) => line)
})

/** A line, and the version that the heading above it names. */
interface Told {
  readonly line: ProseLine
  readonly of: number | null
}

/** All that is new in the mails of a version, whatever version it tells of. */
const told = remembered((material: SeriesMail, revisionIndex: string): Told[] => {
  const { series, mails } = material
  const revision = series.revisions[Number(revisionIndex)]
  const members = new Set((revision?.members ?? []).map((m) => m.messageId))
  return [...members]
    .flatMap((id) => {
      const mail = mails.get(id)
      return mail ? linesOf(mail, revision?.version ?? 0) : []
    })
    .filter(
      ({ line: { text } }) =>
        !saysNothing(text) &&
        !text.startsWith('>') &&
        !isLink(text) &&
        !saidBefore(material, revisionIndex).has(squash(text)),
    )
})

function linesOf(mail: Mail, version: number): Told[] {
  const wanted = mail.sections
    .flatMap((section) =>
      section.part === 'commit-message' ? changesInMessage(mail, section, version) : section,
    )
    .filter(
      ({ part }) =>
        part === 'changelog' ||
        part === 'commit-message' ||
        (mail.kind === 'cover' && part === 'cover') ||
        part === 'trailers',
    )
  const isTold = mail.kind === 'cover' ? toldIn(mail) : null
  const from = endOfMessage(mail)
  const compared = comparisonLines(mail)
  return wanted.flatMap(({ part, line: start, endLine }) => {
    const line = part === 'changelog' ? Math.max(start, from) : start
    const all = mail.lines.slice(line - 1, endLine)
    const [versions, shortlog] = [versionsIn(all, version), shortlogIn(all)]
    return entriesOf(all).flatMap(({ at, lines }) => {
      return lines.flatMap((text, i) => {
        const number = line + at + i
        if (shortlog.has(at + i) || compared.has(number - 1) || isTold?.(number) === false)
          return []
        const made = { messageId: mail.id, line: number, text, entry: lines }
        return [{ line: made, of: versions[at + i] ?? null }]
      })
    })
  })
}

/**
 * The paragraphs of the message of a patch that begin with the name of a version, "v3: sort them",
 * where it is kept with the history: one of them has to be that of the mail.
 */
function changesInMessage(
  { kind, lines }: Mail,
  { part, line: start, endLine }: Section,
  version: number,
): Section[] {
  if (kind !== 'patch' || version < 2) return []
  const all = lines.slice(start - 1, endLine)
  const found: Section[] = []
  let isNamed = false
  let isChange = false
  for (const [i, text] of all.entries()) {
    const heading = headingAt(all, i)
    const isFirst = isBlank(all[i - 1])
    if (heading && heading.version <= version) isChange = true
    else if (isFirst && !isBullet(text) && !isBlank(text)) isChange = false
    isNamed ||= heading?.version === version
    if (isChange) found.push({ part, line: start + i, endLine: start + i })
  }
  return isNamed ? joined(found) : []
}

/** Sections that follow upon each other, as one. */
function joined(sections: readonly Section[]): Section[] {
  const found: Section[] = []
  for (const section of sections) {
    const last = found.at(-1)
    if (last && last.endLine + 1 === section.line)
      found[found.length - 1] = { ...last, endLine: section.endLine }
    else found.push(section)
  }
  return found
}

const SIGNED_OFF = /^Signed-off-by: /

/**
 * The first line below the message of a patch. A rule within it, with no `Signed-off-by` above and
 * one below, ends nothing where no heading of changes stands below it.
 */
function endOfMessage({ kind, lines, files, sections }: Mail): number {
  const rule = sections.find(({ part }) => part === 'changelog')?.line
  if (kind === 'cover' || rule === undefined) return 1
  const head = lines.slice(0, (files[0]?.line ?? lines.length + 1) - 1)
  const first = head.findIndex((line) => SIGNED_OFF.test(line)) + 1
  const isMessage = first > rule && !head.slice(rule, first).some((l) => headingIn(l) !== null)
  return isMessage ? first + 1 : 1
}

/** Is a line of a cover, by its number, one that tells of a change? */
function toldIn({ lines }: Mail): (line: number) => boolean {
  const changes = changesIn(lines)
  return (line) => changes.has(line - 1)
}

/** "- Sort the pumps", "2) ...", "-Sorted the pumps": where an entry begins. */
const BULLET = /^\s*(?:(?:[-*+\u2022o]|\d+[.)])\s|[-*](?=\p{Lu}\p{Ll}))/u

export function isBullet(line: string): boolean {
  return BULLET.test(line)
}

/** From one bullet or blank line to the next. */
function entriesOf(lines: readonly string[]): { readonly at: number; readonly lines: string[] }[] {
  const found: { at: number; lines: string[] }[] = []
  for (const [i, line] of lines.entries()) {
    const last = found.at(-1)
    if (last && line.trim() !== '' && (lines[i - 1] ?? '').trim() !== '' && !isBullet(line))
      last.lines.push(line)
    else found.push({ at: i, lines: [line] })
  }
  return found
}

/**
 * Lines of all covers and patches of the version before, and of all covers before it, without white
 * space: a cumulative changelog says again what is old.
 */
const saidBefore = remembered(
  ({ series, mails }: SeriesMail, revisionIndex: string): ReadonlySet<string> => {
    const index = Number(revisionIndex)
    const earlier = series.revisions
      .slice(0, index)
      .flatMap(({ members }, i) => members.filter((m) => i === index - 1 || m.role === 'cover'))
    return new Set(earlier.flatMap((m) => squashedLines(mails.get(m.messageId)?.lines ?? [])))
  },
)
