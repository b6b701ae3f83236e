import type { Database } from './database.ts'

/** Keys of series that somebody wrote or answered, newest activity first. */
export async function seriesOfPerson(database: Database, words: string, since: string | null): Promise<number[]> {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await database.all<{ series: number }>(
    `WITH people AS (SELECT id FROM address WHERE name LIKE ?1 ESCAPE '\\' OR address LIKE ?1 ESCAPE '\\')
     SELECT st.series FROM standing st JOIN series s ON s.id = st.series
     WHERE (s.author IN people OR EXISTS (SELECT 1 FROM participant p WHERE p.series = st.series AND p.address IN people)) AND (?2 IS NULL OR st.activity >= ?2)
     ORDER BY st.activity DESC`, like, since,
  )
  return rows.map(({ series }) => series)
}
