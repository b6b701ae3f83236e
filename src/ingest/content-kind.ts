import type { Citation, Content, ContentKind, Patch, Section, Subject } from '../model/content.ts'
import type { Diff } from '../model/diff.ts'
import type { Attached, AttachedSet, Message, Person } from '../model/message.ts'
import type { LineRange, ReplyFacts } from '../model/reply.ts'
import {
  fileHead,
  headAt,
  headBelowScissors,
  inBodyFrom,
  MBOX_LINE,
} from '../mail/decode/in-body.ts'
import { decodedWords } from '../mail/decode/person.ts'
import { bodyLines, isBlank } from '../text/lines.ts'
import { citationsIn } from '../patch/citations.ts'
import { backportIn, noticeIn } from '../patch/notices.ts'
import { mentionedIds } from '../text/message-ids.ts'
import { trailersIn } from '../text/trailers.ts'
import { parseDiff } from '../patch/diff.ts'
import { codeOf } from '../patch/sketch.ts'
import { coverSections, patchSections, replySections, type Head } from '../patch/sections.ts'
import { asPatchSubject, parseSubject } from '../patch/subject.ts'
import { isAutomaticMail } from './automatic.ts'
import { kindOf } from './kind.ts'

/** The part of a message that its content follows from. */
export type Readable = Pick<Message, 'subject' | 'body' | 'flowed' | 'inReplyTo' | 'references'>

/**
 * Everything a message says by itself, given what its reply tree says.
 * @param beside what came with it, or beside it in the mail that it was attached to
 */
export function contentOf(
  message: Readable,
  given: ReplyFacts,
  beside: Attached | null = null,
): Content {
  const attached = beside?.set ?? null
  const read = subjectWith(parseSubject(message.subject), attached)
  const lines = ownLines(unstuffed(message), given)
  const diff = parseDiff(lines)
  const notice = noticeIn(message.subject, lines)
  const isAutomatic = notice !== null || isAutomaticMail(message.subject, lines, diff)
  const reply = isAutomatic ? { ...given, comments: [] } : ownWords(given, lines)
  const kind = isAutomatic
    ? 'other'
    : isCoverOf(read, attached)
      ? 'cover'
      : kindOf({ message, subject: read, lines, diff, reply, attached })
  const { subject, head } = kind === 'patch' ? headedPatch(read, lines) : { subject: read }
  const sections = sectionsOf(kind, lines, diff, head)
  return {
    kind,
    subject,
    patch:
      kind === 'cover' || kind === 'patch' ? patchOf(kind, lines, beside?.author ?? null) : null,
    code: kind === 'patch' ? codeOf(lines, diff) : null,
    sections,
    trailers: trailersOf(kind, lines, sections, reply),
    mentions: mentionsIn(kind, lines, diff),
    citations: citationsOf(notice ?? (kind === 'patch' ? backportIn(subject.title, lines) : null), {
      lines,
      end: endOfWords(lines, diff),
    }),
    // What a cover shows of the difference between two versions changes no file.
    diff: kind === 'cover' ? NO_DIFF : diff,
    reply:
      kind === 'reply' || kind === 'other'
        ? reply
        : { ...reply, comments: answersIn(reply, lines, diff) },
  }
}

/** Commits that a mail names, with what the whole of it says of one. */
function citationsOf(
  whole: Citation | null,
  { lines, end }: { readonly lines: readonly string[]; readonly end: number },
): Citation[] {
  const named = citationsIn(lines, end)
  return whole ? [whole, ...named.filter(({ line }) => line !== whole.line)] : named
}

const NO_DIFF: Diff = { files: [], problems: [] }

/** A patch file that is attached to an answer is no comment, and its tags are not given there. */
function ownWords(reply: ReplyFacts, lines: readonly string[]): ReplyFacts {
  const comments = reply.comments.filter(({ line }) => !MBOX_LINE.test(lines[line - 1] ?? ''))
  return comments.length === reply.comments.length ? reply : { ...reply, comments }
}

/**
 * A patch may be sent as an answer, quotes first: what stands between quotes, and the paragraph
 * below the last one, are comments; the rest is the patch.
 */
function answersIn(reply: ReplyFacts, lines: readonly string[], diff: Diff): LineRange[] {
  const lastQuote = reply.attributions.length > 0 ? (reply.quotes.at(-1)?.endLine ?? 0) : 0
  const end = diff.files[0]?.line ?? lines.length + 1
  return reply.comments.flatMap(({ line, endLine }) => {
    if (endLine < lastQuote) return [{ line, endLine }]
    if (
      line < lastQuote ||
      lastQuote === 0 ||
      line >= end ||
      reply.comments.some((c) => c.line > lastQuote && c.line < line)
    )
      return []
    let last = line
    while (last < endLine && !isBlank(lines[last])) last++
    return isSeparator(lines[line - 1]) ? [] : [{ line, endLine: last }]
  })
}

