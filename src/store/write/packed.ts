import { deflated, type Deflated } from '../driver/deflated.ts'
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

/** @param deflates as the dialect of the store says */
export function packedRows(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
  types: readonly ColumnType[],
  known: readonly string[] = [],
  deflates = false,
): PackedRows {
  const long = deflates ? types.indexOf('LONG TEXT') : -1
  const texts: string[] = []
  for (let i = 0; i < rows.length; i += CHUNK) {
    const some = rows.slice(i, i + CHUNK)
    texts.push(JSON.stringify(long === -1 ? some : some.map((row) => deflatedAt(row, long))))
  }
  return { table, columns, types, known, texts }
}

function deflatedAt(row: readonly Value[], at: number): readonly (Value | Deflated)[] {
  return row.map((value, i) => (i === at && typeof value === 'string' ? deflated(value) : value))
}
