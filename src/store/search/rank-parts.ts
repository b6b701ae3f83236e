import type { SearchIn } from '../../model/query.ts'
import type { Database } from '../database.ts'
import { COMMENT_TEXT, COMMENTS_OF_MESSAGE, MESSAGE_TEXT } from '../tables/search.ts'
import { WEIGHTS } from './sql.ts'

/** What the ranks of an index count with. */
export interface TextStatistics {
  readonly texts: number
  /** Words of all texts together. */
  readonly words: number
  /** How many texts each phrase is in. */
  readonly holding: ReadonlyMap<string, number>
}

/** What the ranks of one store are made of, so that they can be made anew for several. */
export interface RankParts {
  /** Of all that is indexed here. */
  readonly here: TextStatistics
  /** The same without what another store tells of. */
  readonly own: TextStatistics
  /** Words of each text that was found, by its row of the index. */
  readonly lengths: ReadonlyMap<number, number>
  /** What each phrase alone gives the texts that it is in, by row. */
  readonly ranks: ReadonlyMap<string, ReadonlyMap<number, number>>
}

/** A row of an index that was found. */
export interface RankedRow {
  readonly row: number
  readonly rank: number
}

/** The index of a kind, and how many of its rows a message has room for. */
function indexOf(kind: SearchIn): { table: string; weights: string; room: number } {
  return kind === 'comments'
    ? { table: COMMENT_TEXT.name, weights: String(WEIGHTS.comment), room: COMMENTS_OF_MESSAGE }
    : { table: MESSAGE_TEXT.name, weights: String(WEIGHTS.message), room: 1 }
}

/** The row of the index that something found stands in. */
export function rowOf(kind: SearchIn, found: { message: number; number: number }): number {
  return kind === 'comments' ? found.message * COMMENTS_OF_MESSAGE + found.number : found.message
}

/**
 * What the ranks of some rows are made of.
 * @param phrases as the query has them
 * @param away keys of messages that another store tells of
 */
export async function rankParts(
  database: Database,
  kind: SearchIn,
  phrases: readonly string[],
  rows: readonly RankedRow[],
  away: readonly number[],
): Promise<RankParts> {
  const { table, room } = indexOf(kind)
  const [texts, words] = await sizeOf(database, table)
  const elsewhere = await lengthsOf(database, table, away, room)
  const ranks = new Map<string, ReadonlyMap<number, number>>()
  const [here, own] = [new Map<string, number>(), new Map<string, number>()]
  for (const one of new Set(phrases)) {
    const [all, there] = await countsOf(database, table, one, away, room)
    here.set(one, all)
    own.set(one, all - there)
    // What one phrase alone gives is the rank.
    ranks.set(
      one,
      phrases.length === 1
        ? new Map(rows.map(({ row, rank }) => [row, rank]))
        : await ranksOf(database, kind, one, rows),
    )
  }
  const gone = [...elsewhere.values()].reduce((sum, length) => sum + length, 0)
  return {
    here: { texts, words, holding: here },
    own: { texts: texts - elsewhere.size, words: words - gone, holding: own },
    lengths: await lengthsOf(
      database,
      table,
      rows.map(({ row }) => row),
      1,
    ),
    ranks,
  }
}

/**
 * How many texts a phrase is in, and how many of these are of messages that another store tells of.
 */
async function countsOf(
  database: Database,
  table: string,
  phrase: string,
  away: readonly number[],
  room: number,
): Promise<[all: number, there: number]> {
  const row = await database.get<{ n: number; there: number }>(
    `SELECT count(*) AS n, coalesce(sum(rowid / ${room} IN (SELECT value FROM json_each(?))), 0) AS there
     FROM ${table} WHERE ${table} MATCH ?`,
    JSON.stringify(away),
    phrase,
  )
  return [row?.n ?? 0, row?.there ?? 0]
}

/** What a phrase gives some rows. */
async function ranksOf(
  database: Database,
  kind: SearchIn,
  phrase: string,
  rows: readonly RankedRow[],
): Promise<Map<number, number>> {
  const { table, weights } = indexOf(kind)
  // With the +, the index is gone through once, not once for each row.
  const hits = await database.all<{ hit: number; rank: number }>(
    `SELECT rowid AS hit, bm25(${table}, ${weights}) AS rank FROM ${table}
     WHERE ${table} MATCH ? AND +rowid IN (SELECT value FROM json_each(?))`,
    phrase,
    JSON.stringify(rows.map(({ row }) => row)),
  )
  return new Map(hits.map(({ hit, rank }) => [hit, rank]))
}

/** How many texts an index has, and how many words: FTS5 keeps both in one row, for its ranks. */
async function sizeOf(database: Database, table: string): Promise<[texts: number, words: number]> {
  const row = await database.get<{ sizes: string }>(
    `SELECT hex(block) AS sizes FROM ${table}_data WHERE id = 1`,
  )
  const [texts = 0, ...columns] = numbersIn(row?.sizes ?? '')
  return [texts, columns.reduce((sum, n) => sum + n, 0)]
}

/** Words of texts by row. @param room how many rows there may be for each key */
async function lengthsOf(
  database: Database,
  table: string,
  keys: readonly number[],
  room: number,
): Promise<Map<number, number>> {
  const rows = await database.all<{ id: number; sizes: string }>(
    `SELECT d.id, hex(d.sz) AS sizes FROM json_each(?) k
     JOIN ${table}_docsize d ON d.id BETWEEN k.value * ${room} AND k.value * ${room} + ${room - 1}`,
    JSON.stringify(keys),
  )
  const sum = (sizes: string): number => numbersIn(sizes).reduce((all, n) => all + n, 0)
  return new Map(rows.map(({ id, sizes }) => [id, sum(sizes)]))
}

/** Numbers as SQLite packs them: seven bits a byte, the last of each below 128. */
function numbersIn(hex: string): number[] {
  const found: number[] = []
  let value = 0
  for (const byte of Buffer.from(hex, 'hex')) {
    value = value * 128 + (byte & 127)
    if (byte > 127) continue
    found.push(value)
    value = 0
  }
  return found
}

/** The year that ages are counted to, as one store counts it. */
export async function newestYear(database: Database): Promise<number> {
  const row = await database.get<{ date: string | null }>(
    `SELECT max(date) AS date FROM message WHERE date < '2080'`,
  )
  return Number((row?.date ?? '').slice(0, 4)) || 0
}
