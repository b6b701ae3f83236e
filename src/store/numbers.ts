import type { Person } from '../model/message.ts'
import type { SeriesState, Turn } from '../model/review.ts'
import type { Database } from './database.ts'

/** Requests that somebody still owes. */
const DUE = `i.state IN ('open', 'agreed') AND i.moot = 0 AND i.asked_of = 'author' AND i.strength <> 'optional'`

/** The latest date of a mail that a series has; `null` in an empty store. */
export async function latestActivity(database: Database): Promise<string | null> {
  const row = await database.get<{ date: string | null }>(
    'SELECT max(activity) AS date FROM standing',
  )
  return row?.date ?? null
}

/** Dates of the requests that are due on series with mail since a day. */
export async function datesOfDue(database: Database, since: string): Promise<string[]> {
  const rows = await database.all<{ date: string }>(
    `SELECT i.date FROM issue i JOIN standing s ON s.series = i.series
     WHERE ${DUE} AND i.date IS NOT NULL AND s.activity >= ?`,
    since,
  )
  return rows.map(({ date }) => date)
}

/** Dates of versions that were sent since a day. */
export async function datesOfVersions(database: Database, since: string): Promise<string[]> {
  const rows = await database.all<{ date: string }>(
    'SELECT date FROM revision WHERE date >= ?',
    since,
  )
  return rows.map(({ date }) => date)
}

/** Series with mail since a day, by where they stand and who has to move. */
export async function standingsCounted(
  database: Database,
  since: string,
): Promise<{ state: SeriesState; turn: Turn | null; n: number }[]> {
  return database.all(
    'SELECT state, turn, count(*) AS n FROM standing WHERE activity >= ? GROUP BY state, turn',
    since,
  )
}

interface Counted {
  readonly person: Person
  readonly n: number
}

/** Authors by what they owe on series with mail since a day, most first. */
export async function mostOwing(database: Database, since: string): Promise<Counted[]> {
  return counted(database, 's.author', since)
}

/** Those who asked for it, most first. */
export async function mostAsking(database: Database, since: string): Promise<Counted[]> {
  return counted(database, 'i.author', since)
}

async function counted(
  database: Database,
  who: 's.author' | 'i.author',
  since: string,
): Promise<Counted[]> {
  const rows = await database.all<{ name: string; address: string; n: number }>(
    `SELECT a.name, a.address, count(*) AS n FROM issue i JOIN standing t ON t.series = i.series
     JOIN series s ON s.id = i.series JOIN address a ON a.id = ${who}
     WHERE ${DUE} AND t.activity >= ? GROUP BY a.address ORDER BY n DESC, a.address LIMIT 8`,
    since,
  )
  return rows.map(({ name, address, n }) => ({
    person: { name: name || null, address: address || null },
    n,
  }))
}
