import type { Database } from '../database.ts'

/** Names of all series, with their keys. */
export function seriesNames(
  database: Database,
): Promise<{ readonly id: number; readonly name: string }[]> {
  return database.all('SELECT id, name FROM series')
}

/** Another text where there are more series than before, or fewer. */
export async function seriesStamp(database: Database): Promise<string> {
  const [row] = await database.all<{ n: number; last: number | null }>(
    'SELECT count(*) AS n, max(id) AS last FROM series',
  )
  return `${row?.n ?? 0} ${row?.last ?? 0}`
}

/** Message-IDs that begin like this, brackets aside; not more than 40. */
export async function idsStartingWith(database: Database, start: string): Promise<string[]> {
  const bare = start.replace(/^<|>$/g, '')
  const rows = await database.all<{ message_id: string }>(
    `SELECT message_id FROM message WHERE message_id >= ? AND message_id < ? AND removed = 0
     ORDER BY message_id LIMIT 40`,
    `<${bare}`,
    `<${bare}\u{10ffff}`,
  )
  return rows.map(({ message_id }) => message_id)
}

/** Series whose name or change-id begins like this: their keys and names; not more than 40. */
export function seriesStartingWith(
  database: Database,
  start: string,
): Promise<{ readonly id: number; readonly name: string; readonly title: string }[]> {
  const bare = start.replace(/^<|>$/g, '')
  const end = `${bare}\u{10ffff}`
  return database.all(
    `SELECT id, name, title FROM series
     WHERE (name >= ?1 AND name < ?2) OR (name >= '<' || ?1 AND name < '<' || ?2)
       OR (change_id >= ?1 AND change_id < ?2) ORDER BY name LIMIT 40`,
    bare,
    end,
  )
}

/**
 * When the newest mail of the store was sent; a date that is yet to come is a mistake of its
 * sender. `null` for a store without mail.
 * @param now ISO 8601 UTC
 */
export async function newestDate(database: Database, now: string): Promise<string | null> {
  return (
    (
      await database.get<{ date: string | null }>(
        'SELECT max(date) AS date FROM message WHERE date <= ? AND removed = 0',
        // Dates are kept to the second.
        `${now.slice(0, 19)}Z`,
      )
    )?.date ?? null
  )
}

/** Which of these messages are copies of others. */
export async function copiesAmong(database: Database, keys: readonly number[]): Promise<number[]> {
  const rows = await database.all<{ message: number }>(
    'SELECT c.message FROM json_each(?) j JOIN copy c ON c.message = j.value',
    JSON.stringify(keys),
  )
  return rows.map(({ message }) => message)
}
