import type { IndexedComment, IndexedMessage } from '../../model/indexed.ts'
import type { Database } from '../database.ts'
import { COMMENTS_OF_MESSAGE, IDENTIFIER, TEXT_FIELDS, TEXT_TABLES } from '../tables/search.ts'
import { insertInto } from '../tables.ts'

/** Which of the given messages the full-text index does not know yet. */
export async function unindexed(database: Database, keys: readonly number[]): Promise<number[]> {
  const rows = await database.all<{ key: number }>(
    'SELECT j.value AS key FROM json_each(?) j LEFT JOIN message_text t ON t.rowid = j.value WHERE t.rowid IS NULL',
    JSON.stringify(keys),
  )
  return rows.map(({ key }) => key)
}

/** Adds messages to the full-text index: none may be in it. To be run inside a transaction. */
export async function addToIndex(
  database: Database,
  messages: readonly IndexedMessage[],
): Promise<void> {
  if (messages.length === 0) return
  await database.insertRows(
    'message_text',
    ['rowid', ...TEXT_FIELDS],
    messages.map(({ key, texts }) => [key, ...TEXT_FIELDS.map((field) => texts[field])]),
  )
  await insertInto(
    database,
    IDENTIFIER,
    [...new Set(messages.flatMap(({ identifiers }) => identifiers))].map((name) => ({ name })),
  )
  await database.run(
    `INSERT INTO address_text (rowid, name, address)
     SELECT id, name, address FROM address
     WHERE id > (SELECT coalesce(max(rowid), 0) FROM address_text)`,
  )
}

/**
 * Brings the index of comments up to date for some messages. What stands in other lines than
 * before, or is a comment no more, is taken out. To be run inside a transaction, before the rows of
 * `anchor` are replaced: they tell what is indexed.
 * @param keys of all messages whose comments these are
 */
export async function indexComments(
  database: Database,
  keys: string,
  comments: readonly IndexedComment[],
): Promise<void> {
  const before = await database.all<{
    message: number
    number: number
    line: number
    end_line: number
  }>(
    'SELECT a.message, a.number, a.line, a.end_line FROM json_each(?) j JOIN anchor a ON a.message = j.value',
    keys,
  )
  const nameOf = (key: number, number: number, line: number, endLine: number): string =>
    `${key} ${number} ${line} ${endLine}`
  const old = new Set(before.map((row) => nameOf(row.message, row.number, row.line, row.end_line)))
  const kept = new Set(comments.map((c) => nameOf(c.key, c.number, c.line, c.endLine)))
  const gone = before
    .filter((row) => !kept.has(nameOf(row.message, row.number, row.line, row.end_line)))
    .map((row) => row.message * COMMENTS_OF_MESSAGE + row.number)
  if (gone.length > 0)
    await database.run(
      'DELETE FROM comment_text WHERE rowid IN (SELECT value FROM json_each(?))',
      JSON.stringify(gone),
    )
  const added = comments.filter(
    (c) => c.number < COMMENTS_OF_MESSAGE && !old.has(nameOf(c.key, c.number, c.line, c.endLine)),
  )
  await database.insertRows(
    'comment_text',
    ['rowid', 'text', 'above'],
    added.map(({ key, number, text, above }) => [key * COMMENTS_OF_MESSAGE + number, text, above]),
  )
}

/** Empties the index: the next refresh fills it anew. */
export async function emptyIndex(database: Database): Promise<void> {
  for (const { name } of TEXT_TABLES)
    await database.run(`INSERT INTO ${name} (${name}) VALUES ('delete-all')`)
}
