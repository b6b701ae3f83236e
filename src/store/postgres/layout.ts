import type { Database } from '../database.ts'
import type { TextIndex } from '../driver/dialect.ts'
import { columnsOf, type Table } from '../tables/table.ts'
import { columnOf, FUNCTIONS, indexesOf, listed, tableOf, textTableOf, typeOf } from './schema.ts'

/** A column as it is in the data base. */
interface Known {
  readonly column: string
  readonly type: string
  readonly needed: number
}

/** The statements that bring a store up to date, or why nothing can. */
export interface Change {
  readonly statements: readonly string[]
  /** Are facts to be read anew, since there is room for more? */
  readonly hasNewFacts: boolean
  /** What of mail, or of what a user said, is laid out otherwise. */
  readonly hindrances: readonly string[]
}

const NOTHING: Change = { statements: [], hasNewFacts: false, hindrances: [] }

/**
 * How a store of an older layout becomes one of this program: what is derived is dropped, to be
 * made anew; mail and what users said stays, and gets the columns and tables that may be empty.
 */
export async function changeOf(
  database: Database,
  tables: readonly Table[],
  indexes: readonly TextIndex[],
): Promise<Change> {
  const changes: Change[] = []
  for (const table of tables) {
    const known = await columnsThere(database, table.name)
    if (!['derived', 'work'].includes(table.kind))
      changes.push(known.length > 0 ? await keptAs(database, table, known) : added(table))
    else changes.push(anew(table.name, tableOf(table)))
  }
  for (const index of indexes) changes.push(anew(index.name, textTableOf(index)))
  return {
    statements: [FUNCTIONS, ...changes.flatMap(({ statements }) => statements)],
    hasNewFacts: changes.some(({ hasNewFacts }) => hasNewFacts),
    hindrances: changes.flatMap(({ hindrances }) => hindrances),
  }
}

function anew(name: string, sql: string): Change {
  return { ...NOTHING, statements: [`DROP TABLE IF EXISTS ${name}; ${sql}`] }
}

function added(table: Table): Change {
  return { ...NOTHING, statements: [tableOf(table)], hasNewFacts: table.kind === 'fact' }
}

/** A table whose rows stay. What it had and has no more is left, and may be missing. */
async function keptAs(database: Database, table: Table, known: readonly Known[]): Promise<Change> {
  const { name, kind, key } = table
  const columns = columnsOf(table)
  const there = new Map(known.map((one) => [one.column, one]))
  const missing = columns.filter((column) => !there.has(column))
  const hindrances = columns.flatMap((column) => {
    const one = there.get(column)
    if (!one) return table.columns[column]?.isOptional ? [] : [`${name} has no ${column}`]
    const type = typeOf(table, column)
    return one.type === type ? [] : [`${name}.${column} is ${one.type}, not ${type}`]
  })
  const before = await keyThere(database, name)
  if (before !== key.join(', ')) hindrances.push(`${name} is ordered by ${before || 'nothing'}`)
  const loosened = known.filter(({ column, needed }) => needed && !columns.includes(column))
  const statements = [
    ...missing.map((column) => `ALTER TABLE ${name} ADD COLUMN ${columnOf(table, column)}`),
    ...loosened.map(({ column }) => `ALTER TABLE ${name} ALTER COLUMN ${column} DROP NOT NULL`),
    ...columns.flatMap((column) => (missing.includes(column) ? [] : relisted(table, column))),
    ...indexesOf(table).map(({ index, sql }) => `DROP INDEX IF EXISTS ${index}; ${sql}`),
  ]
  return { statements, hasNewFacts: kind === 'fact' && missing.length > 0, hindrances }
}

/** The closed list of a column may have grown. */
function relisted(table: Table, column: string): string[] {
  const list = listed(table, column)
  const name = `${table.name}_${column}_check`
  const gone = `ALTER TABLE ${table.name} DROP CONSTRAINT IF EXISTS ${name}`
  return list === '' ? [gone] : [gone, `ALTER TABLE ${table.name} ADD CONSTRAINT ${name} ${list}`]
}

function columnsThere(database: Database, table: string): Promise<Known[]> {
  return database.all<Known>(
    `SELECT attname AS column, format_type(atttypid, atttypmod) AS type, attnotnull AS needed
     FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped`,
    table,
  )
}

/** Columns of the key, in their order. */
async function keyThere(database: Database, table: string): Promise<string> {
  const rows = await database.all<{ column: string }>(
    `SELECT a.attname AS column FROM pg_index i
     CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, at)
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
     WHERE i.indrelid = to_regclass(?) AND i.indisprimary ORDER BY k.at`,
    table,
  )
  return rows.map(({ column }) => column).join(', ')
}
