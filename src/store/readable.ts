import type { Message } from '../model/message.ts'
import { groupedBy } from '../text/grouped-by.ts'
import type { Database } from './database.ts'
import type { MESSAGE, MESSAGE_REFERENCE } from './tables/message.ts'
import type { RowOf } from './tables/table.ts'

/** A message as its body can be taken apart again. */
export type ReadableMessage = Pick<
  Message,
  'from' | 'subject' | 'body' | 'flowed' | 'inReplyTo' | 'references'
> & { readonly key: number }

/** The given messages, removed ones too, in the order of their keys. */
export async function readReadable(
  database: Database,
  keys: readonly number[],
): Promise<ReadableMessage[]> {
  const list = JSON.stringify(keys)
  const rows = await database.all<
    Pick<RowOf<typeof MESSAGE>, 'id' | 'subject' | 'body' | 'flowed'> & {
      readonly name: string
      readonly address: string
    }
  >(
    `SELECT m.id, m.subject, m.body, m.flowed, a.name, a.address
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
      inReplyTo: named('in-reply-to'),
      references: named('references'),
    }
  })
}
