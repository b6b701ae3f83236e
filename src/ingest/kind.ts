import type { ContentKind, Subject } from '../model/content.ts'
import type { Diff } from '../model/diff.ts'
import type { Message } from '../model/message.ts'
import type { ReplyFacts } from '../model/reply.ts'
import { headAt } from '../mail/decode/in-body.ts'
import { isBlank } from '../text/lines.ts'
import { isStatLine } from '../patch/sections.ts'
import type { AttachedSet } from '../model/message.ts'

/** What the kind of a message is told by. */
export interface Seen {
  readonly message: Pick<Message, 'subject' | 'inReplyTo' | 'references'>
  readonly subject: Subject
  readonly lines: readonly string[]
  readonly diff: Diff
  readonly reply: ReplyFacts
  readonly attached: AttachedSet | null
}

/**
 * Subjects of mail that reports what became of a patch, or of a tree; their diffs are no postings.
 */
const NOTICE =
  /^(?:\+ \S+\.patch\b|patch ".*" (?:has been|was|added)|(?:\[[^\]]*\] )*(?:[-+] )?\S+\.patch (?:added|removed|dropped|merged|updated)|linux-next: |\[tip: |\[(?:merged|folded|obsolete|to-be-updated|nacked|withdrawn|syzbot|bug|announce|ann)\b|(?:failed|fw): |.*\b(?:has been|was) (?:added|applied|queued|merged) (?:to|in)\b)/i
const BELOW_RULE = /^(?:Signed-off-by:|---\s*$)/i
const SIGNED = /^Signed-off-by:/i

/** Is there more of a file than its name? */
export function isShown(file: Diff['files'][number]): boolean {
  return file.hunks.length > 0 || file.endLine > file.line
}

/** Cover, patch, reply or other. */
export function kindOf(seen: Seen): ContentKind {
  const { message, subject, diff, reply } = seen
  const hasDiff = diff.files.some(isShown)
  const quotes = reply.quotes.length > 0
  const isReply = subject.isReply || isAnswer(seen)
  if (hasDiff && isCoverLetter(seen)) return 'cover'
  if (hasDiff && isPatch(seen, isReply)) return 'patch'
  if (!hasDiff && isLetter(seen)) return 'cover'
  const answers =
    subject.isReply || quotes || message.inReplyTo.length > 0 || message.references.length > 0
  return answers ? 'reply' : 'other'
}

/** Without a diff: `0/n`, or what lists the files of a series, and answers nobody. */
function isLetter(seen: Seen): boolean {
  const { subject, lines, reply } = seen
  const quotes = reply.quotes.length > 0
  const hasStat = lines.some(isStatLine)
  if (subject.isReply || (isAnswer(seen) && quotes && !hasStat)) return false
  const isPullCover = subject.isPull && subject.number === 0
  if (!subject.isPatch && !isPulledSeries(seen) && !isPullCover) return false
  return subject.number === 0 || (!subject.isPull && hasStat && !quotes)
}

/** What git writes above the difference between two versions, or people in its stead. */
const BETWEEN_VERSIONS = /\b(?:inter|range)-?diff\b/i
/** What people write above all that a series changes. */
const ALL_OF_IT =
  /\bwhole\b|\b(?:full|complete|combined|squashed|overall|total) (?:diff|patch|change)/i

/**
 * `[PATCH 0/9]` is the letter of a series also where it shows a diff, an interdiff or the whole of
 * what is changed; but somebody may have numbered a patch so.
 */
function isCoverLetter({ subject, lines, diff }: Seen): boolean {
  if (!subject.isPatch || subject.isReply || subject.number !== 0) return false
  const above = lines.slice(0, (diff.files[0]?.line ?? 1) - 1)
  const rule = above.findIndex((line) => /^---\s*$/.test(line))
  if (rule === -1) return true
  if (above.some((line) => SIGNED.test(line))) return false
  return announces(above) || !hasStatOf(diff, above.slice(rule + 1))
}

/** An interdiff has a head; of "the whole" a patch may speak, too, but not right above its diff. */
function announces(above: readonly string[]): boolean {
  const last = above.findLastIndex((line) => !isBlank(line))
  return above.some(
    (line, i) =>
      BETWEEN_VERSIONS.test(line) ||
      ((i === last || line.trimEnd().endsWith(':')) && ALL_OF_IT.test(line)),
  )
}

/** Is each file of the diff in a diffstat? Long paths are cut there at their beginning. */
function hasStatOf(diff: Diff, lines: readonly string[]): boolean {
  const paths = lines.filter(isStatLine).flatMap((line) => line.split(' | ').slice(0, 1))
  const named = new Set(paths.flatMap((path) => path.trim().split(/\/| => |[{}]/)))
  return diff.files.every(({ newPath, oldPath }) =>
    named.has((newPath ?? oldPath ?? '').split('/').at(-1) ?? ''),
  )
}

/**
 * `[PULL 3/9]`: QEMU's maintainers post once more what is to be pulled, each patch with its diff.
 */
function isPulledSeries({ subject, message }: Seen): boolean {
  return subject.isPull && subject.number !== null && !/\bgit[ -]?pull\b/i.test(message.subject)
}

/**
 * A page, an archive or a mail program can lose `Re:`; what quotes another mail and has no patch of its own to show
 * answers.
 */
function isAnswer({ message, reply, diff }: Seen): boolean {
  const first = diff.files[0]?.line ?? 0
  return message.inReplyTo.length > 0 && reply.attributions.some(({ endLine }) => endLine > first)
}

function isPatch(seen: Seen, isReply: boolean): boolean {
  const { subject, lines, reply, attached } = seen
  if (subject.isPull && subject.number === null) return false
  if (isPulledSeries(seen) && !subject.isReply) return true
  if (attached?.versionGiven && !(subject.isReply && subject.isPatch)) return true
  if (!subject.isPatch) return !isReply && startsThread(seen)
  if (!subject.isReply) return !goesOnQuoting(seen)
  if (reply.quotes.length > 0) return false
  return lines.some((line) => SIGNED.test(line)) || headAt(lines) !== null
}

/**
 * A patch that is sent as an answer may quote above; who quotes on below his diff shows it to
 * whom he answers.
 */
function goesOnQuoting({ message, reply, diff }: Seen): boolean {
  const last = diff.files.at(-1)?.endLine ?? 0
  return (
    message.inReplyTo.length > 0 &&
    reply.attributions.length > 0 &&
    reply.quotes.some(({ line }) => line > last)
  )
}

/**
 * A mail that starts a thread with a message and a diff is a patch, whatever its subject: lists of
 * compilers, libraries and databases write no `[PATCH]`. What tools tell of a patch is none.
 */
function startsThread({ message, lines, diff, reply }: Seen): boolean {
  if (message.inReplyTo.length > 0 || message.references.length > 0) return false
  if (reply.quotes.length > 0 || NOTICE.test(message.subject)) return false
  const first = diff.files[0]?.line ?? 0
  const above = lines.slice(0, first - 1)
  if (above.every(isBlank)) return message.subject !== ''
  return (
    above.some((line) => BELOW_RULE.test(line) || isStatLine(line)) || isMostlyDiff(lines, diff)
  )
}

/** Without a rule or a sign-off: a report may hold a few lines of a diff. */
function isMostlyDiff(lines: readonly string[], diff: Diff): boolean {
  const inDiff = diff.files.reduce((sum, file) => sum + file.endLine - file.line + 1, 0)
  const written = lines.filter((line) => !isBlank(line)).length
  return inDiff * 3 >= written
}
