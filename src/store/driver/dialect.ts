import type { Value } from './driver.ts'

/** A piece of SQL and the values of its question marks, in their order. */
export interface Sql {
  readonly text: string
  readonly values: readonly Value[]
}

/**
 * What a column holds: as the tables say it, or `LEXEMES`, the words of a text. `LONG TEXT` is kept
 * deflated in a file; a server does so by itself.
 */
export type ColumnType = 'INTEGER' | 'TEXT' | 'LONG TEXT' | 'REAL' | 'LEXEMES'

/** Rows that are put into a table: the first value of each row is of the first column. */
export interface Target {
  readonly table: string
  readonly columns: readonly string[]
  /** Of the columns, in their order. */
  readonly types: readonly ColumnType[]
  /**
   * Columns by which a row is known: one that is there takes no new key. Empty: rows bring theirs.
   */
  readonly known: readonly string[]
}

/** A full-text index, and how much a word in each of its columns counts. */
export interface TextIndex {
  readonly name: string
  readonly columns: readonly string[]
  /** Other forms of a word are found, too. */
  readonly stems: boolean
}

/** A way from the row `n.node` to others: `SELECT what FROM table JOIN rest WHERE on AND where`. */
export interface Edge {
  readonly what: string
  readonly table: string
  readonly on: string
  readonly rest: string
  readonly where?: string
}

/** A text as a row of a full-text index: its key, and the texts of the columns. */
export type TextRow = readonly [key: number, ...texts: string[]]

/** What only one of those who derive does at a time: take work, bring facts up to date. */
export type Turn = 'taking' | 'upgrading'

/**
 * What a data base says in words of its own. All other SQL of the store is one text for all:
 * SQLite's, as far as PostgreSQL can be told it word by word (`postgres/spelled.ts`).
 */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres'
  /** Begins to write: only one connection does at a time. */
  readonly begin: string
  /** The same where messages are only added: others may derive meanwhile. */
  readonly beginAdding: string
  /** Begins to derive, beside others who do, and beside one who adds messages. */
  readonly beginDeriving: string
  /** Waits until nobody derives, and lets nobody begin before the transaction ends. */
  readonly alone: string
  /** Let one connection after the other do what stands between, in any transaction. */
  readonly turns: Readonly<Record<Turn, { readonly taken: string; readonly given: string } | null>>
  /** Ends it so that other connections see that something was written. */
  readonly commit: string
  /** What the reader asks to know whether others have written: a number `n`. */
  readonly version: string
  /** Does the version count what this connection has written? */
  readonly countsOwn: boolean
  /** Are long texts handed to it deflated? */
  readonly deflates: boolean
  /** Behind the columns of a temporary table whose rows are of one transaction. */
  readonly temporary: string
  /** All nodes that edges lead to from the first ones, however far, as `node`. */
  near(first: string, edges: readonly Edge[]): string
  /** The value of a column in a row that is JSON, `<of>value`. */
  valueAt(at: number, type: ColumnType, of: string): string
  /** Adds rows that come as one parameter, a JSON list of lists; what is there already stays. */
  insert(target: Target): string
  /** Does the text of a column fit a glob of shells? */
  glob(column: string, glob: string): Sql
  /** Keys of texts that fit a query of the index, as `rowid`. */
  matching(index: TextIndex, query: string): Sql
  /**
   * The same with their ranks, less is better: `hit` and `rank`. @param best only so many of the
   * best
   */
  ranked(index: TextIndex, query: string, weights: readonly number[], best: number | null): Sql
  /** Texts as they go into their index. */
  texts(index: TextIndex, rows: readonly TextRow[]): Target & { readonly rows: readonly Value[][] }
  /** Has a table number new rows behind those that are there; '': it does so anyway. */
  numbersGiven(table: string): string
  /** May a text be taken out of any index, so that it can be put in anew? */
  readonly forgetsTexts: boolean
  /** Empties an index. */
  emptied(index: TextIndex): string
}
