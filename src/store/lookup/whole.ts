import type { Attached, Message } from '../../model/message.ts'
import type { Database } from '../database.ts'
import { readReadable } from '../read-mails.ts'

/** What a message says beside its text, that few need. */
interface Rest {
  readonly id: number
  readonly message_id: string
  readonly id_is_made: number
  readonly date: string | null
  readonly collapsed: number
  readonly fingerprint: string
}

/**
 * Messages as they were when they came, but for those that they were sent to: to be put into
 * another store.
 */
export async function wholeMessages(
  database: Database,
  keys: readonly number[],
): Promise<{ readonly message: Message; readonly attached: Attached | null }[]> {
  const rows = await database.all<Rest>(
    `SELECT m.id, m.message_id, m.id_is_made, m.date, m.collapsed, m.fingerprint
     FROM json_each(?) j JOIN message m ON m.id = j.value`,
    JSON.stringify(keys),
  )
  const rest = new Map(rows.map((row) => [row.id, row]))
  return (await readReadable(database, keys)).flatMap(({ key, attached, ...readable }) => {
    const row = rest.get(key)
    if (!row) return []
    return [{ message: messageFrom(readable, row), attached }]
  })
}

function messageFrom(
  readable: Pick<Message, 'from' | 'subject' | 'body' | 'flowed' | 'inReplyTo' | 'references'>,
  row: Rest,
): Message {
  return {
    ...readable,
    id: row.message_id,
    idIsMade: row.id_is_made === 1,
    to: [],
    cc: [],
    date: row.date,
    listIds: [],
    collapsed: row.collapsed === 1,
    fingerprint: row.fingerprint,
    problems: [],
  }
}
