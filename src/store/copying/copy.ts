import { packedRows, StoreError, type Database } from '../database.ts'
import { COPYING } from '../lookup/waiting.ts'
import { insertInto, META, TABLES, tablesOf, typeOf } from '../tables.ts'
import { columnsOf, type Table } from '../tables/table.ts'
import { pagesOf } from './pages.ts'

/** Told of each page: how many rows of how many are copied. */
export type CopyListener = (done: number, of: number) => void

/** What is kept of a store whatever derived it, and what goes with it where this program did. */
const KEPT = tablesOf('fact', 'user')

/** Says that a copy begins, for who looks where it was stopped. Throws StoreError as below. */
export async function beginCopy(to: Database): Promise<void> {
  await to.transaction(async () => {
    await requireEmpty(to)
    await endCopy(to)
    await insertInto(to, META, [{ key: COPYING, value: '' }])
  })
}

/** In the transaction of the copy. */
export async function endCopy(to: Database): Promise<void> {
  await to.run('DELETE FROM meta WHERE key = ?', COPYING)
}

/** Throws StoreError where a store has mail, or anything that a user said. */
export async function requireEmpty(database: Database): Promise<void> {
  for (const { name } of KEPT)
    if ((await database.get(`SELECT 1 FROM ${name} LIMIT 1`)) !== null)
      throw new StoreError(
        `${database.shown} is a store with mail already; name a new one to copy into`,
      )
}

/**
 * Copies the rows of a store into an empty one, in the transactions of both.
 * @param withDerived also what is derived; else facts and what users said alone
 * @returns how many
 */
export async function copyRows(
  from: Database,
  to: Database,
  withDerived: boolean,
  listener: CopyListener,
): Promise<number> {
  const tables = withDerived ? TABLES.filter((table) => table !== META) : KEPT
  const total = await rowsIn(from, tables)
  let done = 0
  for (const table of tables) {
    const columns = columnsOf(table)
    const types = columns.map((column) => typeOf(table, column))
    for await (const page of pagesOf(from, table)) {
      await to.insertPacked(packedRows(table.name, columns, page, types, [], to.dialect.deflates))
      listener((done += page.length), total)
    }
  }
  if (withDerived) await copyState(from, to)
  for (const { name } of TABLES.filter(hasOwnKey)) {
    const sql = to.dialect.numbersGiven(name)
    if (sql !== '') await to.exec(sql)
  }
  return done
}

/** A store numbers such rows itself: the next one must not get a number that came with the copy. */
function hasOwnKey({ key, unique, columns }: Table): boolean {
  const [only, another] = key
  return (
    only !== undefined &&
    another === undefined &&
    unique.length > 0 &&
    columns[only]?.type === 'INTEGER'
  )
}

/** By what rows were made: but not what a full-text index is to be told, for it is made anew. */
async function copyState(from: Database, to: Database): Promise<void> {
  const rows = await from.all<{ key: string; value: string }>(
    `SELECT key, value FROM meta
     WHERE key IN ('content', 'derived', 'deriving', 'joined', 'joined to')`,
  )
  await to.run('DELETE FROM meta')
  await to.insertRows(
    META.name,
    ['key', 'value'],
    rows.map(({ key, value }) => [key, value]),
  )
}

async function rowsIn(database: Database, tables: readonly Table[]): Promise<number> {
  let sum = 0
  for (const { name } of tables)
    sum += (await database.get<{ n: number }>(`SELECT count(*) AS n FROM ${name}`))?.n ?? 0
  return sum
}
