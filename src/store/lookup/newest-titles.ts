import type { Database } from '../database.ts'

/** A series as completions offer it. */
export interface NewestTitle {
  readonly name: string
  readonly title: string
  /** ISO 8601 UTC of its latest mail. */
  readonly activity: string | null
}

/** Series with the newest mail first, but those of some names. */
export function newestTitles(
  database: Database,
  without: readonly string[],
  limit: number,
): Promise<NewestTitle[]> {
  return database.all(
    `SELECT s.name, s.title, st.activity FROM standing st JOIN series s ON s.id = st.series
     WHERE s.name NOT IN (SELECT atom FROM json_each(?))
     ORDER BY st.activity DESC, s.name LIMIT ?`,
    JSON.stringify(without),
    limit,
  )
}
