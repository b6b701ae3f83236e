import type { Rung } from '../../model/link.ts'
import type { Database } from '../database.ts'

/** Quoted lines of some messages that were linked alike. */
export interface QuotedLines {
  readonly match: Rung | 'none'
  readonly ambiguous: boolean
  readonly lines: number
}

/** What the quoted lines of some messages came to. */
export async function quotedLinesOf(
  database: Database,
  keys: readonly number[],
): Promise<QuotedLines[]> {
  const rows = await database.all<{ match: Rung | 'none'; ambiguous: number; lines: number }>(
    `SELECT l.match, l.ambiguous, sum(l.end_line - l.line + 1) AS lines
     FROM json_each(?) j JOIN link l ON l.message = j.value GROUP BY l.match, l.ambiguous`,
    JSON.stringify(keys),
  )
  return rows.map((row) => ({ ...row, ambiguous: row.ambiguous === 1 }))
}
