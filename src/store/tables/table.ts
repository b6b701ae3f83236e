import type { Value } from '../database.ts'

/** A column: what SQLite knows of it, and what a reader should. `V` is the type of its values. */
export interface Column<V extends Value = Value> {
  readonly type: 'INTEGER' | 'TEXT' | 'REAL'
  readonly isOptional: boolean
  /** A whole number that may be none: 1a of `1a/2`. SQLite takes it in a column of whole ones. */
  readonly isFraction?: boolean
  /** A text that may be long: a file has it deflated then (`driver/deflated.ts`). */
  readonly isLong?: boolean
  /** Further words of its definition: a default, a reference. */
  readonly rest: string
  /** The closed list that its values are of; empty: any. */
  readonly values: readonly string[]
  readonly words: string
  /** Never there: carries the type. */
  readonly holds?: V
}

/**
 * `fact`: what mail says. `derived`: follows from facts, and may be dropped and made again. `user`:
 * what the user said.
 * `work`: what is to be derived anew. `state`: of the store itself.
 */
export type TableKind = 'fact' | 'derived' | 'user' | 'work' | 'state'

/** A table, described once: schema, inserts, rebuild and check are made from it. */
export interface Table<C extends Columns = Columns> {
  readonly name: string
  readonly kind: TableKind
  readonly words: string
  readonly columns: C
  readonly key: readonly string[]
  /** Columns besides the key that no two rows have alike. */
  readonly unique: readonly string[]
  /** Indexes by name: what stands behind `ON <table>`. */
  readonly indexes: Readonly<Record<string, string>>
}

export type Columns = Readonly<Record<string, Column>>

/** A row as it is written and read. */
export type RowOf<T extends Table> = {
  readonly [K in keyof T['columns']]: T['columns'][K] extends Column<infer V> ? V : never
}

/** A whole number; a key, a line or a count as its words say. */
export function int<V extends number = number>(words: string, rest = ''): Column<V> {
  return { type: 'INTEGER', isOptional: false, rest, values: [], words }
}

/** The number of a patch: whole, but for those put in between (`1a/2`). */
export function nth(words: string): Column<number> {
  return { ...int(words), isFraction: true }
}

export function text<V extends string = string>(
  words: string,
  values: readonly V[] = [],
): Column<V> {
  return { type: 'TEXT', isOptional: false, rest: '', values, words }
}

/** A text of any length. */
export function longText(words: string): Column<string> {
  return { ...text(words), isLong: true }
}

export function real(words: string): Column<number> {
  return { type: 'REAL', isOptional: false, rest: '', values: [], words }
}

/** The same column where a value may be missing. */
export function optional<V extends Value>(column: Column<V>): Column<V | null> {
  return { ...column, isOptional: true }
}

/** A table whose rows have a key of one or more columns; without any, rows are only counted. */
export function table<C extends Columns>(
  name: string,
  kind: TableKind,
  words: string,
  columns: C,
  more: {
    readonly key?: readonly (keyof C & string)[]
    readonly unique?: readonly (keyof C & string)[]
    readonly indexes?: Readonly<Record<string, string>>
  },
): Table<C> {
  return { name, kind, words, columns, key: [], unique: [], indexes: {}, ...more }
}

/** Names of its columns, in their order. */
export function columnsOf(table: Table): string[] {
  return Object.keys(table.columns)
}

/**
 * The statements that make a table, a comment a column; SQLite keeps the text, and its shell shows
 * it.
 */
export function schemaOf(table: Table): string {
  const { name, kind, key, unique, indexes } = table
  const [only] = key.length === 1 ? key : []
  const isRowid = only !== undefined && table.columns[only]?.type === 'INTEGER'
  const lines = Object.entries(table.columns).map(([column, c]) => ({
    sql: definitionOf(column, c, column === only),
    words: c.words,
  }))
  if (key.length > 1) lines.push({ sql: `PRIMARY KEY (${key.join(', ')})`, words: '' })
  if (unique.length > 0) lines.push({ sql: `UNIQUE (${unique.join(', ')})`, words: '' })
  const rows = lines.map(({ sql, words }, i) => {
    const comma = i < lines.length - 1 ? ',' : ''
    return `  ${sql}${comma}${words === '' ? '' : ` -- ${words}`}`
  })
  const tail = key.length === 0 || isRowid ? '' : ' WITHOUT ROWID'
  return [
    `-- ${kind}: ${table.words}`,
    `CREATE TABLE ${name} (`,
    ...rows,
    `)${tail};`,
    ...Object.entries(indexes).map(([index, on]) => `CREATE INDEX ${index} ON ${name} ${on};`),
  ].join('\n')
}

function definitionOf(name: string, column: Column, isKey: boolean): string {
  const list = column.values.map((value) => `'${value}'`).join(', ')
  return [
    name,
    column.type,
    isKey ? 'PRIMARY KEY' : column.isOptional ? '' : 'NOT NULL',
    column.rest,
    list === '' ? '' : `CHECK (${name} IN (${list}))`,
  ]
    .filter(Boolean)
    .join(' ')
}
