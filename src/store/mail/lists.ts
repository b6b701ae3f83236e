import type { ContentKind } from '../../model/content.ts'
import type { Person } from '../../model/message.ts'
import type { Database } from '../database.ts'
import { ancestorsOf } from '../threads.ts'

/** A mail in one line, with its key. */
export interface ListedMail {
  readonly key: number
  readonly messageId: string
  readonly subject: string
  readonly from: Person
  readonly date: string | null
  readonly content: ContentKind
  /** What it answers. */
  readonly parent: string | null
}

interface Row {
  readonly id: number
  readonly message_id: string
  readonly subject: string
  readonly name: string
  readonly address: string
  readonly date: string | null
  readonly content: ContentKind
  readonly parent: string | null
}

const COLUMNS = `m.id, m.message_id, m.subject, a.name, a.address, m.date, m.content,
  (SELECT p.message_id FROM thread t JOIN message p ON p.id = t.parent WHERE t.message = m.id) AS parent`

/** All mail of the thread of a message, oldest first. */
export async function mailOfThread(database: Database, key: number): Promise<ListedMail[]> {
  const root = (await ancestorsOf(database, key)).at(-1) ?? key
  const rows = await database.all<Row>(
    `WITH RECURSIVE below(id) AS (
       SELECT CAST(? AS BIGINT) UNION SELECT t.message FROM below b JOIN thread t ON t.parent = b.id)
     SELECT ${COLUMNS} FROM below b JOIN message m ON m.id = b.id AND m.removed = 0
     JOIN address a ON a.id = m.sender ORDER BY m.date IS NULL, m.date, m.message_id`,
    root,
  )
  return rows.map(listedFrom)
}

/**
 * The latest mail of all, newest first; what has no date is left out.
 * @param before only what was sent before; ISO 8601 UTC
 */
export async function recentMail(
  database: Database,
  before: string,
  limit: number,
): Promise<ListedMail[]> {
  const rows = await database.all<Row>(
    `SELECT ${COLUMNS} FROM message m JOIN address a ON a.id = m.sender
     WHERE m.date < ? AND m.removed = 0 ORDER BY m.date DESC, m.message_id LIMIT ?`,
    before,
    limit,
  )
  return rows.map(listedFrom)
}

function listedFrom(row: Row): ListedMail {
  return {
    key: row.id,
    messageId: row.message_id,
    subject: row.subject,
    from: { name: row.name || null, address: row.address || null },
    date: row.date,
    content: row.content,
    parent: row.parent,
  }
}

/** Texts of messages, by key. */
export async function bodiesOf(
  database: Database,
  keys: readonly number[],
): Promise<Map<number, string>> {
  const rows = await database.all<{ id: number; body: string }>(
    'SELECT m.id, m.body FROM json_each(?) j JOIN message m ON m.id = j.value',
    JSON.stringify(keys),
  )
  return new Map(rows.map(({ id, body }) => [id, body]))
}
