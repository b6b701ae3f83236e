import type { Person } from '../model/message.ts'
import type { Standing } from '../model/review.ts'
import type { PatchMatch } from '../model/versions.ts'
import type { Database, Value } from './database.ts'
import { saveComments, type KeptComments } from './issues.ts'
import { saveMatches, type SeriesMatches } from './matches.ts'

/** What a review derives of one series, to be kept. */
export interface KeptReview extends KeptComments {
  readonly matches: readonly (readonly PatchMatch[])[]
  readonly standing: Standing
  readonly reviewers: readonly Person[]
}

/** Series on the work list, with the number of messages that each holds. */
export async function staleSeries(
  database: Database,
): Promise<{ series: number; messages: number }[]> {
  return database.all(
    `SELECT s.series, (SELECT count(*) FROM revision_message r WHERE r.series = s.series) AS messages
     FROM stale_series s JOIN series ON series.id = s.series ORDER BY s.series`,
  )
}

/** Those of the given series that are on the work list still: another process may have done some. */
export async function stillStaleSeries(
  database: Database,
  keys: readonly number[],
): Promise<number[]> {
  const rows = await database.all<{ series: number }>(
    'SELECT s.series FROM json_each(?) j JOIN stale_series s ON s.series = j.value JOIN series x ON x.id = s.series',
    JSON.stringify(keys),
  )
  return rows.map(({ series }) => series)
}

/** Replaces what is derived of some series and takes them off the work list; inside the transaction in which they were read. */
export async function saveReviews(
  database: Database,
  reviews: readonly KeptReview[],
): Promise<void> {
  const keys = JSON.stringify(reviews.map(({ key }) => key))
  await saveMatches(
    database,
    new Map(
      reviews.map(({ key, matches }): [number, SeriesMatches] => [key, new Map(matches.entries())]),
    ),
  )
  await saveComments(database, reviews)
  for (const table of ['standing', 'participant'])
    await database.run(
      `DELETE FROM ${table} WHERE series IN (SELECT value FROM json_each(?))`,
      keys,
    )
  await database.insertRows(
    'standing',
    [
      'series',
      'activity',
      'started',
      'version',
      'rfc',
      'patches',
      'replies',
      'comments',
      'reviewed',
      'acked',
      'tested',
      'unreviewed',
      'open',
      'agreed',
      'state',
      'turn',
      'reason',
    ],
    reviews.map(({ key, standing: s }): Value[] => [
      key,
      s.activity,
      s.started,
      s.version,
      Number(s.rfc),
      s.patches,
      s.replies,
      s.comments,
      s.tags.reviewed,
      s.tags.acked,
      s.tags.tested,
      s.unreviewed,
      s.open,
      s.agreed,
      s.state,
      s.turn,
      s.reason,
    ]),
  )
  await database.run(
    `INSERT OR IGNORE INTO participant (series, address, role)
     SELECT j.value ->> 0, a.id, 'reviewer' FROM json_each(?) j JOIN address a ON a.name = j.value ->> 1 AND a.address = j.value ->> 2`,
    JSON.stringify(
      reviews.flatMap(({ key, reviewers }) =>
        reviewers.map((p) => [key, p.name ?? '', p.address ?? '']),
      ),
    ),
  )
  await database.run(
    'DELETE FROM stale_series WHERE series IN (SELECT value FROM json_each(?))',
    keys,
  )
}
