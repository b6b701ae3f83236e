import type { Person } from '../model/message.ts'
import { groupedBy } from '../text/grouped-by.ts'
import type { Database } from './database.ts'
import { holding } from './like.ts'

/**
 * Keys of series that are not applied and on which somebody may have to do something, newest
 * activity first: one's own with something open, and those of others of which one asked something.
 * @param without names of series that are left out
 */
export async function seriesOfPerson(
  database: Database,
  words: string,
  since: string | null,
  without: readonly string[] = [],
): Promise<number[]> {
  const rows = await database.all<{ series: number }>(
    `WITH people AS (SELECT id FROM address WHERE name LIKE ?1 ESCAPE '\\' OR address LIKE ?1 ESCAPE '\\')
     SELECT st.series FROM standing st JOIN series s ON s.id = st.series
     WHERE st.series IN (SELECT id FROM series WHERE author IN (SELECT id FROM people)
         UNION SELECT series FROM participant WHERE address IN (SELECT id FROM people))
       AND (?2 IS NULL OR st.activity >= ?2) AND st.state <> 'applied' AND EXISTS (SELECT 1 FROM issue i WHERE i.series = st.series AND (i.author IN (SELECT id FROM people)
         OR (s.author IN (SELECT id FROM people) AND i.state IN ('open', 'agreed'))))
       AND s.name NOT IN (SELECT atom FROM json_each(?3)) ORDER BY st.activity DESC, st.series`,
    holding(words),
    since,
    JSON.stringify(without),
  )
  return rows.map(({ series }) => series)
}

/** Somebody who wrote on a series, and when last; ISO 8601 UTC. */
export interface Voice {
  readonly who: Person
  readonly last: string
}

/**
 * What somebody wrote after a time, and the nearest cover or patch above it. From the mails of one
 * person upwards: the mail of all their series would be hundreds of times as much.
 */
const VOICES = `
WITH RECURSIVE people AS (
  SELECT id FROM address WHERE name LIKE ?1 ESCAPE '\\' OR address LIKE ?1 ESCAPE '\\'
), own(message, at) AS (
  SELECT m.id, m.id FROM message m WHERE m.sender IN (SELECT id FROM people) AND m.date > ?2 AND m.removed = 0
  UNION
  SELECT o.message, t.parent FROM own o JOIN thread t ON t.message = o.at
  WHERE t.parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM revision_message r WHERE r.message = o.at)
)
SELECT r.series, a.name, a.address, max(m.date) AS last
FROM own o JOIN revision_message r ON r.message = o.at
JOIN message m ON m.id = o.message JOIN address a ON a.id = m.sender
GROUP BY r.series, m.sender, a.name, a.address ORDER BY r.series, m.sender`

/** When somebody wrote last on each series that they wrote on after a time; ISO 8601 UTC. */
export async function voicesSince(
  database: Database,
  words: string,
  since: string,
): Promise<Map<number, Voice[]>> {
  const rows = await database.all<{ series: number; name: string; address: string; last: string }>(
    VOICES,
    holding(words),
    since,
  )
  const found = groupedBy(rows, ({ series }) => series)
  return new Map([...found].map(([key, all]) => [key, all.map(voiceFrom)]))
}

function voiceFrom(row: {
  readonly name: string
  readonly address: string
  readonly last: string
}): Voice {
  return { who: { name: row.name || null, address: row.address || null }, last: row.last }
}
