import type { Database } from '../database.ts'

/** The first version of another series, and the version of this one that it nearly followed. */
export interface NextBest {
  readonly name: string
  readonly title: string
  readonly version: number
  readonly rfc: boolean
  readonly messageId: string
  /** Titles of its patches. */
  readonly patches: readonly string[]
  /** Position of the version in the series that is asked for. */
  readonly from: number
}

/**
 * Series whose first version would have followed on one of this series, had that not gone on
 * otherwise; not those that the user took apart from it. @param least how much must have spoken for
 * it
 */
export async function nextBestOf(
  database: Database,
  key: number,
  least: number,
): Promise<NextBest[]> {
  const rows = await database.all<{
    name: string
    title: string
    version: number
    rfc: number
    message_id: string
    patches: string
    position: number
  }>(
    `SELECT s.name, s.title, r.version, r.rfc, m.message_id, x.position,
       (SELECT coalesce(json_group_array(p.title), '[]') FROM revision_patch t JOIN patch p ON p.message = t.message
        WHERE t.series = r.series AND t.position = r.position) AS patches
     FROM revision_message x JOIN message u ON u.id = x.message
     JOIN revision r ON r.runner_up = u.message_id AND r.position = 0 AND r.series <> x.series
     JOIN series s ON s.id = r.series JOIN message m ON m.id = r.message
     WHERE x.series = ? AND r.runner_up_score >= ? AND NOT EXISTS (
       SELECT 1 FROM user_link l
       JOIN message a ON a.message_id = l.a JOIN revision_message ra ON ra.message = a.id
       JOIN message b ON b.message_id = l.b JOIN revision_message rb ON rb.message = b.id
       WHERE l.joined = 0 AND ra.series IN (x.series, r.series) AND rb.series IN (x.series, r.series)
     ) ORDER BY m.date NULLS FIRST, m.message_id`,
    key,
    least,
  )
  return rows.map((row) => ({
    name: row.name,
    title: row.title,
    version: row.version,
    rfc: row.rfc === 1,
    messageId: row.message_id,
    patches: JSON.parse(row.patches) as string[],
    from: row.position,
  }))
}

/** Message-IDs of the covers and patches of a series that name a message which is not here. */
export async function namingAbsent(database: Database, key: number): Promise<string[]> {
  const rows = await database.all<{ message_id: string }>(
    `SELECT DISTINCT m.message_id FROM revision_message r
     JOIN mention n ON n.message = r.message JOIN message m ON m.id = r.message
     WHERE r.series = ? AND NOT EXISTS (SELECT 1 FROM message o WHERE o.message_id = n.mentioned)`,
    key,
  )
  return rows.map(({ message_id }) => message_id)
}
