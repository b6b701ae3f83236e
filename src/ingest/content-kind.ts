import type { Content, ContentKind, Patch, Section, Subject } from '../model/content.ts'
import type { Diff } from '../model/diff.ts'
import type { Message, Person } from '../model/message.ts'
import type { LineRange, ReplyFacts } from '../model/reply.ts'
import { bodyLines, isBlank } from '../text/lines.ts'
import { mentionedIds } from '../text/message-ids.ts'
import { trailersIn } from '../text/trailers.ts'
import { parseDiff } from '../patch/diff.ts'
import { coverSections, isStatLine, patchSections, replySections } from '../patch/sections.ts'
import { parseSubject } from '../patch/subject.ts'

/** The part of a message that its content follows from. */
export type Readable = Pick<Message, 'subject' | 'body' | 'flowed' | 'inReplyTo' | 'references'>

/** Everything a message says by itself, given what its reply tree says. */
export function contentOf(message: Readable, reply: ReplyFacts): Content {
  const subject = parseSubject(message.subject)
  const lines = unstuffed(message)
  const diff = parseDiff(lines)
  const kind = kindOf(message, subject, lines, diff, reply)
  const sections = sectionsOf(kind, lines, diff)
  return {
    kind,
    subject,
    patch: kind === 'cover' || kind === 'patch' ? patchOf(kind, lines) : null,
    sections,
    trailers: trailersOf(kind, lines, sections, reply),
    mentions: kind === 'cover' || kind === 'patch' ? mentionsIn(lines, diff) : [],
    diff,
    reply:
      kind === 'reply' || kind === 'other'
        ? reply
        : { ...reply, comments: answersIn(reply, lines, diff) },
  }
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

function kindOf(
  message: Readable,
  subject: Subject,
  lines: readonly string[],
  diff: Diff,
  reply: ReplyFacts,
): ContentKind {
  const hasDiff = diff.files.some((file) => file.hunks.length > 0 || file.endLine > file.line)
  const quotes = reply.quotes.length > 0
  if (subject.isPatch && !subject.isPull) {
    const signed = lines.some((line) => /^Signed-off-by:/i.test(line))
    if (hasDiff && (!subject.isReply || (!quotes && signed))) return 'patch'
    const listsPatches = subject.number === 0 || lines.some(isStatLine)
    if (!subject.isReply && !hasDiff && listsPatches && !quotes) return 'cover'
    if (!subject.isReply && !hasDiff && subject.number === 0) return 'cover'
  }
  const answers =
    subject.isReply || quotes || message.inReplyTo.length > 0 || message.references.length > 0
  return answers ? 'reply' : 'other'
}

function sectionsOf(kind: ContentKind, lines: readonly string[], diff: Diff): Section[] {
  if (kind === 'patch') return patchSections(lines, diff)
  return kind === 'cover' ? coverSections(lines) : replySections(lines, diff)
}

function mentionsIn(lines: readonly string[], diff: Diff): Content['mentions'] {
  const above = lines.slice(0, (diff.files[0]?.line ?? lines.length + 1) - 1)
  return above.flatMap((line, i) =>
    mentionedIds(line).map((messageId) => ({ line: i + 1, messageId })),
  )
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

function patchOf(kind: 'cover' | 'patch', lines: readonly string[]): Patch {
  return {
    isCover: kind === 'cover',
    author: inBodyFrom(lines),
    changeId: field(lines, /^(?:X-)?change-id: +(\S+)$/i),
    baseCommit: field(lines, /^base-commit: +([0-9a-f]{7,64})\b/),
  }
}

/** The `From:` that starts the body where the author is not the sender (git-format-patch --from). */
function inBodyFrom(lines: readonly string[]): Person | null {
  const first = lines.find((line) => line.trim() !== '') ?? ''
  const m = /^From: +(?:"?([^<"]*?)"? *)?<([^<>\s]+@[^<>\s]+)>\s*$/.exec(first)
  return m ? { name: m[1]?.trim() || null, address: m[2]?.toLowerCase() ?? null } : null
}

function field(lines: readonly string[], pattern: RegExp): string | null {
  for (const line of lines) {
    const m = pattern.exec(line)
    if (m?.[1]) return m[1]
  }
  return null
}