/** Scissors or a rule: the patch begins here. */
function isSeparator(line: string | undefined): boolean {
  return /^[-=*#\s]*(?:>8|8<|-{3,}|From:? )/.test(line ?? '')
}

/** RFC 3676, 4.4: a flowed line that begins with a blank has one blank too many. */
function unstuffed(message: Readable): string[] {
  const lines = bodyLines(message.body)
  return message.flowed ? lines.map((line) => (line.startsWith(' ') ? line.slice(1) : line)) : lines
}

/**
 * A mail with several patch files is their cover, but where it answers a patch: those are other
 * patches.
 */
function isCoverOf(subject: Subject, attached: AttachedSet | null): boolean {
  return attached !== null && attached.total > 0 && !(subject.isReply && subject.isPatch)
}

function subjectWith(subject: Subject, attached: AttachedSet | null): Subject {
  if (!attached || (subject.isReply && subject.isPatch)) return subject
  const given = attached.versionGiven && !subject.versionGiven
  const version = given ? { version: attached.version, versionGiven: true } : {}
  const counted =
    attached.total > 0 ? { number: 0, total: attached.total } : aloneIn(subject, given)
  return { ...subject, ...version, ...counted }
}

/** A patch file that comes alone and names its version is all of it, whatever came before. */
function aloneIn(subject: Subject, versionGiven: boolean): Partial<Subject> {
  return versionGiven && !subject.isPatch ? { number: 1, total: 1 } : {}
}

/** What is quoted without a mark (below Outlook's head of the original) is nobody's own diff. */
function ownLines(lines: readonly string[], { quotes }: ReplyFacts): string[] {
  const own = [...lines]
  for (const { line, endLine } of quotes) {
    for (let n = line; n <= endLine; n++) {
      const text = own[n - 1] ?? ''
      if (/^(?:diff |Index:|---|\+\+\+|@@|\*\*\*)/.test(text)) own[n - 1] = `> ${text}`
    }
  }
  return own
}

/** The subject of a patch, and the lines that are a header: at its top, or of a file below. */
function headedPatch(read: Subject, lines: readonly string[]): { subject: Subject; head?: Head } {
  const top = headAt(lines) ?? headBelowScissors(lines)
  const file = top ? null : fileHead(lines)
  const titled = file ? filedAs(read, file.subject ?? '') : read
  const subject = postedAs(titled, top?.subject ?? null)
  const head = top ?? file
  return head ? { subject, head } : { subject }
}

/** git-mailinfo takes the title from a `Subject:` in the body, where there is one. */
function postedAs(read: Subject, inBody: string | null): Subject {
  const own = read.isReply ? read : asPatchSubject(read)
  const title = inBody === null ? '' : parseSubject(decodedWords(inBody)).title
  return title === '' ? own : { ...own, title }
}

/**
 * A patch file in a mail whose own subject names none: the file says what the patch is called, and
 * which of how many it is.
 */
function filedAs(read: Subject, inFile: string): Subject {
  const { title, version, versionGiven, number, total, rfc } = parseSubject(decodedWords(inFile))
  if (read.isPatch || title === '') return read
  const isNewer = versionGiven && !read.versionGiven
  return {
    ...read,
    title,
    rfc: read.rfc || rfc,
    ...(isNewer ? { version, versionGiven } : {}),
    ...(number === null ? {} : { number, total }),
  }
}

function sectionsOf(
  kind: ContentKind,
  lines: readonly string[],
  diff: Diff,
  head?: Head,
): Section[] {
  if (kind === 'patch') return patchSections(lines, diff, head)
  return kind === 'cover' ? coverSections(lines) : replySections(lines, diff)
}

/** patchew takes this from answers, too. */
const SUPERSEDES = /^(?:supersedes|obsoletes)\s*:/i

function mentionsIn(kind: ContentKind, lines: readonly string[], diff: Diff): Content['mentions'] {
  const isPosting = kind === 'cover' || kind === 'patch'
  return lines
    .slice(0, endOfWords(lines, diff))
    .flatMap((line, i) =>
      !isPosting && !SUPERSEDES.test(line)
        ? []
        : mentionedIds(line).map((messageId) => ({ line: i + 1, messageId })),
    )
}

/** The last line above the diff. */
function endOfWords(lines: readonly string[], { files }: Diff): number {
  return (files[0]?.line ?? lines.length + 1) - 1
}

/** A patch's own trailers, or the tags a reply gives; never what stands in a quote or a diff. */
function trailersOf(
  kind: ContentKind,
  lines: readonly string[],
  sections: readonly Section[],
  reply: ReplyFacts,
): Content['trailers'] {
  const ranges =
    kind === 'patch' || kind === 'cover'
      ? sections.filter((section) => section.part === 'trailers' || section.part === 'cover')
      : reply.comments
  return ranges.flatMap((range) => trailersIn(lines, range.line, range.endLine))
}

function patchOf(kind: 'cover' | 'patch', lines: readonly string[], named: Person | null): Patch {
  return {
    isCover: kind === 'cover',
    author: inBodyFrom(lines) ?? named,
    changeId: field(lines, /^(?:X-)?change-id: +(\S+)$/i),
    baseCommit: field(lines, /^base-commit: +([0-9a-f]{7,64})\b/),
  }
}

function field(lines: readonly string[], pattern: RegExp): string | null {
  for (const line of lines) {
    const m = pattern.exec(line)
    if (m?.[1]) return m[1]
  }
  return null
}
