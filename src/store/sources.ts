import type { Checkpoint, Reached } from '../model/source.ts'
import type { Database } from './database.ts'
import { beforeChange } from './joining/reached.ts'

/** How far each part of a source was read by earlier runs. */
export async function reachedParts(database: Database, location: string): Promise<Reached> {
  const rows = await database.all<{ part: string; reached: string }>(
    'SELECT p.part, p.reached FROM source s JOIN progress p ON p.source = s.id WHERE s.location = ?',
    location,
  )
  const known = new Map(rows.map(({ part, reached }) => [part, reached]))
  return (part) => known.get(part) ?? null
}

/** Was any part of a source read into this store, so that it knows how far? */
export async function hasProgress(database: Database, location: string): Promise<boolean> {
  const row = await database.get(
    'SELECT 1 FROM source s JOIN progress p ON p.source = s.id WHERE s.location = ? LIMIT 1',
    location,
  )
  return row !== null
}

/** Keeps how far a source has been read; in the transaction that keeps what was read. */
export async function saveCheckpoints(
  database: Database,
  location: string,
  marks: readonly Checkpoint[],
): Promise<void> {
  if (marks.length === 0) return
  const last = new Map(marks.map(({ part, reached }) => [part, reached]))
  await database.run(
    `INSERT INTO progress (source, part, reached)
     SELECT s.id, j.value ->> 0, j.value ->> 1 FROM json_each(?) j JOIN source s ON s.location = ?
     WHERE true ON CONFLICT (source, part) DO UPDATE SET reached = excluded.reached`,
    JSON.stringify([...last]),
    location,
  )
}

/**
 * Notes that a source has deleted messages, or has them again. A message that every source of it
 * has deleted is removed: it stays a fact, and takes part in nothing that is derived.
 * @param keys of messages, each with whether it is deleted there now
 * @returns how many are removed now that were not
 */
export async function saveRemovals(
  database: Database,
  location: string,
  keys: ReadonlyMap<number, boolean>,
): Promise<number> {
  const list = JSON.stringify([...keys].map(([key, removed]) => [key, Number(removed)]))
  await database.run(
    `UPDATE message_source SET removed = CAST(j.value ->> 1 AS BIGINT) FROM json_each(?) j, source s
     WHERE s.location = ? AND message_source.source = s.id AND message_source.message = CAST(j.value ->> 0 AS BIGINT)
       AND message_source.removed <> CAST(j.value ->> 1 AS BIGINT)`,
    list,
    location,
  )
  const changed = await database.all<{ id: number; removed: number }>(
    `SELECT m.id, x.removed FROM message m JOIN (
       SELECT s.message, min(s.removed) AS removed FROM json_each(?) j JOIN message_source s ON s.message = CAST(j.value ->> 0 AS BIGINT) GROUP BY s.message
     ) x ON x.message = m.id WHERE m.removed <> x.removed`,
    list,
  )
  if (changed.length === 0) return 0
  await beforeChange(database)
  const ids = JSON.stringify(changed.map(({ id }) => id))
  await database.run(
    'UPDATE message SET removed = 1 - removed WHERE id IN (SELECT value FROM json_each(?))',
    ids,
  )
  await database.run('INSERT OR IGNORE INTO stale SELECT value FROM json_each(?)', ids)
  return changed.filter(({ removed }) => removed === 1).length
}

/** Has every source of a message deleted it? */
export async function isRemoved(database: Database, key: number): Promise<boolean> {
  return (
    (await database.get<{ removed: number }>('SELECT removed FROM message WHERE id = ?', key))
      ?.removed === 1
  )
}

/** A source that messages came from, with what is known of it. */
export interface KnownSource {
  readonly location: string
  readonly messages: number
}

/** No part of any source: where `progress` has it, the source is read no more. */
const FORGOTTEN = '/forgotten'

/**
 * Has a source left out of those that are known, as long as nobody names it again; its mail stays.
 * @returns was it known?
 */
export async function forgetSource(database: Database, location: string): Promise<boolean> {
  if (!(await knownSources(database)).some((one) => one.location === location)) return false
  await database.adding(() =>
    database.run(
      `INSERT OR IGNORE INTO progress (source, part, reached)
       SELECT id, '${FORGOTTEN}', '' FROM source WHERE location = ?`,
      location,
    ),
  )
  return true
}

/** A source that somebody names is known again. */
export async function rememberSource(database: Database, location: string): Promise<void> {
  const row = await database.get<{ id: number }>(
    `SELECT s.id FROM source s JOIN progress p ON p.source = s.id
     WHERE s.location = ? AND p.part = '${FORGOTTEN}'`,
    location,
  )
  if (row === null) return
  await database.adding(() =>
    database.run(`DELETE FROM progress WHERE source = ? AND part = '${FORGOTTEN}'`, row.id),
  )
}

/** All sources but standard input and those that were forgotten, in the order in which they came. */
export async function knownSources(database: Database): Promise<KnownSource[]> {
  return database.all(
    `SELECT s.location, (SELECT count(*) FROM message_source m WHERE m.source = s.id) AS messages FROM source s WHERE s.location <> '-'
       AND NOT EXISTS (SELECT 1 FROM progress p WHERE p.source = s.id AND p.part = '${FORGOTTEN}')
     ORDER BY s.id`,
  )
}
