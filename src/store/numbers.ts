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

/** What is counted: series with mail since a day, but for some names. */
export interface CountedSeries {
  readonly since: string
  readonly without: readonly string[]
}

/** Not one of those; `s` or what the column is of. */
function notNamed(series: string): string {
  return `${series} NOT IN (SELECT id FROM series WHERE name IN (SELECT atom FROM json_each(?)))`
}

/** Dates of the requests that are due on series with mail since a day. */
export async function datesOfDue(
  database: Database,
  { since, without }: CountedSeries,
): Promise<string[]> {
  const rows = await database.all<{ date: string }>(
    `SELECT i.date FROM issue i JOIN standing s ON s.series = i.series
     WHERE ${DUE} AND i.date IS NOT NULL AND s.activity >= ? AND ${notNamed('i.series')}`,
    since,
    JSON.stringify(without),
  )
  return rows.map(({ date }) => date)
}

/** Dates of versions that were sent since a day. */
export async function datesOfVersions(
  database: Database,
  { since, without }: CountedSeries,
): Promise<string[]> {
  const rows = await database.all<{ date: string }>(
    `SELECT date FROM revision WHERE date >= ? AND ${notNamed('series')}`,
    since,
    JSON.stringify(without),
  )
  return rows.map(({ date }) => date)
}

/** Series with mail since a day, by where they stand and who has to move. */
export async function standingsCounted(
  database: Database,
  { since, without }: CountedSeries,
): Promise<{ state: SeriesState; turn: Turn | null; n: number }[]> {
  return database.all(
    `SELECT state, turn, count(*) AS n FROM standing
     WHERE activity >= ? AND ${notNamed('series')} GROUP BY state, turn`,
    since,
    JSON.stringify(without),
  )
}

interface Counted {
  readonly person: Person
  readonly n: number
}

/** Authors by what they owe on series with mail since a day, most first. */
export async function mostOwing(database: Database, since: CountedSeries): Promise<Counted[]> {
  return counted(database, 's.author', since)
}

/** Those who asked for it, most first. */
export async function mostAsking(database: Database, since: CountedSeries): Promise<Counted[]> {
  return counted(database, 'i.author', since)
}

async function counted(
  database: Database,
  who: 's.author' | 'i.author',
  { since, without }: CountedSeries,
): Promise<Counted[]> {
  const rows = await database.all<{ name: string; address: string; n: number }>(
    `SELECT max(a.name) AS name, a.address, count(*) AS n FROM issue i JOIN standing t ON t.series = i.series
     JOIN series s ON s.id = i.series JOIN address a ON a.id = ${who}
     WHERE ${DUE} AND t.activity >= ? AND ${notNamed('i.series')} GROUP BY a.address ORDER BY n DESC, a.address LIMIT 8`,
    since,
    JSON.stringify(without),
  )
  return rows.map(({ name, address, n }) => ({
    person: { name: name || null, address: address || null },
    n,
  }))
}
