import type { ContentKind, Part } from '../model/content.ts'
import type { DiffFile, FileStatus, Hunk } from '../model/diff.ts'
import type { Mail } from '../model/mail.ts'
import type { Attached, Message } from '../model/message.ts'
import type { LineRange } from '../model/reply.ts'
import { groupedBy } from '../text/grouped-by.ts'
import type { Database, Row } from './database.ts'
import type { Kept } from './mail/kept.ts'
import type { MESSAGE, MESSAGE_REFERENCE } from './tables/message.ts'
import type { RowOf } from './tables/table.ts'

/** A mail and its key in the store. */
export interface StoredMail extends Mail {
  readonly key: number
}

/** Mails that connections keep, where they were told to. */
const KEPT = new WeakMap<Database, Kept<StoredMail>>()

/** From now on what is read over this connection is kept, and what is kept is not read again. */
export function keepMails(database: Database, kept: Kept<StoredMail>): void {
  KEPT.set(database, kept)
}

/** Reads messages with their facts, but those that are removed, in the order of their keys. */
export async function readMails(
  database: Database,
  keys: readonly number[],
): Promise<StoredMail[]> {
  const kept = KEPT.get(database)
  if (kept === undefined) return mailsFrom(database, keys)
  const there = await database.all<{ id: number; message_id: string }>(
    'SELECT m.id, m.message_id FROM json_each(?) j JOIN message m ON m.id = j.value AND m.removed = 0 ORDER BY m.id',
    JSON.stringify(keys),
  )
  const known = new Map(
    there.map(({ id, message_id }) => {
      const mail = kept.get(id)
      return [id, mail?.id === message_id ? mail : undefined]
    }),
  )
  const missing = [...known].filter(([, mail]) => mail === undefined).map(([key]) => key)
  for (const mail of missing.length > 0 ? await mailsFrom(database, missing) : []) {
    kept.put(mail)
    known.set(mail.key, mail)
  }
  return there.flatMap(({ id }) => known.get(id) ?? [])
}

/** The same from the file: ten statements, however many. */
async function mailsFrom(database: Database, keys: readonly number[]): Promise<StoredMail[]> {
  const list = JSON.stringify(keys)
  const of = <T extends Row>(table: string, order: string): Promise<Map<number, T[]>> =>
    rowsOf<T>(database, table, order, list)
  const messages = await database.all<Row & MessageRow>(
    `SELECT m.*, a.name, a.address FROM json_each(?) j JOIN message m ON m.id = j.value AND m.removed = 0 JOIN address a ON a.id = m.sender ORDER BY m.id`,
    list,
  )
  const references = await of<ReferenceRow>('message_reference', 'header, position')
  const sections = await of<SectionRow>('section', 'line')
  const files = await of<FileRow>('file', 'line')
  const hunks = await of<HunkRow>('hunk', 'line')
  const quotes = await of<RangeRow & { depth: number }>('quote', 'line')
  const comments = await of<RangeRow>('comment', 'number')
  const attributions = await of<RangeRow & PersonRow>('attribution', 'line')
  return messages.map((m) => {
    const refs = references.get(m.id) ?? []
    return {
      key: m.id,
      id: m.message_id,
      idIsMade: m.id_is_made === 1,
      kind: m.content,
      subject: m.subject,
      subjectKey: m.subject_key,
      fingerprint: m.fingerprint,
      from: { name: m.name || null, address: m.address || null },
      date: m.date,
      inReplyTo: refs.filter((r) => r.header === 'in-reply-to').map((r) => r.referenced),
      references: refs.filter((r) => r.header === 'references').map((r) => r.referenced),
      lines: linesOf(m.body),
      sections: (sections.get(m.id) ?? []).map((s) => ({ ...rangeOf(s), part: s.part })),
      files: filesOf(files.get(m.id) ?? [], hunks.get(m.id) ?? []),
      quotes: (quotes.get(m.id) ?? []).map((q) => ({ ...rangeOf(q), depth: q.depth })),
      comments: (comments.get(m.id) ?? []).map(rangeOf),
      attributions: (attributions.get(m.id) ?? []).map((a) => ({
        ...rangeOf(a),
        date: a.date,
        who: a.name || a.address ? { name: a.name, address: a.address } : null,
      })),
    }
  })
}

