export type Value = string | number | null
export type Row = Readonly<Record<string, Value>>

/** Which SQLite runs: that of the package sqlite3, or the one that Node.js brings with it. */
export const DRIVER_NAMES = ['sqlite3', 'node'] as const
export type DriverName = (typeof DRIVER_NAMES)[number]

/**
 * How a file is opened. `write` makes it where absent; `read` changes nothing; `frozen` reads a
 * file that nobody changes meanwhile, and needs no file beside it.
 */
export type OpenMode = 'write' | 'read' | 'frozen'

/**
 * One connection to SQLite. A parameter is `?`, or `?1` where one is used twice; where one of a
 * statement has its number, a `?` behind it takes the next. Whole numbers are bound as such. All
 * reject with an error whose `code` is SQLite's word, as `SQLITE_FULL`.
 */
export interface Connection {
  /** Where it leads to, where that may be another place than the store's: a replica. */
  readonly shown?: string
  /** Runs any number of statements that take no values. */
  exec(sql: string): Promise<void>
  run(sql: string, values: readonly Value[]): Promise<void>
  all<T>(sql: string, values: readonly Value[]): Promise<T[]>
  /** Ends what reads or runs: it rejects, and the connection can be used again. */
  interrupt(): void
  close(): Promise<void>
}

/** How a store on a server is read. */
export interface Reading {
  /** From its replica, where one is named; a line is told where that is not done. */
  readonly fromReplica: ((line: string) => void) | null
  /** What is closed is kept for the next one: for who opens a store for each question. */
  readonly isReused: boolean
}

/** A way to SQLite. What is done with it stands in `database.ts`, once for all drivers. */
export interface Driver {
  readonly name: DriverName
  /**
   * @param path a file, or `:memory:`; @param patience ms to wait for one that another writes to
   */
  open(path: string, mode: OpenMode, patience: number): Promise<Connection>
}

/** The address of a file that is read as one that nobody changes. */
export function frozenUrl(path: string): string {
  return `file:${encodeURI(path).replaceAll('?', '%3f').replaceAll('#', '%23')}?immutable=1`
}
