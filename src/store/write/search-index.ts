import type { IndexedComment, IndexedMessage } from '../../model/indexed.ts'
import { packedRows, type Database, type PackedRows } from '../database.ts'
import type { Dialect, TextIndex, TextRow } from '../driver/dialect.ts'
import {
  ADDRESS_TEXT,
  COMMENT_TEXT,
  COMMENTS_OF_MESSAGE,
  IDENTIFIER,
  MESSAGE_TEXT,
  TEXT_FIELDS,
  TEXT_TABLES,
} from '../tables/search.ts'
import { rowsFor } from '../tables.ts'

/** Before the key of a message in `meta`: it says more than the full-text index knows. */
const AGAIN = 'text of '

/** Which of the given messages the full-text index does not know yet, or not as they are. */
export async function unindexed(database: Database, keys: readonly number[]): Promise<number[]> {
  const rows = await database.all<{ key: number }>(
    `SELECT j.value AS key FROM json_each(?) j LEFT JOIN message_text t ON t.rowid = j.value
     WHERE t.rowid IS NULL OR EXISTS (SELECT 1 FROM meta WHERE key = '${AGAIN}' || j.value)`,
    JSON.stringify(keys),
  )
  return rows.map(({ key }) => key)
}

/**
 * Says that a message is another now: it is put into the index once more, where the newer words of
 * a row count (SQLite, FTS5, contentless tables). Its comments are taken out. Inside a transaction.
 */
export async function indexAgain(database: Database, key: number): Promise<void> {
  if (database.dialect.forgetsTexts)
    await database.run('DELETE FROM message_text WHERE rowid = ?', key)
  else
    await database.run(`INSERT OR IGNORE INTO meta (key, value) VALUES ('${AGAIN}' || ?, '')`, key)
  await database.run(
    'DELETE FROM comment_text WHERE rowid BETWEEN ? AND ?',
    key * COMMENTS_OF_MESSAGE,
    (key + 1) * COMMENTS_OF_MESSAGE - 1,
  )
}

/** A comment that the full-text index knows, and where it stands. */
export interface CommentPlace {
  /** Key of its message. */
  readonly message: number
  readonly number: number
  readonly line: number
  readonly end_line: number
}

/** The indexed comments of the given messages. */
export async function indexedPlaces(
  database: Database,
  keys: readonly number[],
): Promise<CommentPlace[]> {
  return database.all(
    `SELECT a.message, a.number, a.line, a.end_line
     FROM json_each(?) j JOIN anchor a ON a.message = j.value`,
    JSON.stringify(keys),
  )
}

/** What changes in the full-text indexes. */
export interface TextRows {
  readonly messages: PackedRows
  readonly identifiers: PackedRows
  /** Comments that are taken out: rowids as a JSON list; `null`: none. */
  readonly gone: string | null
  readonly comments: PackedRows
}

/**
 * @param messages none may be in the index
 * @param before what the index knows of the comments of the same threads: what stands in other
 * lines now, or is a comment no more, is taken out
 * @param comments all comments of the threads
 */
export function textRows(
  messages: readonly IndexedMessage[],
  before: readonly CommentPlace[],
  comments: readonly IndexedComment[],
  dialect: Dialect,
): TextRows {
  const nameOf = (key: number, number: number, line: number, endLine: number): string =>
    `${key} ${number} ${line} ${endLine}`
  const old = new Set(before.map((row) => nameOf(row.message, row.number, row.line, row.end_line)))
  const kept = new Set(comments.map((c) => nameOf(c.key, c.number, c.line, c.endLine)))
  const gone = before
    .filter((row) => !kept.has(nameOf(row.message, row.number, row.line, row.end_line)))
    .map((row) => row.message * COMMENTS_OF_MESSAGE + row.number)
  const added = comments.filter(
    (c) => c.number < COMMENTS_OF_MESSAGE && !old.has(nameOf(c.key, c.number, c.line, c.endLine)),
  )
  const names = new Set(messages.flatMap(({ identifiers }) => identifiers))
  return {
    messages: packedTexts(
      dialect,
      MESSAGE_TEXT,
      messages.map(({ key, texts }) => [key, ...TEXT_FIELDS.map((field) => texts[field])]),
    ),
    identifiers: rowsFor(
      IDENTIFIER,
      // In one order: whoever derives beside this one puts the same names in.
      [...names].sort().map((name) => ({ name })),
    ),
    gone: gone.length === 0 ? null : JSON.stringify(gone),
    comments: packedTexts(
      dialect,
      COMMENT_TEXT,
      added.map((c) => [c.key * COMMENTS_OF_MESSAGE + c.number, c.text, c.above]),
    ),
  }
}

function packedTexts(dialect: Dialect, index: TextIndex, texts: readonly TextRow[]): PackedRows {
  const { table, columns, rows, types } = dialect.texts(index, texts)
  return packedRows(table, columns, rows, types)
}

/** Brings the full-text indexes up to date. To be run inside a transaction. */
export async function insertTexts(database: Database, rows: TextRows): Promise<void> {
  if (rows.gone !== null)
    await database.run(
      'DELETE FROM comment_text WHERE rowid IN (SELECT value FROM json_each(?))',
      rows.gone,
    )
  await database.insertPacked(rows.comments)
  if (rows.messages.texts.length === 0) return
  await database.insertPacked(rows.messages)
  for (const text of (await anyAgain(database)) ? rows.messages.texts : [])
    await database.run(
      `DELETE FROM meta WHERE key IN (SELECT '${AGAIN}' || (value ->> 0) FROM json_each(?))`,
      text,
    )
  await database.insertPacked(rows.identifiers)
  const people = await database.all<{ id: number; name: string; address: string }>(
    `SELECT id, name, address FROM address
     WHERE id > (SELECT coalesce(max(rowid), 0) FROM address_text) ORDER BY id`,
  )
  await database.insertPacked(
    packedTexts(
      database.dialect,
      ADDRESS_TEXT,
      people.map(({ id, name, address }) => [id, name, address]),
    ),
  )
}

async function anyAgain(database: Database): Promise<boolean> {
  if (database.dialect.forgetsTexts) return false
  const row = await database.get(
    `SELECT 1 FROM meta WHERE substr(key, 1, ${AGAIN.length}) = '${AGAIN}' LIMIT 1`,
  )
  return row !== null
}

/** Empties the index: the next refresh fills it anew. */
export async function emptyIndex(database: Database): Promise<void> {
  for (const index of TEXT_TABLES) await database.run(database.dialect.emptied(index))
}
