import type { ColumnType, Target } from '../driver/dialect.ts'
import type { Value } from '../driver/driver.ts'

/** Rows per statement: a JSON text of some megabytes, large enough to make awaiting cheap. */
const CHUNK = 1000

/**
 * Rows as they go into a table: made in the thread that derives them, and cheap to hand to the one
 * that writes, where a copy of the same as objects is not.
 */
export interface PackedRows extends Target {
  /** Lists of rows as JSON, the columns of each in their order. */
  readonly texts: readonly string[]
}

export function packedRows(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
  types: readonly ColumnType[],
  known: readonly string[] = [],
): PackedRows {
  const texts: string[] = []
  for (let i = 0; i < rows.length; i += CHUNK) texts.push(JSON.stringify(rows.slice(i, i + CHUNK)))
  return { table, columns, types, known, texts }
}
