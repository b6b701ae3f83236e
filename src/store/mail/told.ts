import type { ContentKind } from '../../model/content.ts'
import type { QuoteFact } from '../../model/reply.ts'
import { groupedBy } from '../../text/grouped-by.ts'
import type { Database } from '../database.ts'
import type { StoredMail } from '../read-mails.ts'
import type { Kept } from './kept.ts'

/** Mails of which only what was said is kept, by the connections that were told to. */
const KEPT = new WeakMap<Database, Kept<StoredMail>>()

/** From now on what is read so over this connection is kept, and what is kept is not read again. */
export function keepTold(database: Database, kept: Kept<StoredMail>): void {
  KEPT.set(database, kept)
}

interface Row {
  readonly id: number
  readonly message_id: string
  readonly id_is_made: number
  readonly subject: string
  readonly subject_key: string
  readonly date: string | null
  readonly content: ContentKind
  readonly fingerprint: string
  /** 1: a cover or patch of a series. */
  readonly is_member: number
  readonly body: string
  readonly name: string
  readonly address: string
}

/**
 * Messages as far as who reads a conversation needs them, in the order of their keys: who wrote
 * what when. Of covers and patches of series there are no lines, of none its files and references.
 */
export async function readTold(database: Database, keys: readonly number[]): Promise<StoredMail[]> {
  const kept = KEPT.get(database)
  const there = await database.all<{ id: number; message_id: string }>(
    'SELECT m.id, m.message_id FROM json_each(?) j JOIN message m ON m.id = j.value AND m.removed = 0 ORDER BY m.id',
    JSON.stringify(keys),
  )
  const known = new Map<number, StoredMail>()
  for (const { id, message_id } of there) {
    const mail = kept?.get(id)
    if (mail?.id === message_id) known.set(id, mail)
  }
  const missing = there.filter(({ id }) => !known.has(id)).map(({ id }) => id)
  const rows = missing.length > 0 ? await rowsOf(database, missing) : []
  const quotes = await quotesOf(
    database,
    rows.filter((row) => row.is_member === 0).map(({ id }) => id),
  )
  for (const row of rows) {
    const mail = toldMail(row, quotes.get(row.id) ?? [])
    known.set(mail.key, mail)
    // What is a patch of a series today may be none tomorrow.
    if (row.is_member === 0) kept?.put(mail)
  }
  return there.flatMap(({ id }) => known.get(id) ?? [])
}

function rowsOf(database: Database, keys: readonly number[]): Promise<Row[]> {
  return database.all<Row>(
    `SELECT m.id, m.message_id, m.id_is_made, m.subject, m.subject_key, m.date, m.content,
       m.fingerprint, r.message IS NOT NULL AS is_member,
       CASE WHEN r.message IS NULL THEN m.body ELSE '' END AS body,
       a.name, a.address
     FROM json_each(?) j JOIN message m ON m.id = j.value JOIN address a ON a.id = m.sender
     LEFT JOIN revision_message r ON r.message = m.id`,
    JSON.stringify(keys),
  )
}

async function quotesOf(
  database: Database,
  keys: readonly number[],
): Promise<Map<number, (QuoteFact & { readonly message: number })[]>> {
  if (keys.length === 0) return new Map()
  const rows = await database.all<QuoteFact & { readonly message: number }>(
    `SELECT q.message, q.line, q.end_line AS "endLine", q.depth
     FROM json_each(?) j JOIN quote q ON q.message = j.value ORDER BY q.message, q.line`,
    JSON.stringify(keys),
  )
  return groupedBy(rows, ({ message }) => message)
}

function toldMail(row: Row, quotes: readonly QuoteFact[]): StoredMail {
  return {
    key: row.id,
    id: row.message_id,
    idIsMade: row.id_is_made === 1,
    kind: row.content,
    subject: row.subject,
    subjectKey: row.subject_key,
    fingerprint: row.fingerprint,
    from: { name: row.name || null, address: row.address || null },
    date: row.date,
    lines: row.body.replace(/\n$/, '').split('\n'),
    inReplyTo: [],
    references: [],
    sections: [],
    files: [],
    quotes,
    comments: [],
    attributions: [],
  }
}
