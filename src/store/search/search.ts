import { Database, type Row } from '../database.ts'
import { TOKENS } from '../tables/search.ts'
import { phrase } from './conditions.ts'
import { orderOf, type Compiled } from './sql.ts'
import type { SearchIn, SearchSort } from '../../model/query.ts'

/** A page of what was found: keys of messages, with numbers where comments were looked for. */
export interface Found {
  readonly total: number
  readonly rows: readonly FoundRow[]
}

export interface FoundRow {
  readonly message: number
  readonly number: number
  readonly id: string
  readonly date: string | null
  /** What words alone give it, less is better; `null`: they do not decide. */
  readonly rank: number | null
}

export interface Page {
  readonly sort: SearchSort
  readonly limit: number
  readonly offset: number
}

/** Runs a compiled query. */
export async function runSearch(
  database: Database,
  compiled: Compiled,
  kind: SearchIn,
  page: Page,
): Promise<Found> {
  const { from, where, count } = compiled
  const rows = await database.all<FoundRow & { total: number }>(
    `SELECT m.id AS message, m.message_id AS id, m.date, ${compiled.isRanked ? 'h.rank' : 'NULL'} AS rank, ${kind === 'comments' ? 'c.number' : '0'} AS number, ${count === null ? 'count(*) OVER ()' : '0'} AS total FROM ${from.text} WHERE ${where.text} ORDER BY ${orderOf(compiled, page.sort)}${kind === 'comments' ? ', c.number' : ''} LIMIT ? OFFSET ?`,
    ...from.values,
    ...where.values,
    page.limit,
    page.offset,
  )
  // A page beyond the end has no row that could tell.
  const asked =
    count ??
    (rows.length === 0 && (page.offset > 0 || page.limit === 0)
      ? {
          text: `SELECT count(*) AS n FROM ${from.text} WHERE ${where.text}`,
          values: [...from.values, ...where.values],
        }
      : null)
  const counted =
    asked === null ? null : await database.get<{ n: number }>(asked.text, ...asked.values)
  return { total: counted?.n ?? rows[0]?.total ?? 0, rows }
}

/** Names that hold each of the given parts, shortest first; as many as a query can bear. */
export async function namesWith(
  database: Database,
  parts: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const part of new Set(parts)) {
    const rows = await database.all<{ name: string }>(
      'SELECT name FROM identifier WHERE instr(name, ?) > 0 ORDER BY length(name), name LIMIT 150',
      part,
    )
    found.set(
      part,
      rows.map(({ name }) => name),
    )
  }
  return found
}

/** All addresses of the store. */
export async function allAddresses(
  database: Database,
): Promise<{ readonly id: number; readonly name: string; readonly address: string }[]> {
  return database.all('SELECT id, name, address FROM address')
}

/**
 * How many comments are about each of the given patches or covers, and how many of these ask for
 * something that is open.
 */
export async function commentCounts(
  database: Database,
  messages: readonly number[],
): Promise<Map<number, { readonly comments: number; readonly open: number }>> {
  const rows = await database.all<{ about: number; comments: number; open: number }>(
    `SELECT a.about, count(*) AS comments, count(*) FILTER (WHERE j.actionable = 1 AND i.state IN ('open', 'agreed')) AS open FROM json_each(?) k JOIN anchor a ON a.about = k.value
     LEFT JOIN judgement j ON j.message = a.message AND j.number = a.number LEFT JOIN issue i ON i.message = j.issue_message AND i.number = j.issue_number
     GROUP BY a.about`,
    JSON.stringify(messages),
  )
  return new Map(rows.map(({ about, comments, open }) => [about, { comments, open: open ?? 0 }]))
}

/** Where covers and patches stand: series, version, number. */
export async function membershipOf(
  database: Database,
  messages: readonly number[],
): Promise<
  Map<number, { readonly series: string; readonly version: number; readonly number: number }>
> {
  const rows = await database.all<{
    message: number
    name: string
    version: number
    number: number
  }>(
    `SELECT x.message, s.name, r.version, x.number FROM json_each(?) k JOIN revision_message x ON x.message = k.value JOIN series s ON s.id = x.series
     JOIN revision r ON r.series = x.series AND r.position = x.position`,
    JSON.stringify(messages),
  )
  return new Map(
    rows.map(({ message, name, version, number }) => [message, { series: name, version, number }]),
  )
}

/** Around each word that fits. */
export const HIGHLIGHT = { start: '\u0001', end: '\u0002' } as const

/**
 * Texts with the words that a full-text query finds marked, by the same rules as in the store. One
 * that the query does not find comes back as it is.
 */
export async function highlighted(
  texts: readonly string[],
  words: readonly string[],
  open: boolean,
): Promise<string[]> {
  if (words.length === 0 || texts.length === 0) return [...texts]
  const own = await Database.inMemory()
  try {
    await own.exec(`CREATE VIRTUAL TABLE hit USING fts5(text, ${TOKENS})`)
    await own.insertRows(
      'hit',
      ['rowid', 'text'],
      texts.map((text, i) => [i + 1, text.replace(/[\u0001\u0002]/g, ' ')]),
      ['INTEGER', 'TEXT'],
    )
    const match = words.map((word) => phrase(word, open)).join(' OR ')
    const rows = await own.all<Row & { id: number; text: string }>(
      `SELECT rowid AS id, highlight(hit, 0, '${HIGHLIGHT.start}', '${HIGHLIGHT.end}') AS text FROM hit WHERE hit MATCH ?`,
      match,
    )
    const found = new Map(rows.map(({ id, text }) => [id, text]))
    return texts.map((text, i) => found.get(i + 1) ?? text)
  } finally {
    await own.close()
  }
}
