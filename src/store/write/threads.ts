import type { Origin, AnchoredComment, Link } from '../../model/link.ts'
import type { DerivedThread, FiledComment } from '../../model/rows.ts'
import type { Database, PackedRows } from '../database.ts'
import { insertTexts, textRows, type CommentPlace, type TextRows } from './search-index.ts'
import { deleteOf, rowsFor } from '../tables.ts'
import type { RowOf } from '../tables/table.ts'
import { ANCHOR, COPY, LINK, LINK_CANDIDATE, THREAD, THREAD_TABLES } from '../tables/thread.ts'
import { markAnswered } from '../pulled.ts'

/** All rows of some threads, as they go into the store. */
export interface ThreadRows {
  /** Keys of their messages, as a JSON list. */
  readonly keys: string
  readonly tables: readonly PackedRows[]
  readonly texts: TextRows
}

/** @param before the comments of these threads that the full-text index knows */
export function rowsOfThreads(
  threads: readonly DerivedThread[],
  before: readonly CommentPlace[],
  { dialect }: Database,
): ThreadRows {
  return {
    keys: JSON.stringify(threads.flatMap(({ members }) => members)),
    tables: [
      rowsFor(THREAD, threads.flatMap(threadRows)),
      rowsFor(COPY, threads.flatMap(copyRows)),
      rowsFor(LINK, threads.flatMap(linkRows)),
      rowsFor(LINK_CANDIDATE, threads.flatMap(candidateRows)),
      rowsFor(ANCHOR, threads.flatMap(anchorRows)),
    ],
    texts: textRows(
      threads.flatMap(({ indexed }) => indexed),
      before,
      threads.flatMap(({ spoken }) => spoken),
      dialect,
    ),
  }
}

/**
 * Replaces the derived rows of whole threads and takes them off the work list. To be run inside a
 * transaction in which their facts are those that were read.
 */
export async function saveThreads(
  database: Database,
  { keys, tables, texts }: ThreadRows,
): Promise<void> {
  await insertTexts(database, texts)
  await deleteOf(database, 'message', THREAD_TABLES, keys)
  for (const rows of tables) await database.insertPacked(rows)
  await database.run(
    `INSERT OR IGNORE INTO stale_series (series)
     SELECT DISTINCT r.series FROM json_each(?) j JOIN revision_message r ON r.message = j.value
     ORDER BY r.series`,
    keys,
  )
  await markAnswered(database, keys)
  await database.run('DELETE FROM stale WHERE message IN (SELECT value FROM json_each(?))', keys)
}

type Keys = DerivedThread['keys']

/** Key of a message that is in the thread; 0 for none, which `check` would tell. */
function keyIn(keys: Keys, id: string): number {
  return keys.get(id) ?? 0
}

function optionalKey(keys: Keys, id: string | null | undefined): number | null {
  return id ? (keys.get(id) ?? null) : null
}

function threadRows({ keys, root, copies, mails }: DerivedThread): RowOf<typeof THREAD>[] {
  return [
    ...copies.map(({ id }) => ({ message: keyIn(keys, id), root, parent: null })),
    ...mails.map((mail) => ({
      message: keyIn(keys, mail.id),
      root,
      parent: optionalKey(keys, mail.parent),
    })),
  ]
}

function copyRows({ keys, copies }: DerivedThread): RowOf<typeof COPY>[] {
  return copies.map(({ id, of }) => ({ message: keyIn(keys, id), original: keyIn(keys, of) }))
}

function linkRows({ keys, mails }: DerivedThread): RowOf<typeof LINK>[] {
  return mails.flatMap((mail) => mail.links.map((link) => linkRow(link, mail.id, keys)))
}

function linkRow(link: Link, id: string, keys: Keys): RowOf<typeof LINK> {
  return {
    message: keyIn(keys, id),
    line: link.line,
    end_line: link.endLine,
    depth: link.depth,
    origin: optionalKey(keys, link.origin?.messageId),
    origin_line: link.origin?.line ?? null,
    origin_end_line: link.origin?.endLine ?? null,
    match: link.match,
    ambiguous: Number(link.ambiguous),
    quoted_there: Number(link.quotedThere),
  }
}

function candidateRows({ keys, mails }: DerivedThread): RowOf<typeof LINK_CANDIDATE>[] {
  return mails.flatMap((mail) =>
    mail.links.flatMap(({ line, candidates }) =>
      candidates.map((candidate, position) => ({
        message: keyIn(keys, mail.id),
        line,
        position,
        origin: keyIn(keys, candidate.messageId),
        origin_line: candidate.line,
      })),
    ),
  )
}

function anchorRows({ keys, mails }: DerivedThread): RowOf<typeof ANCHOR>[] {
  return mails.flatMap((mail) => mail.comments.map((comment) => anchorRow(comment, mail.id, keys)))
}

function anchorRow(comment: FiledComment, id: string, keys: Keys): RowOf<typeof ANCHOR> {
  return {
    message: keyIn(keys, id),
    number: comment.number,
    line: comment.line,
    end_line: comment.endLine,
    ...originOf(comment.anchor, keys),
    match: comment.anchor?.match ?? null,
    ambiguous: comment.anchor ? Number(comment.anchor.ambiguous) : null,
    ...focusOf(comment.focus, keys),
    about: optionalKey(keys, comment.about?.messageId),
    about_line: comment.about?.line ?? null,
    about_end_line: comment.about?.endLine ?? null,
    answers_message: optionalKey(keys, comment.answers?.messageId),
    answers_number: comment.answers?.number ?? null,
    path: comment.path,
    function: comment.function,
  }
}

function originOf(origin: Origin | null, keys: Keys) {
  return {
    origin: optionalKey(keys, origin?.messageId),
    origin_line: origin?.line ?? null,
    origin_end_line: origin?.endLine ?? null,
  }
}

function focusOf(focus: AnchoredComment['focus'], keys: Keys) {
  return {
    quote_line: focus?.quote.line ?? null,
    quote_end_line: focus?.quote.endLine ?? null,
    focus: optionalKey(keys, focus?.origin.messageId),
    focus_line: focus?.origin.line ?? null,
    focus_end_line: focus?.origin.endLine ?? null,
  }
}
