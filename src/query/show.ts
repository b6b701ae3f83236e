import type { DiffLine } from '../model/diff.ts'
import type { CommentRecord } from '../model/report/records.ts'
import type { Discussion, ShownLine, ShowReport } from '../model/report/show.ts'
import { discussionsOf } from '../issues/exchange/discussion.ts'
import { hunkLines, partAt } from '../patch/locate.ts'
import { anchorsAbout, anchorsOfMessages, answersBelow, parentsOf } from '../store/read-derived.ts'
import type { StoredMail } from '../store/read-mails.ts'
import type { Database } from '../store/store.ts'
import { recordsOf } from './comments.ts'
import { Mails } from './mails.ts'
import { withKnownNames } from './named/known-names.ts'
import { resolveRef } from './refs.ts'

/**
 * A patch or cover with its comments under their lines, or a reply with what it says. Throws
 * UserError.
 */
export async function showMessage(store: Database, ref: string): Promise<ShowReport> {
  const key = await resolveRef(store, ref)
  const below = await answersBelow(store, key)
  const isBelow = new Set([key, ...below])
  const elsewhere = (await anchorsAbout(store, key)).filter(({ message }) => !isBelow.has(message))
  const anchors = [...(await anchorsOfMessages(store, [...isBelow])), ...elsewhere]
  const mails = new Mails(store)
  const comments = (await recordsOf(store, mails, anchors)).map(({ record }) => record)
  const keys = [...new Set([key, ...anchors.map(({ message }) => message), ...below])]
  await mails.load(keys)
  const parentKeys = await parentsOf(store, keys)
  const parents = new Map(parentKeys.map(({ message, parent }) => [mails.get(message).id, parent]))
  const mail = mails.get(key)
  const isPosting = mail.kind === 'patch' || mail.kind === 'cover'
  const report = (isPosting ? showPatch : showReply)(mail, comments, parents)
  return withKnownNames(store, report)
}

type Parents = ReadonlyMap<string, string | null>

function showPatch(
  mail: StoredMail,
  comments: readonly CommentRecord[],
  parents: Parents,
): ShowReport {
  const byId = new Map(comments.map((comment) => [comment.id, comment]))
  const discussions = discussionsOf(
    comments.filter((comment) => concerns(comment, mail, byId)),
    parents,
  )
  const lineOf = (d: Discussion): number | null => {
    const place = d.comment.anchor?.messageId === mail.id ? d.comment.anchor : d.comment.about
    return place?.messageId === mail.id ? place.endLine : null
  }
  const focus = comments.flatMap(({ focus: f }) => (f?.messageId === mail.id ? [f] : []))
  const numbers = numbersIn(mail)
  const lines = mail.lines.map((text, i): ShownLine => ({
    line: i + 1,
    text,
    part: partAt(mail, i + 1),
    oldLine: numbers.get(i + 1)?.oldLine ?? null,
    newLine: numbers.get(i + 1)?.newLine ?? null,
    discussions: discussions.filter((d) => lineOf(d) === i + 1),
    inFocus: focus.some((f) => f.line <= i + 1 && i + 1 <= f.endLine),
  }))
  const general = discussions.filter((d) => lineOf(d) === null)
  return {
    ...headOf(mail, parents),
    lines,
    files: filesOf(mail),
    said: [],
    general,
    counts: countsOf(discussions, general.length),
  }
}

/** The lines of its hunks, by body line. */
function numbersIn({ lines, files }: StoredMail): Map<number, DiffLine> {
  const all = files.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunkLines(lines, hunk)))
  return new Map(all.map((line) => [line.bodyLine, line]))
}

function filesOf({ files }: StoredMail): ShowReport['files'] {
  return files.map(({ line, endLine, oldPath, newPath }) => ({
    path: newPath ?? oldPath ?? '',
    line,
    endLine,
  }))
}

/**
 * Comments on other messages that only hang below this one by In-Reply-To are left out; what stands
 * under its lines, and answers to that, is not, though it is about a patch that these lines show.
 */
function concerns(
  comment: CommentRecord,
  mail: StoredMail,
  byId: ReadonlyMap<string, CommentRecord>,
): boolean {
  const { about, anchor } = comment
  if (about?.messageId === mail.id || anchor?.messageId === mail.id) return true
  if (!about) return anchor === null || anchor.part === 'reply'
  const seen = new Set<CommentRecord>()
  for (let at: CommentRecord | undefined = comment; at && !seen.has(at);) {
    if (at.anchor?.messageId === mail.id) return true
    seen.add(at)
    at = byId.get(at.answers ?? '')
  }
  return false
}

function showReply(
  mail: StoredMail,
  comments: readonly CommentRecord[],
  parents: Parents,
): ShowReport {
  const discussions = discussionsOf(comments, parents)
  const own = comments.filter((comment) => comment.messageId === mail.id)
  const all = flatten(discussions)
  const said = own.map((comment) => ({
    quote: quoteOver(comment, mail),
    discussion: all.find((d) => d.comment.id === comment.id) ?? { comment, answers: [] },
  }))
  const unplaced = own.filter((comment) => comment.anchor === null).length
  const general = discussions.filter(
    (d) => d.comment.messageId !== mail.id && !d.comment.answers && !d.comment.anchor,
  )
  return {
    ...headOf(mail, parents),
    lines: [],
    files: [],
    said,
    general,
    counts: countsOf(
      said.map((s) => s.discussion),
      unplaced,
    ),
  }
}

/** The lines a comment is about, as the reply quotes them. */
function quoteOver(comment: CommentRecord, mail: StoredMail): string[] {
  const quote = comment.focus?.quote
  return quote ? mail.lines.slice(quote.line - 1, quote.endLine) : []
}

function flatten(discussions: readonly Discussion[]): Discussion[] {
  return discussions.flatMap((d) => [d, ...flatten(d.answers)])
}

function headOf(mail: StoredMail, parents: Parents) {
  return {
    schema: 'patchtrail/show/1',
    messageId: mail.id,
    kind: mail.kind,
    subject: mail.subject,
    author: mail.from,
    date: mail.date,
    parent: parents.get(mail.id) ?? null,
  } as const
}

function countsOf(discussions: readonly Discussion[], unplaced: number): ShowReport['counts'] {
  const all = flatten(discussions)
  const people = new Set(all.map(({ comment }) => comment.author.address ?? comment.author.name))
  return {
    comments: discussions.length,
    answers: all.length - discussions.length,
    people: people.size,
    unplaced,
  }
}
