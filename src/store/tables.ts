import { packedRows, type Database, type PackedRows } from './database.ts'
import type { ColumnType } from './driver/dialect.ts'
import { CONTENT_TABLES } from './tables/content.ts'
import { ISSUE_TABLES, USER_MARK } from './tables/issue.ts'
import { MESSAGE_TABLES } from './tables/message.ts'
import { serverSchema } from './postgres/schema.ts'
import { IDENTIFIER, TEXT_TABLES, textSchemaOf } from './tables/search.ts'
import {
  PATCH_KEY,
  REVIEW_TABLES,
  SERIES_TABLES,
  STALE_SERIES,
  USER_LINK,
} from './tables/series.ts'
import {
  columnsOf,
  schemaOf,
  table,
  text,
  type RowOf,
  type Table,
  type TableKind,
} from './tables/table.ts'
import { STALE, THREAD_TABLES } from './tables/thread.ts'

export const META = table(
  'meta',
  'state',
  'what the rows were made by',
  {
    key: text('content: the facts that bodies say; derived: all that is derived'),
    value: text('the stamp of the program that made them'),
  },
  { key: ['key'] },
)

/** Every table of a store but the full-text indexes. */
export const TABLES: readonly Table[] = [
  ...MESSAGE_TABLES,
  ...CONTENT_TABLES,
  USER_LINK,
  USER_MARK,
  STALE,
  STALE_SERIES,
  META,
  ...THREAD_TABLES,
  ...SERIES_TABLES,
  PATCH_KEY,
  ...REVIEW_TABLES,
  ...ISSUE_TABLES,
  IDENTIFIER,
]

/** The schema of this version for SQLite, as `data/schema.sql` holds it. */
export const SCHEMA = `${[...TABLES.map(schemaOf), ...TEXT_TABLES.map(textSchemaOf)].join('\n\n')}\n`

/** The same for PostgreSQL. */
export function schemaOnServer(): string {
  return serverSchema(TABLES, TEXT_TABLES)
}

/** Tables of these kinds. */
export function tablesOf(...kinds: readonly TableKind[]): Table[] {
  return TABLES.filter(({ kind }) => kinds.includes(kind))
}

/** Adds rows; one whose key is there already is left out. */
export function insertInto<T extends Table>(
  database: Database,
  table: T,
  rows: readonly RowOf<T>[],
): Promise<void> {
  return database.insertPacked(rowsFor(table, rows))
}

/** Rows as they go into their table. @param deflates as the dialect of the store says */
export function rowsFor<T extends Table>(
  table: T,
  rows: readonly RowOf<T>[],
  deflates = false,
): PackedRows {
  const columns = columnsOf(table)
  return packedRows(
    table.name,
    columns,
    rows.map((row) => columns.map((column) => row[column as keyof RowOf<T>])),
    columns.map((column) => typeOf(table, column)),
    [],
    deflates,
  )
}

/** What is handed over for a column. */
export function typeOf(table: Table, name: string): ColumnType {
  const column = table.columns[name]
  if (column?.isLong) return 'LONG TEXT'
  return column?.isFraction ? 'REAL' : (column?.type ?? 'TEXT')
}

/** Deletes the rows of some messages or series. @param keys as a JSON list */
export async function deleteOf(
  database: Database,
  column: 'message' | 'series',
  tables: readonly Table[],
  keys: string,
): Promise<void> {
  for (const { name } of tables) {
    await database.run(
      `DELETE FROM ${name} WHERE ${column} IN (SELECT value FROM json_each(?))`,
      keys,
    )
  }
}
