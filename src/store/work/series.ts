import type { Database } from '../database.ts'
import type { ReviewRows } from '../reviews.ts'
import { ISSUE, ISSUE_PARTS, JUDGEMENT } from '../tables/issue.ts'

/** Series that are derived in one transaction. */
const PORTION = 10

/**
 * Takes some series that nobody else derives from the work list, in a transaction of
 * `Database.deriving`: the list gets them back where it ends early. Nothing while threads are being
 * derived: a review reads them whole.
 * @param upTo the last message whose versions are joined
 */
export async function takeSeries(database: Database, upTo: number): Promise<number[]> {
  if (await isThreadLeft(database, upTo)) return []
  const rows = await database.all<{ series: number }>(
    `SELECT s.series FROM stale_series s JOIN series x ON x.id = s.series
     ORDER BY s.series LIMIT ${PORTION} FOR UPDATE OF s SKIP LOCKED`,
  )
  return rows.map(({ series }) => series)
}

/**
 * Where nothing is joined, or not as it is now, all threads of the list come before any series:
 * each puts its series there once more.
 */
async function isThreadLeft(database: Database, upTo: number): Promise<boolean> {
  const thread = await (upTo === 0
    ? database.get('SELECT 1 FROM stale LIMIT 1')
    : database.get('SELECT 1 FROM stale WHERE message <= ? LIMIT 1', upTo))
  return thread !== null
}

/**
 * Takes out what was found before of the same comments: a mail may have been of another series
 * then, which is reviewed anew at the same time or later.
 */
export async function dropOthers(database: Database, { tables }: ReviewRows): Promise<void> {
  const texts = tables.filter(({ table }) => table === JUDGEMENT.name).flatMap((t) => t.texts)
  for (const { name } of [...ISSUE_PARTS, ISSUE, JUDGEMENT])
    for (const text of texts)
      await database.run(
        `DELETE FROM ${name} WHERE (message, number) IN (
           SELECT CAST(j.value ->> 0 AS BIGINT), CAST(j.value ->> 1 AS BIGINT)
           FROM json_each(?) j)`,
        text,
      )
}
