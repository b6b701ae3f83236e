import type { Content } from '../../model/content.ts'
import type { Person } from '../../model/message.ts'
import type { LineRange } from '../../model/reply.ts'
import { internAddresses, type AddressKey } from './addresses.ts'
import type { Database } from '../database.ts'
import { deleteOf, insertInto } from '../tables.ts'
import {
  ATTRIBUTION,
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

/** What one message says, and the key of its row. */
export interface KeyedContent {
  readonly key: number
  readonly content: Content
  /** Its sender: the author, where the body names none. */
  readonly from: Person
}

/** Adds what the bodies and subjects of messages say, none of whose rows may be there. */
export async function insertContent(
  database: Database,
  all: readonly KeyedContent[],
  addressKey: AddressKey,
): Promise<void> {
  await insertInto(
    database,
    PATCH,
    all.flatMap((one) => patchRow(one, addressKey)),
  )
  await insertText(database, all)
  await insertDiffs(database, all)
  await insertReplies(database, all)
}

/** What a message that is in the store already says by this program. */
export interface ReplacedContent extends KeyedContent {
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
     FROM json_each(?) j WHERE message.id = j.value ->> 0`,
    JSON.stringify(all.map(({ key, content, subjectKey }) => [key, content.kind, subjectKey])),
  )
  const people = all.map(({ content, from }) => content.patch?.author ?? from)
  await insertContent(database, all, await internAddresses(database, people))
}

function patchRow({ key, content, from }: KeyedContent, addressKey: AddressKey) {
  const { patch, subject } = content
  if (!patch) return []
  return [
    {
      message: key,
      is_cover: Number(patch.isCover),
      title: subject.title,
      author: addressKey(patch.author ?? from),
      version: subject.version,
      version_given: Number(subject.versionGiven),
      reroll: subject.reroll,
      number: subject.number,
      total: subject.total,
      rfc: Number(subject.rfc),
      resend: Number(subject.resend),
      tags: subject.tags.join(' '),
      change_id: patch.changeId,
    },
  ]
}

/** A row of each item of each message. */
function rowsOf<T, R>(
  all: readonly KeyedContent[],
  list: (content: Content) => readonly T[],
  row: (message: number, item: T, index: number) => R,
): R[] {
  return all.flatMap(({ key, content }) => list(content).map((item, i) => row(key, item, i)))
}

function rangeOf({ line, endLine }: LineRange): { line: number; end_line: number } {
  return { line, end_line: endLine }
}

async function insertText(database: Database, all: readonly KeyedContent[]): Promise<void> {
  await insertInto(
    database,
    MENTION,
    rowsOf(
      all,
      (c) => c.mentions,
      (message, m) => ({ message, line: m.line, mentioned: m.messageId }),
    ),
  )
  await insertInto(
    database,
    SECTION,
    rowsOf(
      all,
      (c) => c.sections,
      (message, s) => ({ message, ...rangeOf(s), part: s.part }),
    ),
  )
  await insertInto(
    database,
    TRAILER,
    rowsOf(
      all,
      (c) => c.trailers,
      (message, t) => ({ message, ...rangeOf(t), name: t.name, value: t.value }),
    ),
  )
}

async function insertDiffs(database: Database, all: readonly KeyedContent[]): Promise<void> {
  await insertInto(
    database,
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
  )
  await insertInto(
    database,
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
  )
}

async function insertReplies(database: Database, all: readonly KeyedContent[]): Promise<void> {
  await insertInto(
    database,
    QUOTE,
    rowsOf(
      all,
      (c) => c.reply.quotes,
      (message, q) => ({ message, ...rangeOf(q), depth: q.depth }),
    ),
  )
  await insertInto(
    database,
    COMMENT,
    rowsOf(
      all,
      (c) => c.reply.comments,
      (message, c, i) => ({ message, number: i + 1, ...rangeOf(c) }),
    ),
  )
  await insertInto(
    database,
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
  )
}
