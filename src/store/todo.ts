import type { Database } from './database.ts'
import { holding } from './like.ts'

/**
 * Keys of series that are not applied and on which somebody may have to do something, newest
 * activity first: one's own with something open, and those of others of which one asked something.
 */
export async function seriesOfPerson(
  database: Database,
  words: string,
  since: string | null,
): Promise<number[]> {
  const rows = await database.all<{ series: number }>(
    `WITH people AS (SELECT id FROM address WHERE name LIKE ?1 ESCAPE '\\' OR address LIKE ?1 ESCAPE '\\')
     SELECT st.series FROM standing st JOIN series s ON s.id = st.series
     WHERE (s.author IN people OR EXISTS (SELECT 1 FROM participant p WHERE p.series = st.series AND p.address IN people)) AND (?2 IS NULL OR st.activity >= ?2)
       AND st.state <> 'applied' AND EXISTS (SELECT 1 FROM issue i WHERE i.series = st.series AND (i.author IN people OR (s.author IN people AND i.state IN ('open', 'agreed'))))
     ORDER BY st.activity DESC`,
    holding(words),
    since,
  )
  return rows.map(({ series }) => series)
}
