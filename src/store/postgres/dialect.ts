import type { ColumnType, Dialect, Target } from '../driver/dialect.ts'
import { keptText, matchingTexts, rankedTexts, TEXT_COLUMNS } from './full-text.ts'
import { globPattern } from './glob.ts'

/** What `CAST` makes of a text of JSON for a column. */
const CASTS = {
  INTEGER: 'bigint',
  REAL: 'double precision',
  TEXT: null,
  'LONG TEXT': null,
  LEXEMES: 'tsvector',
} as const

/** The number of the lock that who adds to a store holds: "ptrl". */
const ADDING = 0x7074726c
/** Who derives has a part of this one, who changes what is derived from has all of it. */
const DERIVING = ADDING + 1
/** Who takes work from the lists holds this one meanwhile. */
const TAKING = ADDING + 2
const UPGRADING = ADDING + 3
/** Who compares a store with what follows from its mail holds this one by the name of the copy. */
export const COMPARING = ADDING + 4

function locked(how: string, lock: number): string {
  return `SELECT ${how}(${lock}, hashtext(current_schema()))`
}

function turn(lock: number): Dialect['turns']['taking'] {
  return { taken: locked('pg_advisory_lock', lock), given: locked('pg_advisory_unlock', lock) }
}

const ADD = locked('pg_advisory_xact_lock', ADDING)
const ALONE = locked('pg_advisory_xact_lock', DERIVING)

/**
 * A portion is small, whatever PostgreSQL makes of it: what is near some messages it takes for
 * millions of rows, and would clear all the memory it may use for them, at each portion.
 */
const SMALL = `SET LOCAL work_mem = '4MB'`

/** PostgreSQL, 15 or newer. */
export const POSTGRES: Dialect = {
  name: 'postgres',
  begin: `BEGIN; ${ADD}; ${ALONE}`,
  beginAdding: `BEGIN; ${ADD}`,
  beginDeriving: `BEGIN; ${SMALL}; ${locked('pg_advisory_xact_lock_shared', DERIVING)}`,
  alone: ALONE,
  turns: { taking: turn(TAKING), upgrading: turn(UPGRADING) },
  commit: 'UPDATE patchtrail SET writes = writes + 1; COMMIT',
  version: 'SELECT writes AS n FROM patchtrail',
  countsOwn: true,
  deflates: false,
  temporary: ' ON COMMIT DELETE ROWS',
  near(first, edges) {
    const steps = edges.map(
      ({ what, table, on, rest, where }) =>
        `SELECT ${what} FROM ${table} ${rest} WHERE ${on}${where ? ` AND (${where})` : ''}`,
    )
    return `WITH RECURSIVE near(node) AS (${first} UNION
      SELECT x.node FROM near n CROSS JOIN LATERAL (${steps.join(' UNION ALL ')}) x(node)
    ) SELECT node FROM near`
  },
  valueAt,
  insert: insertion,
  glob: (column, glob) => ({ text: `${column} ~ ?`, values: [globPattern(glob)] }),
  matching: matchingTexts,
  ranked: rankedTexts,
  texts: (index, rows) => ({
    table: index.name,
    columns: TEXT_COLUMNS,
    types: ['INTEGER', 'INTEGER', 'LEXEMES', 'TEXT'],
    known: [],
    rows: rows.map((row) => keptText(index, row)),
  }),
  numbersGiven: (table) =>
    `SELECT setval(pg_get_serial_sequence('${table}', 'id'),
      (SELECT coalesce(max(id), 0) + 1 FROM ${table}), false)`,
  forgetsTexts: true,
  emptied: ({ name }) => `DELETE FROM ${name}`,
}

function valueAt(at: number, type: ColumnType, of: string): string {
  const cast = CASTS[type]
  return cast === null ? `${of}value ->> ${at}` : `CAST(${of}value ->> ${at} AS ${cast})`
}

function insertion({ table, columns, types, known }: Target): string {
  const values = columns.map((_, i) => valueAt(i, types[i] ?? 'TEXT', ''))
  const same = known.map((column) => `x.${column} = ${values[columns.indexOf(column)]}`)
  const isNew =
    same.length === 0
      ? ''
      : ` WHERE NOT EXISTS (SELECT 1 FROM ${table} x WHERE ${same.join(' AND ')})`
  return `INSERT OR IGNORE INTO ${table} (${columns.join(', ')})
    SELECT ${values.join(', ')} FROM json_each(?)${isNew} ORDER BY key`
}
