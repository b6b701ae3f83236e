import type { IndexedMessage, TextField } from '../model/indexed.ts'
import type { Database } from './database.ts'

/** Columns of `message_text`, in their order. */
export const TEXT_FIELDS: readonly TextField[] = ['subject', 'sender', 'own', 'quoted', 'dfn', 'dfa', 'dfb', 'dfhh', 'dfctx', 'dfpre', 'dfpost', 'patchid']
/** A row of `comment_text` is a comment: the key of its message times this, plus its number. */
export const COMMENTS_OF_MESSAGE = 65536

/** Which of the given messages the full-text index does not know yet. */
export async function unindexed(database: Database, keys: readonly number[]): Promise<number[]> {
  const rows = await database.all<{ key: number }>(
    'SELECT j.value AS key FROM json_each(?) j LEFT JOIN message_text t ON t.rowid = j.value WHERE t.rowid IS NULL', JSON.stringify(keys),
  )
  return rows.map(({ key }) => key)
}

/** Adds messages to the full-text index: none may be in it. To be run inside a transaction. */
export async function addToIndex(database: Database, messages: readonly IndexedMessage[]): Promise<void> {
  if (messages.length === 0) return
  await database.insertRows('message_text', ['rowid', ...TEXT_FIELDS], messages.map(({ key, texts }) => [key, ...TEXT_FIELDS.map((field) => texts[field])]))
  await database.insertRows('comment_text', ['rowid', 'text', 'above'], messages.flatMap(({ key, comments }) =>
    comments.filter(({ number }) => number < COMMENTS_OF_MESSAGE).map(({ number, text, above }) => [key * COMMENTS_OF_MESSAGE + number, text, above])))
  await database.insertRows('identifier', ['name'], [...new Set(messages.flatMap(({ identifiers }) => identifiers))].map((name) => [name]))
  await database.run('INSERT INTO address_text (rowid, name, address) SELECT id, name, address FROM address WHERE id > (SELECT coalesce(max(rowid), 0) FROM address_text)')
}

/** Empties the index: the next refresh fills it anew. */
export async function emptyIndex(database: Database): Promise<void> {
  for (const table of ['message_text', 'comment_text', 'address_text']) await database.run(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`)
  await database.run('DELETE FROM identifier')
}
