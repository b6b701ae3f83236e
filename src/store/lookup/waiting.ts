import type { Database } from '../database.ts'
import type { SeriesSort } from '../../model/query.ts'
import type { Waiting } from '../../model/waiting.ts'

/**
 * Since when the one whose turn it is could have acted. The author: since the first request that is
 * not met was made on the latest version; a reviewer whom nothing was said to: since the latest
 * version was sent; else since the last mail. Of `standing st`, `revision r` (the latest).
 */
export const WAITING = `CASE
  WHEN st.turn IS NULL THEN NULL
  WHEN st.turn = 'author' THEN coalesce((SELECT min(im.date) FROM issue i JOIN message im ON im.id = i.message
    WHERE i.series = st.series AND i.position = r.position AND i.state IN ('open', 'agreed')), st.activity)
  WHEN st.state = 'needs-review' THEN coalesce(r.date, st.activity)
  ELSE st.activity END`

const ORDERS: Readonly<Record<SeriesSort, string>> = {
  activity: 'st.activity DESC',
  waiting: 'waiting NULLS LAST',
  open: 'st.open + st.agreed DESC, st.activity DESC',
  version: 'st.version DESC, st.activity DESC',
  started: 'st.started IS NULL, st.started',
  replies: 'st.replies DESC, st.activity DESC',
  title: 'lower(s.title)',
  author: 'lower(a.name), st.activity DESC',
}

/** ORDER BY of a list: the newest, the longest wait, the most, the first in the alphabet on top. */
export function orderOf(sort: SeriesSort = 'activity'): string {
  return ORDERS[sort]
}

/** What humans asked for and the author owes on each of the given series, by key. */
export async function owedToHumans(
  database: Database,
  keys: readonly number[],
): Promise<Map<number, { readonly open: number; readonly agreed: number }>> {
  const rows = await database.all<{ series: number; open: number; agreed: number }>(
    `SELECT i.series, count(*) FILTER (WHERE i.state = 'open') AS open,
       count(*) FILTER (WHERE i.state = 'agreed') AS agreed
     FROM json_each(?) j JOIN issue i ON i.series = j.value
     WHERE i.sender = 'human' AND i.state IN ('open', 'agreed') AND i.moot = 0
       AND i.asked_of = 'author' AND i.strength <> 'optional' GROUP BY i.series`,
    JSON.stringify(keys),
  )
  return new Map(rows.map(({ series, open, agreed }) => [series, { open, agreed }]))
}

/** Has a run that was killed left something to be derived? */
export async function hasWork(database: Database): Promise<boolean> {
  const row = await database.get<{ n: number }>(
    'SELECT EXISTS (SELECT 1 FROM stale) OR EXISTS (SELECT 1 FROM stale_series) AS n',
  )
  return row?.n === 1
}

/** In `meta` of a store that a copy is made into, until all of it is there. */
export const COPYING = 'copying'

/**
 * What is said of a store without any mail; `null`: it has some. A copy that was stopped has left
 * its mark.
 */
export async function emptyText(database: Database): Promise<string | null> {
  const row = await database.get<{ has_mail: number; copies: number }>(
    `SELECT EXISTS (SELECT 1 FROM message) AS has_mail,
       EXISTS (SELECT 1 FROM meta WHERE key = '${COPYING}') AS copies`,
  )
  if (row?.has_mail === 1) return null
  return row?.copies === 1
    ? 'empty: a copy into it was stopped, or is not done; run patchtrail copy again'
    : 'empty: nothing was read into it yet; patchtrail ingest <mail>'
}

/**
 * What an ingest has read and nobody has derived yet, also while somebody does. A series that is
 * gone stays on its list and waits for nothing.
 */
export async function waitingIn(database: Database): Promise<Waiting> {
  const row = await database.get<Waiting>(
    `SELECT (SELECT count(*) FROM stale) AS messages,
       (SELECT count(*) FROM stale_series s JOIN series x ON x.id = s.series) AS series`,
  )
  return row ?? { messages: 0, series: 0 }
}
