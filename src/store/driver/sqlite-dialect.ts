import type { ColumnType, Dialect, Sql, TextIndex } from './dialect.ts'

/** SQLite: full text by FTS5, whose queries are those of the store. */
export const SQLITE: Dialect = {
  name: 'sqlite',
  begin: 'BEGIN IMMEDIATE',
  beginAdding: 'BEGIN IMMEDIATE',
  beginDeriving: 'BEGIN IMMEDIATE',
  alone: '',
  turns: { taking: null, upgrading: null },
  commit: 'COMMIT',
  version: 'SELECT data_version AS n FROM pragma_data_version',
  countsOwn: false,
  deflates: true,
  temporary: '',
  near(first, edges) {
    const steps = edges.map(
      ({ what, table, on, rest, where }) =>
        `SELECT ${what} FROM near n JOIN ${table} ON ${on} ${rest}${where ? ` WHERE ${where}` : ''}`,
    )
    return `WITH RECURSIVE near(node) AS (${[first, ...steps].join(' UNION ')}) SELECT node FROM near`
  },
  valueAt,
  insert({ table, columns, types }) {
    const values = columns.map((_, i) => valueAt(i, types[i] ?? 'TEXT', '')).join(', ')
    return `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) SELECT ${values} FROM json_each(?)`
  },
  glob: (column, glob) => ({ text: `${column} GLOB ?`, values: [glob] }),
  matching: ({ name }, query) => ({
    text: `SELECT rowid FROM ${name} WHERE ${name} MATCH ?`,
    values: [query],
  }),
  ranked: ({ name }, query, weights, best): Sql => ({
    text: `SELECT rowid AS hit, bm25(${[name, ...weights.map(decimal)].join(', ')}) AS rank FROM ${name} WHERE ${name} MATCH ?${best === null ? '' : ` ORDER BY 2 LIMIT ${best}`}`,
    values: [query],
  }),
  texts: ({ name, columns }: TextIndex, rows) => ({
    table: name,
    columns: ['rowid', ...columns],
    types: ['INTEGER', ...columns.map(() => 'TEXT' as const)],
    known: [],
    rows: rows.map((row) => [...row]),
  }),
  numbersGiven: () => '',
  forgetsTexts: false,
  emptied: ({ name }) => `INSERT INTO ${name} (${name}) VALUES ('delete-all')`,
}

function valueAt(at: number, type: ColumnType, of: string): string {
  const plain = `${of}value ->> ${at}`
  if (type !== 'LONG TEXT') return plain
  return `CASE json_type(${of}value, '$[${at}]') WHEN 'object' THEN unhex(${of}value ->> '$[${at}].z') ELSE ${plain} END`
}

function decimal(weight: number): string {
  return weight.toFixed(1)
}
