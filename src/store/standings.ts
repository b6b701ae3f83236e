import type { Person } from '../model/message.ts'
import type { SeriesSort } from '../model/query.ts'
import type { SeriesState, Standing, Turn } from '../model/review.ts'
import type { Database, Value } from './database.ts'
import { holding } from './like.ts'
import { orderOf, WAITING } from './lookup/waiting.ts'
import type { STANDING } from './tables/series.ts'
import type { RowOf } from './tables/table.ts'

type StandingRow = RowOf<typeof STANDING>

/** Where the given series stand, by key. */
export async function readStandings(
  database: Database,
  keys: readonly number[],
): Promise<Map<number, Standing>> {
  const rows = await database.all<StandingRow>(
    'SELECT s.* FROM json_each(?) j JOIN standing s ON s.series = j.value',
    JSON.stringify(keys),
  )
  return new Map(rows.map((row) => [row.series, standingFrom(row)]))
}

function standingFrom(row: StandingRow): Standing {
  const { reviewed, acked, tested } = row
  return {
    state: row.state,
    turn: row.turn,
    reason: row.reason,
    activity: row.activity,
    started: row.started,
    version: row.version,
    rfc: row.rfc === 1,
    patches: row.patches,
    replies: row.replies,
    comments: row.comments,
    tags: { reviewed, acked, tested },
    unreviewed: row.unreviewed,
    open: row.open,
    agreed: row.agreed,
  }
}

/**
 * What a list of series is narrowed down to. Texts are parts of names, addresses, paths or titles.
 */
export interface SeriesFilter {
  readonly author?: string
  readonly reviewer?: string
  readonly file?: string
  readonly title?: string
  readonly state?: SeriesState
  readonly notState?: SeriesState
  readonly turn?: Turn
  readonly unreviewed?: boolean
  /** Latest mail not before, and before; ISO 8601 UTC. */
  readonly since?: string
  readonly before?: string
  /** Part of a List-Id, or of where its mail was read from. */
  readonly list?: string
  /** Only these, and none of those: names. */
  readonly only?: readonly string[]
  readonly without?: readonly string[]
  /** Names of those that another store of a folder tells of. */
  readonly elsewhere?: readonly string[]
  /** Names of those that stand before all others. */
  readonly first?: readonly string[]
  readonly sort?: SeriesSort
  readonly limit: number
  /** How many are passed over. */
  readonly offset?: number
}

/** A series in one line. */
export interface ListedSeries {
  readonly key: number
  readonly name: string
  readonly title: string
  readonly author: Person
  readonly messageId: string
  readonly standing: Standing
  /** Since when the one whose turn it is could have acted. */
  readonly waitingSince: string | null
}

/** Series that fit, newest activity first unless sorted otherwise; and how many fit in all. */
export async function listSeries(
  database: Database,
  filter: SeriesFilter,
): Promise<{ readonly series: ListedSeries[]; readonly total: number }> {
  const { where, values } = conditionsOf(filter)
  const rows = await database.all<
    StandingRow & {
      name: string
      title: string
      author_name: string
      author_address: string
      message_id: string
      waiting: string | null
    }
  >(
    `SELECT st.*, s.name, s.title, a.name AS author_name, a.address AS author_address, m.message_id, ${WAITING} AS waiting
     FROM standing st JOIN series s ON s.id = st.series JOIN address a ON a.id = s.author
     JOIN revision r ON r.series = s.id AND r.position = (SELECT max(position) FROM revision x WHERE x.series = s.id) JOIN message m ON m.id = r.message
     ${where} ORDER BY NOT ${NAMED}, ${orderOf(filter.sort)}, s.name LIMIT ? OFFSET ?`,
    ...values,
    JSON.stringify(filter.first ?? []),
    filter.limit,
    filter.offset ?? 0,
  )
  const total =
    (
      await database.get<{ n: number }>(
        `SELECT count(*) AS n FROM standing st JOIN series s ON s.id = st.series JOIN address a ON a.id = s.author ${where}`,
        ...values,
      )
    )?.n ?? 0
  return {
    total,
    series: rows.map((row) => ({
      key: row.series,
      name: row.name,
      title: row.title,
      author: { name: row.author_name || null, address: row.author_address || null },
      messageId: row.message_id,
      standing: standingFrom(row),
      waitingSince: row.waiting,
    })),
  }
}

const NAMED = 's.name IN (SELECT atom FROM json_each(?))'

function conditionsOf(filter: SeriesFilter): { readonly where: string; readonly values: Value[] } {
  const all: (readonly [string, ...Value[]])[] = []
  const { author, reviewer, file, title, state, turn, since, before } = filter
  // What is sent for a stable tree is a copy: its work is listed where it was posted first.
  all.push(['s.tree IS NULL'])
  if (author)
    all.push([
      `(a.name LIKE ? ESCAPE '\\' OR a.address LIKE ? ESCAPE '\\')`,
      holding(author),
      holding(author),
    ])
  if (title)
    for (const word of title.split(/\s+/)) all.push([`s.title LIKE ? ESCAPE '\\'`, holding(word)])
  if (reviewer) {
    all.push([
      `EXISTS (SELECT 1 FROM participant p JOIN address b ON b.id = p.address WHERE p.series = st.series
      AND (b.name LIKE ? ESCAPE '\\' OR b.address LIKE ? ESCAPE '\\'))`,
      holding(reviewer),
      holding(reviewer),
    ])
  }
  if (file) {
    all.push([
      `EXISTS (SELECT 1 FROM revision_patch rp JOIN file f ON f.message = rp.message WHERE rp.series = st.series
      AND (f.new_path LIKE ? ESCAPE '\\' OR f.old_path LIKE ? ESCAPE '\\'))`,
      holding(file),
      holding(file),
    ])
  }
  if (state) all.push(['st.state = ?', state])
  if (filter.notState) all.push(['st.state <> ?', filter.notState])
  if (turn) all.push(['st.turn = ?', turn])
  if (filter.unreviewed) all.push(['st.unreviewed > 0'])
  if (since) all.push(['st.activity >= ?', since])
  if (before) all.push(['st.activity < ?', before])
  if (filter.only) all.push([NAMED, JSON.stringify(filter.only)])
  if (filter.without) all.push([`NOT ${NAMED}`, JSON.stringify(filter.without)])
  if (filter.elsewhere?.length) all.push([`NOT ${NAMED}`, JSON.stringify(filter.elsewhere)])
  if (filter.list)
    all.push([
      `EXISTS (SELECT 1 FROM revision_message rm WHERE rm.series = st.series AND (
        EXISTS (SELECT 1 FROM message_list l WHERE l.message = rm.message AND l.list LIKE ? ESCAPE '\\')
        OR EXISTS (SELECT 1 FROM message_source ms JOIN source so ON so.id = ms.source
          WHERE ms.message = rm.message AND so.location LIKE ? ESCAPE '\\')))`,
      holding(filter.list),
      holding(filter.list),
    ])
  return {
    where: all.length === 0 ? '' : `WHERE ${all.map(([sql]) => sql).join(' AND ')}`,
    values: all.flatMap(([, ...values]) => values),
  }
}
