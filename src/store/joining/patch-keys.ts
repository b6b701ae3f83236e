import type { Database } from '../database.ts'
import { insertInto } from '../tables.ts'
import { PATCH_KEY } from '../tables/series.ts'

/** A patch or cover that has a key; when it was sent, ISO 8601 UTC. */
export interface Holder {
  readonly key: number
  readonly message: number
  readonly date: string | null
}

/** All patches and covers that have one of these keys. */
export function holdersOf(database: Database, keys: Iterable<number>): Promise<Holder[]> {
  return database.all(
    `SELECT k.key, k.message, m.date
     FROM json_each(?) j JOIN patch_key k ON k.key = j.value JOIN message m ON m.id = k.message`,
    JSON.stringify([...new Set(keys)]),
  )
}

/** Keeps by what patches find others; all that there is where `anew`. */
export async function saveKeys(
  database: Database,
  rows: readonly { readonly key: number; readonly message: number }[],
  anew: boolean,
): Promise<void> {
  if (anew) await database.run('DELETE FROM patch_key')
  await insertInto(database, PATCH_KEY, rows)
}

/** Patches and covers that the headers of these name, and those whose headers name these. */
export async function referredTo(
  database: Database,
  messages: readonly number[],
  of: 'covers' | 'all',
): Promise<number[]> {
  const isAsked = of === 'covers' ? 'AND p.is_cover = 1' : ''
  const rows = await database.all<{ message: number }>(
    `SELECT x.id AS message FROM json_each(?1) j JOIN message_reference r ON r.message = j.value
     JOIN message x ON x.message_id = r.referenced JOIN patch p ON p.message = x.id ${isAsked}
     UNION
     SELECT q.message FROM json_each(?1) j JOIN message m ON m.id = j.value
     JOIN patch p ON p.message = m.id ${isAsked}
     JOIN message_reference r ON r.referenced = m.message_id JOIN patch q ON q.message = r.message`,
    JSON.stringify(messages),
  )
  return rows.map(({ message }) => message)
}

/** The kins of the series that hold these messages. */
export async function kinsOf(database: Database, messages: readonly number[]): Promise<string[]> {
  const rows = await database.all<{ kin: string }>(
    `SELECT DISTINCT s.kin FROM json_each(?) j JOIN revision_message r ON r.message = j.value
     JOIN series s ON s.id = r.series WHERE s.kin IS NOT NULL`,
    JSON.stringify(messages),
  )
  return rows.map(({ kin }) => kin)
}

/** All patches and covers of the series of these kins. */
export async function messagesOfKins(
  database: Database,
  kins: readonly string[],
): Promise<number[]> {
  const rows = await database.all<{ message: number }>(
    `SELECT r.message FROM json_each(?) j JOIN series s ON s.kin = j.atom
     JOIN revision_message r ON r.series = s.id`,
    JSON.stringify(kins),
  )
  return rows.map(({ message }) => message)
}

/** All patches and covers of the series that hold these messages. */
export async function messagesWith(
  database: Database,
  messages: readonly number[],
): Promise<number[]> {
  const rows = await database.all<{ message: number }>(
    `SELECT message FROM revision_message WHERE series IN (
       SELECT r.series FROM json_each(?) j JOIN revision_message r ON r.message = j.value)`,
    JSON.stringify([...new Set(messages)]),
  )
  return rows.map(({ message }) => message)
}

/** What some patches are about: their titles, and which of some files their series change. */
export async function aboutOf(
  database: Database,
  messages: readonly number[],
  paths: readonly string[],
): Promise<Map<number, { readonly title: string; readonly files: readonly string[] }>> {
  const rows = await database.all<{ message: number; title: string; files: string | null }>(
    `WITH wanted(path) AS MATERIALIZED (SELECT atom FROM json_each(?1)),
     own(message, series) AS MATERIALIZED (
       SELECT j.value, r.series FROM json_each(?2) j JOIN revision_message r ON r.message = j.value),
     changes(series, files) AS MATERIALIZED (
       SELECT r.series, json_group_array(DISTINCT coalesce(f.new_path, f.old_path))
       FROM (SELECT DISTINCT series FROM own) o JOIN revision_message r ON r.series = o.series
       JOIN file f ON f.message = r.message
       WHERE coalesce(f.new_path, f.old_path) IN (SELECT path FROM wanted) GROUP BY r.series)
     SELECT o.message, p.title, c.files FROM own o JOIN patch p ON p.message = o.message
     LEFT JOIN changes c ON c.series = o.series`,
    JSON.stringify(paths),
    JSON.stringify([...new Set(messages)]),
  )
  return new Map(
    rows.map(({ message, title, files }) => [
      message,
      { title, files: JSON.parse(files ?? '[]') as string[] },
    ]),
  )
}
