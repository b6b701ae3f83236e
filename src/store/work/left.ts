import type { Database } from '../database.ts'

/** What the work lists hold. */
export interface Left {
  /** Messages whose versions are joined, so that their threads may be derived. */
  readonly threads: number
  /** Messages that have come since, and the last of them. */
  readonly unjoined: number
  readonly last: number
  readonly series: number
}

/** @param upTo the last message whose versions are joined */
export async function workLeft(database: Database, upTo: number): Promise<Left> {
  const row = await database.get<Left>(
    `SELECT (SELECT count(*) FROM stale WHERE message <= ?1) AS threads,
       (SELECT count(*) FROM stale WHERE message > ?1) AS unjoined,
       (SELECT coalesce(max(message), 0) FROM stale) AS last,
       (SELECT count(*) FROM stale_series s JOIN series x ON x.id = s.series) AS series`,
    upTo,
  )
  return row ?? { threads: 0, unjoined: 0, last: 0, series: 0 }
}

/** Takes out what is on a work list and not in the store. */
export async function dropUnknown(database: Database): Promise<void> {
  await database.run(
    'DELETE FROM stale WHERE NOT EXISTS (SELECT 1 FROM message m WHERE m.id = stale.message)',
  )
}
