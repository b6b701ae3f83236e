import type { Database } from '../database.ts'
import { beforeChange } from '../joining/reached.ts'
import { deleteOf } from '../tables.ts'
import { isCutShort } from '../../text/cut-short.ts'
import { squash } from '../../text/lines.ts'
import { CONTENT_TABLES } from '../tables/content.ts'
import { MESSAGE_ADDRESS, MESSAGE_REFERENCE } from '../tables/message.ts'
import { ANCHOR } from '../tables/thread.ts'
import { insertBatchRows, nameBatch, type BatchRows, type Named } from './batch-rows.ts'
import { indexAgain } from './search-index.ts'

/** A batch as it is kept. */
interface Batch {
  readonly people: readonly Named[]
  readonly tables: readonly BatchRows[]
}

/**
 * Of mails of a batch whose Message-IDs are stored with other words: those that were put in the
 * place of what was stored, and the others. Inside a transaction.
 */
export async function mendWith<T>(
  database: Database,
  batch: Batch & { readonly heads: readonly T[] },
  others: readonly T[],
): Promise<{ mended: readonly T[]; others: readonly T[] }> {
  const mended: T[] = []
  for (const head of others)
    if (await mend(database, batch, batch.heads.indexOf(head))) mended.push(head)
  return { mended, others: others.filter((head) => !mended.includes(head)) }
}

/**
 * Puts a whole mail in the place of one with its Message-ID that was stored cut short: a source may
 * end in the middle of a mail, or carry no more of it.
 * @param at place of the whole one in the batch
 * @returns whether it is one
 */
async function mend(database: Database, { people, tables }: Batch, at: number): Promise<boolean> {
  const whole = await givenAt(database, tables, at)
  const stored = whole && (await storedAs(database, whole.id))
  if (!stored || squash(stored.subject) !== squash(whole.subject)) return false
  const sender = people[whole.sender]
  if (sender?.name !== stored.name || sender.address !== stored.address) return false
  if (!isCutShort(stored.body, whole.body)) return false
  await beforeChange(database)
  await forget(database, stored.key)
  await nameBatch(database, [[at, stored.key]], people)
  for (const rows of tables) await insertBatchRows(database, rows)
  return true
}

interface Given {
  readonly id: string
  readonly subject: string
  readonly sender: number
  readonly body: string
}

async function givenAt(
  database: Database,
  tables: readonly BatchRows[],
  at: number,
): Promise<Given | null> {
  const rows = tables.find(({ table }) => table === 'message')
  for (const text of rows?.texts ?? []) {
    const column = (name: string): string => {
      const i = rows?.columns.indexOf(name) ?? 0
      return database.dialect.valueAt(i, rows?.types[i] ?? 'TEXT', 'j.')
    }
    const found = await database.get<Given & { [name: string]: string | number }>(
      `SELECT ${column('message_id')} AS id, ${column('subject')} AS subject, ${column('sender')} AS sender, ${column('body')} AS body
       FROM json_each(?) j WHERE ${column('id')} = ?`,
      text,
      at,
    )
    if (found) return found
  }
  return null
}

interface Stored {
  readonly key: number
  readonly subject: string
  readonly body: string
  readonly name: string
  readonly address: string
}

async function storedAs(database: Database, id: string): Promise<Stored | null> {
  const found = await database.get<Stored & { [name: string]: string | number }>(
    `SELECT m.id AS key, m.subject, m.body, a.name, a.address
     FROM message m JOIN address a ON a.id = m.sender WHERE m.message_id = ?`,
    id,
  )
  return found ?? null
}

/**
 * Takes out what a message said. Where it came from stays; all that stood in its thread is stale.
 */
async function forget(database: Database, key: number): Promise<void> {
  await database.run(
    `INSERT OR IGNORE INTO stale
     SELECT CAST(? AS BIGINT) UNION SELECT b.message FROM thread a JOIN thread b ON b.root = a.root WHERE a.message = ?`,
    key,
    key,
  )
  await deleteOf(
    database,
    'message',
    [...CONTENT_TABLES, MESSAGE_ADDRESS, MESSAGE_REFERENCE, ANCHOR],
    JSON.stringify([key]),
  )
  await database.run('DELETE FROM problem WHERE message = ?', key)
  await database.run('DELETE FROM message WHERE id = ?', key)
  await indexAgain(database, key)
}
