import type { Database } from './database.ts'
import { bodiesOf } from './mail/lists.ts'
import { TABLES } from './tables.ts'
import { COMMENTS_OF_MESSAGE } from './tables/search.ts'

/**
 * What SQLite itself finds amiss in the file; empty where nothing is. A server looks after its own.
 */
export async function damageIn(database: Database): Promise<string[]> {
  if (database.dialect.name !== 'sqlite') return []
  const rows = await database.all<{ integrity_check: string }>('PRAGMA integrity_check(20)')
  return rows.map((row) => row.integrity_check).filter((text) => text !== 'ok')
}

/**
 * Tables whose rows are of a message or a series by this column, but those that live by the key of
 * another.
 */
function having(column: 'message' | 'series'): string[] {
  return TABLES.filter(({ columns }) => columns[column]?.isOptional === false).map(
    ({ name }) => name,
  )
}

/** Counts that are 0 in a sound store, each with what it would mean. */
const RULES: readonly (readonly [meaning: string, count: string])[] = [
  ...having('message').map(
    (table) =>
      [
        `rows of ${table} belong to no message`,
        `SELECT count(*) AS n FROM ${table} t WHERE NOT EXISTS (SELECT 1 FROM message m WHERE m.id = t.message)`,
      ] as const,
  ),
  ...having('series').map(
    (table) =>
      [
        `rows of ${table} belong to no series`,
        `SELECT count(*) AS n FROM ${table} t WHERE NOT EXISTS (SELECT 1 FROM series s WHERE s.id = t.series)`,
      ] as const,
  ),
  [
    'messages came from no source',
    'SELECT count(*) AS n FROM message m WHERE NOT EXISTS (SELECT 1 FROM message_source s WHERE s.message = m.id)',
  ],
  [
    'messages have a sender that is not there',
    'SELECT count(*) AS n FROM message m WHERE NOT EXISTS (SELECT 1 FROM address a WHERE a.id = m.sender)',
  ],
  [
    'messages are said to be removed and are not, or the other way round',
    'SELECT count(*) AS n FROM message m WHERE m.removed <> (SELECT min(s.removed) FROM message_source s WHERE s.message = m.id)',
  ],
  [
    'messages are in no thread',
    'SELECT count(*) AS n FROM message m WHERE m.removed = 0 AND NOT EXISTS (SELECT 1 FROM thread t WHERE t.message = m.id) AND NOT EXISTS (SELECT 1 FROM stale s WHERE s.message = m.id)',
  ],
  [
    'messages are not in the full-text index',
    'SELECT count(*) AS n FROM message m LEFT JOIN message_text t ON t.rowid = m.id WHERE m.removed = 0 AND t.rowid IS NULL AND NOT EXISTS (SELECT 1 FROM stale s WHERE s.message = m.id)',
  ],
  [
    'comments are not in the full-text index',
    `SELECT count(*) AS n FROM anchor a LEFT JOIN comment_text t ON t.rowid = a.message * ${COMMENTS_OF_MESSAGE} + a.number WHERE t.rowid IS NULL AND a.number < ${COMMENTS_OF_MESSAGE}`,
  ],
  [
    'series have no standing',
    'SELECT count(*) AS n FROM series s WHERE NOT EXISTS (SELECT 1 FROM standing x WHERE x.series = s.id) AND NOT EXISTS (SELECT 1 FROM stale_series x WHERE x.series = s.id)',
  ],
  [
    'issues are raised by no comment that asks',
    `SELECT count(*) AS n FROM issue i
    WHERE NOT EXISTS (SELECT 1 FROM judgement j WHERE j.message = i.message AND j.number = i.number AND j.actionable = 1)`,
  ],
]

/** What does not fit together, each with how often. */
export async function misfitsIn(database: Database): Promise<string[]> {
  const found: string[] = []
  for (const [meaning, count] of RULES) {
    const n = (await database.get<{ n: number }>(count))?.n ?? 0
    if (n > 0) found.push(`${n} ${meaning}`)
  }
  const beyond = await linksBeyond(database)
  if (beyond > 0) found.push(`${beyond} messages end before a line that a link leads to`)
  return found
}

/** Messages whose texts are in memory at once. */
const TEXTS = 200

/** How many messages have fewer lines than links say. */
async function linksBeyond(database: Database): Promise<number> {
  const ends = await database.all<{ id: number; end: number }>(
    'SELECT origin AS id, max(origin_end_line) AS end FROM link WHERE origin IS NOT NULL GROUP BY origin',
  )
  let found = 0
  for (let i = 0; i < ends.length; i += TEXTS) {
    const some = ends.slice(i, i + TEXTS)
    const bodies = await bodiesOf(
      database,
      some.map(({ id }) => id),
    )
    found += some.filter(({ id, end }) => end > (bodies.get(id)?.split('\n').length ?? 0)).length
  }
  return found
}

/** Sizes of a store, and what is left to derive. */
export interface StoreCounts {
  readonly messages: number
  readonly removed: number
  readonly series: number
  readonly comments: number
  readonly issues: number
  readonly problems: number
  /** Messages and series whose derived rows are not up to date. */
  readonly waiting: number
}

export async function countsOf(database: Database): Promise<StoreCounts> {
  const row = await database.get<Record<keyof StoreCounts, number>>(
    `SELECT (SELECT count(*) FROM message) AS messages, (SELECT count(*) FROM message WHERE removed = 1) AS removed, (SELECT count(*) FROM series) AS series,
       (SELECT count(*) FROM comment) AS comments, (SELECT count(*) FROM issue) AS issues, (SELECT count(*) FROM problem) AS problems,
       (SELECT count(*) FROM stale) + (SELECT count(*) FROM stale_series) AS waiting`,
  )
  return (
    row ?? { messages: 0, removed: 0, series: 0, comments: 0, issues: 0, problems: 0, waiting: 0 }
  )
}
