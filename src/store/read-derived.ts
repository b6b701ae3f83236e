import type { Database } from './database.ts'
import { holding } from './like.ts'
import type { RowOf } from './tables/table.ts'
import type { ANCHOR, LINK, LINK_CANDIDATE } from './tables/thread.ts'

export type LinkRow = RowOf<typeof LINK>
export type CandidateRow = RowOf<typeof LINK_CANDIDATE>
export type AnchorRow = RowOf<typeof ANCHOR>

export interface PatchRow {
  message: number
  is_cover: number
  title: string
  version: number
  rfc: number
  number: number | null
  total: number | null
}

async function among<T>(
  database: Database,
  table: string,
  column: string,
  keys: readonly number[],
  order: string,
): Promise<T[]> {
  return database.all<T>(
    `SELECT t.* FROM json_each(?) j JOIN ${table} t ON t.${column} = j.value ORDER BY ${order}`,
    JSON.stringify(keys),
  )
}

/** Links of the given replies, in body order. */
export function linksOfMessages(database: Database, keys: readonly number[]): Promise<LinkRow[]> {
  return among(database, 'link', 'message', keys, 't.message, t.line')
}

/** Other places that fit the ambiguous links of the given replies. */
export function candidatesOfMessages(
  database: Database,
  keys: readonly number[],
): Promise<CandidateRow[]> {
  return among(database, 'link_candidate', 'message', keys, 't.message, t.line, t.position')
}

/** Placed comments of the given replies, in body order. */
export function anchorsOfMessages(
  database: Database,
  keys: readonly number[],
): Promise<AnchorRow[]> {
  return among(database, 'anchor', 'message', keys, 't.message, t.number')
}

/** Placed comments that are about lines of a message, whatever they answer. */
export function anchorsAbout(database: Database, key: number): Promise<AnchorRow[]> {
  return among(database, 'anchor', 'about', [key], 't.message, t.number')
}

/** Subject facts of those of the given messages that are patches or covers. */
export function patchesOf(database: Database, keys: readonly number[]): Promise<PatchRow[]> {
  return among(database, 'patch', 'message', keys, 't.message')
}

/** Keys of all messages but copies, oldest first, then by Message-ID. */
export async function allMessages(database: Database): Promise<number[]> {
  const rows = await database.all<{ id: number }>(
    `SELECT m.id FROM message m WHERE NOT EXISTS (SELECT 1 FROM copy c WHERE c.message = m.id) ORDER BY m.date IS NULL, m.date, m.message_id`,
  )
  return rows.map(({ id }) => id)
}

/** Keys of the messages of the threads that hold the given messages, in the same order. */
export async function threadMessages(
  database: Database,
  keys: readonly number[],
): Promise<number[]> {
  const rows = await database.all<{ id: number }>(
    `SELECT m.id FROM json_each(?) j JOIN thread a ON a.message = j.value JOIN thread b ON b.root = a.root
     JOIN message m ON m.id = b.message
     WHERE NOT EXISTS (SELECT 1 FROM copy c WHERE c.message = m.id)
     GROUP BY m.id, m.date, m.message_id ORDER BY m.date IS NULL, m.date, m.message_id`,
    JSON.stringify(keys),
  )
  return rows.map(({ id }) => id)
}

/** Keys of Message-IDs; a copy stands for its original. Unknown ids are left out. */
export async function keysOfIds(database: Database, ids: readonly string[]): Promise<number[]> {
  const rows = await database.all<{ id: number }>(
    `SELECT coalesce(c.original, m.id) AS id FROM json_each(?) j JOIN message m ON m.message_id = j.atom
     LEFT JOIN copy c ON c.message = m.id ORDER BY j.key`,
    JSON.stringify(ids),
  )
  return rows.map(({ id }) => id)
}

/** Message-IDs of keys, in the same order. */
export async function idsOfKeys(database: Database, keys: readonly number[]): Promise<string[]> {
  const rows = await database.all<{ message_id: string }>(
    'SELECT m.message_id FROM json_each(?) j JOIN message m ON m.id = j.value ORDER BY j.key',
    JSON.stringify(keys),
  )
  return rows.map(({ message_id }) => message_id)
}

/** Messages by words of their subject, newest first: all words must stand in it. */
export async function messagesBySubject(
  database: Database,
  words: readonly string[],
): Promise<
  { id: number; message_id: string; subject: string; content: string; date: string | null }[]
> {
  const like = words.map(() => `m.subject LIKE ? ESCAPE '\\'`).join(' AND ')
  return database.all(
    `SELECT m.id, m.message_id, m.subject, m.content, m.date FROM message m
     WHERE m.content IN ('patch', 'cover') AND ${like} ORDER BY m.date DESC, m.message_id LIMIT 40`,
    ...words.map(holding),
  )
}

/**
 * Keys of all replies below a message, however deep; patches below it count where they answer
 * something.
 */
export async function answersBelow(database: Database, key: number): Promise<number[]> {
  const rows = await database.all<{ id: number }>(
    `WITH RECURSIVE below(id) AS (
       SELECT t.message FROM thread t JOIN message m ON m.id = t.message
       WHERE t.parent = ? AND (m.content IN ('reply', 'other') OR EXISTS (SELECT 1 FROM comment c WHERE c.message = m.id))
       UNION
       SELECT t.message FROM below b JOIN thread t ON t.parent = b.id JOIN message m ON m.id = t.message
       WHERE m.content IN ('reply', 'other') OR EXISTS (SELECT 1 FROM comment c WHERE c.message = m.id))
     SELECT m.id FROM below b JOIN message m ON m.id = b.id ORDER BY m.date IS NULL, m.date, m.message_id`,
    key,
  )
  return rows.map(({ id }) => id)
}

/** The Message-ID that each of the given messages answers. */
export async function parentsOf(
  database: Database,
  keys: readonly number[],
): Promise<{ message: number; parent: string | null }[]> {
  return database.all(
    `SELECT t.message, p.message_id AS parent FROM json_each(?) j JOIN thread t ON t.message = j.value LEFT JOIN message p ON p.id = t.parent`,
    JSON.stringify(keys),
  )
}
