import type { Database, Value } from '../database.ts'
import { columnsOf, type Table } from '../tables/table.ts'

/** Rows that are in memory at once; of mail, that has bodies, fewer. */
const ROWS = 1000
const MAILS = 200

/** A row: the values of all columns, in their order. */
export type Values = readonly Value[]

/**
 * All rows of a table, page by page in the order of its key: any number of them, and the table is
 * read once. Without a key they come by their first column, all that have it in one page.
 */
export async function* pagesOf(database: Database, table: Table): AsyncGenerator<Values[]> {
  const { name } = table
  const columns = columnsOf(table)
  const key = table.key.length > 0 ? table.key : columns.slice(0, 1)
  const most = columns.includes('body') ? MAILS : ROWS
  const order = key.join(', ')
  let last: readonly Value[] = []
  for (;;) {
    const after = last.length === 0 ? '' : `WHERE (${order}) > (${key.map(() => '?').join(', ')})`
    const rows = await database.all<Record<string, Value>>(
      `SELECT ${columns.join(', ')} FROM ${name} ${after} ORDER BY ${order} LIMIT ${most}`,
      ...last,
    )
    const end = rows.at(-1)
    if (!end) return
    last = key.map((column) => end[column] ?? null)
    const whole = table.key.length > 0 ? [] : await restOf(database, table, last)
    const page = whole.length === 0 ? rows : [...before(rows, key, last), ...whole]
    yield page.map((row) => columns.map((column) => row[column] ?? null))
    if (rows.length < most) return
  }
}

/** Without a key a page may end between rows that look the same: all of its last ones are read. */
function restOf(
  database: Database,
  table: Table,
  last: readonly Value[],
): Promise<Record<string, Value>[]> {
  const [column] = columnsOf(table)
  return database.all(
    `SELECT ${columnsOf(table).join(', ')} FROM ${table.name} WHERE ${column} = ?`,
    ...last,
  )
}

function before(
  rows: readonly Record<string, Value>[],
  key: readonly string[],
  last: readonly Value[],
): Record<string, Value>[] {
  return rows.filter((row) => key.some((column, i) => row[column] !== last[i]))
}

/** Keys of the messages that the full-text index knows, some at a time, of how many. */
export async function* indexedKeys(
  database: Database,
): AsyncGenerator<{ readonly keys: readonly number[]; readonly of: number }> {
  const all = await database.get<{ n: number }>('SELECT count(*) AS n FROM thread')
  let last = 0
  for (;;) {
    const rows = await database.all<{ message: number }>(
      `SELECT message FROM thread WHERE message > ? ORDER BY message LIMIT ${MAILS}`,
      last,
    )
    const keys = rows.map(({ message }) => message)
    if (keys.length === 0) return
    yield { keys, of: all?.n ?? 0 }
    last = keys.at(-1) ?? last
  }
}
