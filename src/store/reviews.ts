import type { Standing } from '../model/review.ts'
import type { KeptReview } from '../model/rows.ts'
import type { Database, PackedRows } from './database.ts'
import { matchRows } from './matches.ts'
import { deleteOf, rowsFor } from './tables.ts'
import { PARTICIPANT, PATCH_MATCH, STALE_SERIES, STANDING } from './tables/series.ts'
import type { RowOf } from './tables/table.ts'
import { commentRows, dropComments } from './write/issues.ts'

/** Series on the work list, with the number of messages that each holds. */
export async function staleSeries(
  database: Database,
): Promise<{ series: number; messages: number }[]> {
  return database.all(
    `SELECT s.series, (SELECT count(*) FROM revision_message r WHERE r.series = s.series) AS messages
     FROM stale_series s JOIN series ON series.id = s.series ORDER BY s.series`,
  )
}

/**
 * Those of the given series that are on the work list still: another process may have done some.
 */
export async function stillStaleSeries(
  database: Database,
  keys: readonly number[],
): Promise<number[]> {
  const rows = await database.all<{ series: number }>(
    `SELECT s.series FROM json_each(?) j
     JOIN stale_series s ON s.series = j.value JOIN series x ON x.id = s.series`,
    JSON.stringify(keys),
  )
  return rows.map(({ series }) => series)
}

/** All that is derived of some series, as it goes into the store. */
export interface ReviewRows {
  /** Of the series, as a JSON list. */
  readonly keys: string
  readonly tables: readonly PackedRows[]
  /** Series, name and address of each reviewer, as a JSON list. */
  readonly reviewers: string
}

/** Reads the keys that the rows need. */
export async function rowsOfReviews(
  database: Database,
  reviews: readonly KeptReview[],
): Promise<ReviewRows> {
  return {
    keys: JSON.stringify(reviews.map(({ key }) => key)),
    tables: [
      matchRows(reviews.map(({ key, matches }) => [key, matches] as const)),
      ...(await commentRows(database, reviews)),
      rowsFor(
        STANDING,
        reviews.map(({ key, standing }) => standingRow(key, standing)),
      ),
    ],
    reviewers: JSON.stringify(
      reviews.flatMap(({ key, reviewers }) =>
        reviewers.map((p) => [key, p.name ?? '', p.address ?? '']),
      ),
    ),
  }
}

/**
 * Replaces what is derived of some series and takes them off the work list; inside a transaction in
 * which their facts are those that were read.
 */
export async function saveReviews(
  database: Database,
  { keys, tables, reviewers }: ReviewRows,
): Promise<void> {
  await dropComments(database, keys)
  await deleteOf(database, 'series', [PATCH_MATCH, STANDING, PARTICIPANT], keys)
  for (const rows of tables) await database.insertPacked(rows)
  await database.run(
    `INSERT OR IGNORE INTO participant (series, address, role)
     SELECT CAST(j.value ->> 0 AS BIGINT), a.id, 'reviewer'
     FROM json_each(?) j JOIN address a ON a.name = j.value ->> 1 AND a.address = j.value ->> 2`,
    reviewers,
  )
  await deleteOf(database, 'series', [STALE_SERIES], keys)
}

function standingRow(series: number, s: Standing): RowOf<typeof STANDING> {
  return {
    series,
    activity: s.activity,
    started: s.started,
    version: s.version,
    rfc: Number(s.rfc),
    patches: s.patches,
    replies: s.replies,
    comments: s.comments,
    reviewed: s.tags.reviewed,
    acked: s.tags.acked,
    tested: s.tags.tested,
    unreviewed: s.unreviewed,
    open: s.open,
    agreed: s.agreed,
    state: s.state,
    turn: s.turn,
    reason: s.reason,
  }
}
