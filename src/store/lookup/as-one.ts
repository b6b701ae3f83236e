import type { Database } from '../database.ts'

/** By what records are put in order: what they are of, and when that was sent. */
export type Dates = ReadonlyMap<string, string | null>

/** When each message of the store was sent, by Message-ID. */
export async function datesOfMessages(database: Database): Promise<Dates> {
  const rows = await database.all<{ id: string; date: string | null }>(
    'SELECT message_id AS id, date FROM message',
  )
  return new Map(rows.map(({ id, date }) => [id, date]))
}

/** When the first version of each series was sent, by the name of the series. */
export async function startsOfSeries(database: Database): Promise<Dates> {
  const rows = await database.all<{ id: string; date: string | null }>(
    `SELECT s.name AS id, r.date FROM series s
     JOIN revision r ON r.series = s.id AND r.position = 0`,
  )
  return new Map(rows.map(({ id, date }) => [id, date]))
}

/** Of some messages, how many each address has sent. */
export async function sentAmong(
  database: Database,
  keys: readonly number[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await database.all<{ address: string; n: number }>(
    `SELECT a.address, count(*) AS n FROM json_each(?) j JOIN message m ON m.id = j.value
     JOIN address a ON a.id = m.sender GROUP BY a.address`,
    JSON.stringify(keys),
  )
  return new Map(rows.map(({ address, n }) => [address, n]))
}

/** Of some patches, how often each path is changed. */
export async function changedAmong(
  database: Database,
  keys: readonly number[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await database.all<{ path: string; n: number }>(
    `SELECT f.new_path AS path, count(*) AS n FROM json_each(?) j
     JOIN file f ON f.message = j.value WHERE f.new_path IS NOT NULL GROUP BY f.new_path`,
    JSON.stringify(keys),
  )
  return new Map(rows.map(({ path, n }) => [path, n]))
}

/** How much of a store another one has, too. */
export interface CountsAway {
  readonly messages: number
  readonly series: number
  readonly comments: number
  readonly issues: number
}

/** Counts what stands with some messages, and with series of some names. */
export async function countsAmong(
  database: Database,
  messages: readonly number[],
  series: readonly string[],
): Promise<CountsAway> {
  const count = async (sql: string, list: readonly (number | string)[]): Promise<number> =>
    (await database.get<{ n: number }>(sql, JSON.stringify(list)))?.n ?? 0
  return {
    messages: messages.length,
    comments: await count(
      'SELECT count(*) AS n FROM json_each(?) j JOIN comment c ON c.message = j.value',
      messages,
    ),
    series: series.length,
    issues: await count(
      `SELECT count(*) AS n FROM json_each(?) j JOIN series s ON s.name = j.value
       JOIN issue i ON i.series = s.id`,
      series,
    ),
  }
}