type RangeRow = Row & { line: number; end_line: number }
type SectionRow = RangeRow & { part: Part }
type ReferenceRow = Row & { header: string; referenced: string }
interface PersonRow {
  name: string | null
  address: string | null
  date: string | null
}
interface MessageRow {
  id: number
  message_id: string
  id_is_made: number
  subject: string
  subject_key: string
  date: string | null
  content: ContentKind
  fingerprint: string
  body: string
  name: string
  address: string
}
type FileRow = RangeRow & {
  old_path: string | null
  new_path: string | null
  status: FileStatus
  old_mode: string | null
  new_mode: string | null
  similarity: number | null
  binary: number
}
type HunkRow = RangeRow & {
  file_line: number
  old_start: number
  old_count: number
  new_start: number
  new_count: number
  function: string | null
}

async function rowsOf<T extends Row>(
  database: Database,
  table: string,
  order: string,
  keys: string,
): Promise<Map<number, T[]>> {
  const rows = await database.all<T & { message: number }>(
    `SELECT t.* FROM json_each(?) j JOIN ${table} t ON t.message = j.value ORDER BY t.message, ${order}`,
    keys,
  )
  return groupedBy(rows, ({ message }) => message)
}

/** The lines of a body as mails have them. */
export function linesOf(body: string): string[] {
  const lines = body.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

function rangeOf(row: { line: number; end_line: number }): LineRange {
  return { line: row.line, endLine: row.end_line }
}

function filesOf(files: readonly FileRow[], hunks: readonly HunkRow[]): DiffFile[] {
  const byLine = groupedBy(hunks, (hunk) => hunk.file_line)
  return files.map((f) => fileOf(f, byLine.get(f.line) ?? []))
}

function fileOf(f: FileRow, hunks: readonly HunkRow[]): DiffFile {
  return {
    ...rangeOf(f),
    oldPath: f.old_path,
    newPath: f.new_path,
    status: f.status,
    oldMode: f.old_mode,
    newMode: f.new_mode,
    similarity: f.similarity,
    binary: f.binary === 1,
    hunks: hunks.map(hunkOf),
  }
}

function hunkOf(h: HunkRow): Hunk {
  return {
    ...rangeOf(h),
    oldStart: h.old_start,
    oldCount: h.old_count,
    newStart: h.new_start,
    newCount: h.new_count,
    function: h.function,
  }
}

/** A message as its body can be taken apart again. */
export type ReadableMessage = Pick<
  Message,
  'from' | 'subject' | 'body' | 'flowed' | 'inReplyTo' | 'references'
> & { readonly key: number; readonly attached: Attached | null }

/** The given messages, removed ones too, in the order of their keys. */
export async function readReadable(
  database: Database,
  keys: readonly number[],
): Promise<ReadableMessage[]> {
  const list = JSON.stringify(keys)
  const rows = await database.all<
    Pick<RowOf<typeof MESSAGE>, 'id' | 'subject' | 'body' | 'flowed' | 'attached'> & {
      readonly name: string
      readonly address: string
    }
  >(
    `SELECT m.id, m.subject, m.body, m.flowed, m.attached, a.name, a.address
     FROM json_each(?) j JOIN message m ON m.id = j.value JOIN address a ON a.id = m.sender
     ORDER BY m.id`,
    list,
  )
  const references = groupedBy(
    await database.all<RowOf<typeof MESSAGE_REFERENCE>>(
      `SELECT r.* FROM json_each(?) j JOIN message_reference r ON r.message = j.value
       ORDER BY r.message, r.header, r.position`,
      list,
    ),
    ({ message }) => message,
  )
  return rows.map((row) => {
    const named = (header: string): string[] =>
      (references.get(row.id) ?? [])
        .filter((r) => r.header === header)
        .map(({ referenced }) => referenced)
    return {
      key: row.id,
      from: { name: row.name || null, address: row.address || null },
      subject: row.subject,
      body: row.body,
      flowed: row.flowed === 1,
      attached: row.attached === null ? null : (JSON.parse(row.attached) as Attached),
      inReplyTo: named('in-reply-to'),
      references: named('references'),
    }
  })
}
