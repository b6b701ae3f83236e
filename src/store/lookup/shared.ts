import type { Database } from '../database.ts'

/** What tells whether a store has changed in what other stores may share with it. */
export interface StoreStamp {
  /** Message-ID of its first message: a store that was made anew has another. */
  readonly first: string
  /** Key of its last one. */
  readonly last: number
  /** Another text where there are more series, or fewer. */
  readonly series: string
}

export async function stampOf(database: Database): Promise<StoreStamp> {
  const row = await database.get<{ first: string | null; last: number | null; series: string }>(
    `SELECT (SELECT message_id FROM message ORDER BY id LIMIT 1) AS first,
       (SELECT max(id) FROM message) AS last,
       (SELECT count(*) || ' ' || coalesce(max(id), 0) FROM series) AS series`,
  )
  return { first: row?.first ?? '', last: row?.last ?? 0, series: row?.series ?? '' }
}

/** Messages above a key, in the order of their keys: lists of keys and of Message-IDs, as JSON. */
export async function messagesAfter(
  database: Database,
  key: number,
  limit: number,
): Promise<{ readonly keys: readonly number[]; readonly ids: string }> {
  const row = await database.get<{ keys: string; ids: string }>(
    `SELECT json_group_array(m.id) AS keys, json_group_array(m.message_id) AS ids
     FROM (SELECT id, message_id FROM message WHERE id > ? AND removed = 0 ORDER BY id LIMIT ?) m`,
    key,
    limit,
  )
  return { keys: JSON.parse(row?.keys ?? '[]') as number[], ids: row?.ids ?? '[]' }
}

/** Which of some Message-IDs are here: the place of each in the list, and its key. */
export async function placesOfIds(
  database: Database,
  ids: string,
): Promise<readonly (readonly [place: number, key: number])[]> {
  const row = await database.get<{ found: string }>(
    `SELECT json_group_array(json_array(j.key, m.id)) AS found
     FROM json_each(?) j JOIN message m ON m.message_id = j.atom AND m.removed = 0`,
    ids,
  )
  return JSON.parse(row?.found ?? '[]') as [number, number][]
}

/** The series that a message is of, or that it speaks of; `isMember`: it is a cover or a patch. */
export interface MessageSeries {
  readonly message: number
  readonly name: string
  readonly isMember: boolean
}

export async function seriesOfShared(
  database: Database,
  keys: readonly number[],
): Promise<MessageSeries[]> {
  const rows = await database.all<{ message: number; name: string; member: number }>(
    `SELECT x.message, s.name, x.member FROM (
       SELECT k.value AS message, r.series, 1 AS member
       FROM json_each(?1) k JOIN revision_message r ON r.message = k.value
       UNION
       SELECT k.value, j.series, 0 FROM json_each(?1) k JOIN judgement j ON j.message = k.value
     ) x JOIN series s ON s.id = x.series`,
    JSON.stringify(keys),
  )
  return rows.map(({ message, name, member }) => ({ message, name, isMember: member === 1 }))
}

/** How much of each series is here: its mails, and the date of the latest. */
export interface SeriesWeight {
  readonly name: string
  readonly mails: number
  readonly activity: string | null
}

export function weightsOf(database: Database, names: readonly string[]): Promise<SeriesWeight[]> {
  return database.all(
    `SELECT s.name, st.activity, st.replies
       + (SELECT count(*) FROM revision_message r WHERE r.series = s.id) AS mails
     FROM json_each(?) j JOIN series s ON s.name = j.atom JOIN standing st ON st.series = s.id`,
    JSON.stringify(names),
  )
}

/** What each connection takes for copies. */
const TAKEN = new WeakMap<Database, readonly number[]>()

/**
 * Has this connection take some messages for copies: other stores have them too, and tell of them.
 * Whatever leaves copies out leaves these out; the store itself is not changed.
 */
export async function takeForCopies(database: Database, keys: readonly number[]): Promise<void> {
  if (TAKEN.get(database) === keys) return
  await database.exec(
    `CREATE TEMP TABLE IF NOT EXISTS copy (message INTEGER PRIMARY KEY, original INTEGER);
     DELETE FROM temp.copy; INSERT INTO temp.copy SELECT message, original FROM main.copy`,
  )
  await database.run(
    'INSERT OR IGNORE INTO temp.copy SELECT value, value FROM json_each(?)',
    JSON.stringify(keys),
  )
  TAKEN.set(database, keys)
}
