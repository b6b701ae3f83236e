import type { Content } from '../../model/content.ts'
import type { Person } from '../../model/message.ts'
import type { LineRange } from '../../model/reply.ts'
import type { Database } from '../database.ts'
import { deleteOf } from '../tables.ts'
import {
  batchRows,
  insertBatchRows,
  nameBatch,
  People,
  type BatchRows,
  type PersonAt,
} from './batch-rows.ts'
import {
  ATTRIBUTION,
  CITATION,
  COMMENT,
  CONTENT_TABLES,
  FILE,
  HUNK,
  MENTION,
  PATCH,
  QUOTE,
  SECTION,
  TRAILER,
} from '../tables/content.ts'

/** What one message says, and its place in the batch. */
export interface PlacedContent {
  readonly at: number
  readonly content: Content
  /** Its sender: the author, where the body names none. */
  readonly from: Person
}

/** Rows of what the bodies and subjects of messages say. */
export function contentRows(all: readonly PlacedContent[], personAt: PersonAt): BatchRows[] {
  return [
    batchRows(
      PATCH,
      all.flatMap((one) => patchRow(one, personAt)),
      'author',
    ),
    ...textRows(all),
    ...diffRows(all),
    ...replyRows(all),
  ]
}

/** What a message that is in the store already says by this program. */
export interface ReplacedContent {
  readonly key: number
  readonly content: Content
  readonly from: Person
  readonly subjectKey: string
}

/** Replaces what bodies and subjects say; inside a transaction. */
export async function replaceContent(
  database: Database,
  all: readonly ReplacedContent[],
): Promise<void> {
  const keys = JSON.stringify(all.map(({ key }) => key))
  await deleteOf(database, 'message', CONTENT_TABLES, keys)
  await database.run(
    `UPDATE message SET content = j.value ->> 1, subject_key = j.value ->> 2
     FROM json_each(?) j WHERE message.id = CAST(j.value ->> 0 AS BIGINT)`,
    JSON.stringify(all.map(({ key, content, subjectKey }) => [key, content.kind, subjectKey])),
  )
  const people = new People()
  const rows = contentRows(
    all.map(({ content, from }, at) => ({ at, content, from })),
    people.at,
  )
  await nameBatch(
    database,
    all.map(({ key }, at) => [at, key]),
    people.all,
  )
  for (const one of rows) await insertBatchRows(database, one)
}

function patchRow({ at, content, from }: PlacedContent, personAt: PersonAt) {
  const { patch, subject } = content
  if (!patch) return []
  return [
    {
      message: at,
      is_cover: Number(patch.isCover),
      title: subject.title,
      author: personAt(patch.author ?? from),
      version: subject.version,
      version_given: Number(subject.versionGiven),
      reroll: subject.reroll,
      number: subject.number,
      total: subject.total,
      rfc: Number(subject.rfc),
      resend: Number(subject.resend),
      tags: subject.tags.join(' '),
      change_id: patch.changeId,
      code: content.code?.whole ?? null,
      sketch: content.code?.sketch.map((n) => n.toString(36)).join(' ') ?? null,
    },
  ]
}

/** A row of each item of each message. */
function rowsOf<T, R>(
  all: readonly PlacedContent[],
  list: (content: Content) => readonly T[],
  row: (message: number, item: T, index: number) => R,
): R[] {
  return all.flatMap(({ at, content }) => list(content).map((item, i) => row(at, item, i)))
}

function rangeOf({ line, endLine }: LineRange): { line: number; end_line: number } {
  return { line, end_line: endLine }
}

function textRows(all: readonly PlacedContent[]): BatchRows[] {
  return [
    batchRows(
      MENTION,
      rowsOf(
        all,
        (c) => c.mentions,
        (message, m) => ({ message, line: m.line, mentioned: m.messageId }),
      ),
    ),
    batchRows(
      CITATION,
      rowsOf(
        all,
        (c) => c.citations,
        (message, c) => ({
          message,
          line: c.line,
          commit_id: c.commit,
          kind: c.kind,
          title: c.title,
          tree: c.tree,
        }),
      ),
    ),
    batchRows(
      SECTION,
      rowsOf(
        all,
        (c) => c.sections,
        (message, s) => ({ message, ...rangeOf(s), part: s.part }),
      ),
    ),
    batchRows(
      TRAILER,
      rowsOf(
        all,
        (c) => c.trailers,
        (message, t) => ({ message, ...rangeOf(t), name: t.name, value: t.value }),
      ),
    ),
  ]
}

function diffRows(all: readonly PlacedContent[]): BatchRows[] {
  return [
    batchRows(
      FILE,
      rowsOf(
        all,
        (c) => c.diff.files,
        (message, f) => ({
          message,
          ...rangeOf(f),
          old_path: f.oldPath,
          new_path: f.newPath,
          status: f.status,
          old_mode: f.oldMode,
          new_mode: f.newMode,
          similarity: f.similarity,
          binary: Number(f.binary),
        }),
      ),
    ),
    batchRows(
      HUNK,
      rowsOf(
        all,
        (c) => c.diff.files.flatMap((file) => file.hunks.map((hunk) => ({ file, hunk }))),
        (message, { file, hunk: h }) => ({
          message,
          ...rangeOf(h),
          file_line: file.line,
          old_start: h.oldStart,
          old_count: h.oldCount,
          new_start: h.newStart,
          new_count: h.newCount,
          function: h.function,
        }),
      ),
    ),
  ]
}

function replyRows(all: readonly PlacedContent[]): BatchRows[] {
  return [
    batchRows(
      QUOTE,
      rowsOf(
        all,
        (c) => c.reply.quotes,
        (message, q) => ({ message, ...rangeOf(q), depth: q.depth }),
      ),
    ),
    batchRows(
      COMMENT,
      rowsOf(
        all,
        (c) => c.reply.comments,
        (message, c, i) => ({ message, number: i + 1, ...rangeOf(c) }),
      ),
    ),
    batchRows(
      ATTRIBUTION,
      rowsOf(
        all,
        (c) => c.reply.attributions,
        (message, a) => ({
          message,
          ...rangeOf(a),
          name: a.who?.name ?? null,
          address: a.who?.address ?? null,
          date: a.date,
        }),
      ),
    ),
  ]
}
