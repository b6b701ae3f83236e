import type sqlite3 from 'sqlite3'
import { UserError } from '../model/user-error.ts'

/** A store that cannot be used; the message is one line that names the remedy. */
export class StoreError extends UserError {
  /** SQLite's own word, as `SQLITE_FULL`, where it came from there. */
  readonly sqliteCode: string | null
  constructor(message: string, sqliteCode: string | null = null) {
    super('store', message)
    this.sqliteCode = sqliteCode
  }
}

export type Value = string | number | null
export type Row = Readonly<Record<string, Value>>

/** How SQLite opens a file (SQLITE_OPEN_... of sqlite3.h). */
const READ_ONLY = 0x1
const READ_WRITE = 0x2
const CREATE = 0x4
const BY_ADDRESS = 0x40

/** Rows per statement: a JSON text of some megabytes, large enough to make awaiting cheap. */
const CHUNK = 1000

/**
 * Rows as they go into a table: made in the thread that derives them, and cheap to hand to the one
 * that writes, where a copy of the same as objects is not.
 */
export interface PackedRows {
  readonly table: string
  readonly columns: readonly string[]
  /** Lists of rows as JSON, the columns of each in their order. */
  readonly texts: readonly string[]
}

export function packedRows(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
): PackedRows {
  const texts: string[] = []
  for (let i = 0; i < rows.length; i += CHUNK) texts.push(JSON.stringify(rows.slice(i, i + CHUNK)))
  return { table, columns, texts }
}

/** Promises over one sqlite3 connection. Statements run in the order they are awaited. */
export class Database {
  private constructor(
    private readonly connection: sqlite3.Database,
    readonly path: string,
  ) {}

  /** Opens a file for writing, made where absent. */
  static async openForWriting(path: string): Promise<Database> {
    const database = await connect(path, READ_WRITE | CREATE)
    await database.exec(
      'PRAGMA busy_timeout = 60000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768',
    )
    return database
  }

  /** Opens a file for reading only, also on a medium that cannot be written to. */
  static async openForReading(path: string): Promise<Database> {
    const database = await connect(path, READ_ONLY)
    try {
      await database.exec('PRAGMA busy_timeout = 10000; PRAGMA temp_store = MEMORY')
      await database.all('SELECT 1 FROM sqlite_schema LIMIT 1')
      return database
    } catch (error) {
      await database.close()
      if (!(error instanceof StoreError) || error.sqliteCode !== 'SQLITE_CANTOPEN') throw error
      // WAL wants to write beside the file even to read it; a medium that cannot change needs none.
      const url = `file:${encodeURI(path)}?immutable=1`
      return connect(url, READ_ONLY | BY_ADDRESS)
    }
  }

  async exec(sql: string): Promise<void> {
    await new Promise<void>((resolve, reject) =>
      this.connection.exec(sql, (error) => {
        if (error) reject(remedy(error, this.path))
        else resolve()
      }),
    )
  }

  async run(sql: string, ...values: Value[]): Promise<void> {
    await new Promise<void>((resolve, reject) =>
      this.connection.run(sql, values, (error) => {
        if (error) reject(remedy(error, this.path))
        else resolve()
      }),
    )
  }

  async all<T = Row>(sql: string, ...values: Value[]): Promise<T[]> {
    return new Promise((resolve, reject) =>
      this.connection.all<T>(sql, values, (error, rows) => {
        if (error) reject(remedy(error, this.path))
        else resolve(rows)
      }),
    )
  }

  async get<T = Row>(sql: string, ...values: Value[]): Promise<T | null> {
    return (await this.all<T>(sql, ...values))[0] ?? null
  }

  /** One statement per thousand rows; the columns in the order of each row's values. */
  async insertRows(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly Value[])[],
  ): Promise<void> {
    await this.insertPacked(packedRows(table, columns, rows))
  }

  /** The same for rows that are packed already. */
  async insertPacked({ table, columns, texts }: PackedRows): Promise<void> {
    const values = columns.map((_, i) => `value ->> ${i}`).join(', ')
    const sql = `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) SELECT ${values} FROM json_each(?)`
    for (const text of texts) await this.run(sql, text)
  }

  /** Runs `work` as one transaction that sees and leaves a consistent store. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.exec('BEGIN IMMEDIATE')
    try {
      const result = await work()
      await this.exec('COMMIT')
      return result
    } catch (error) {
      await this.exec('ROLLBACK').catch(() => undefined)
      throw error
    }
  }

  /** Another number wherever another connection has written since (SQLite: PRAGMA data_version). */
  async dataVersion(): Promise<number> {
    return (await this.get<{ data_version: number }>('PRAGMA data_version'))?.data_version ?? 0
  }

  /** Ends what runs: it rejects, and the connection can be used again. */
  interrupt(): void {
    this.connection.interrupt()
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.connection.close(() => resolve()))
  }

  /** A database of its own that is gone when it is closed. */
  static inMemory(): Promise<Database> {
    return connect(':memory:', READ_WRITE | CREATE)
  }

  static async connectRaw(path: string, mode: number): Promise<Database> {
    const binding = await loaded()
    const connection = await new Promise<sqlite3.Database>((resolve, reject) => {
      const opened = new binding.Database(path, mode, (error) => {
        if (error) reject(remedy(error, path))
        else resolve(opened)
      })
    })
    return new Database(connection, path)
  }
}

/** SQLite, loaded with the first store that is opened: help, versions and mistakes need none. */
async function loaded(): Promise<typeof sqlite3> {
  try {
    return (await import('sqlite3')).default
  } catch {
    throw new StoreError(
      'SQLite cannot be loaded here: its part in C was not built when patchtrail was installed; ' +
        'build it with: npm rebuild sqlite3 (npm 12: npm install -g --allow-scripts=sqlite3 patchtrail)',
    )
  }
}

function connect(path: string, mode: number): Promise<Database> {
  return Database.connectRaw(path, mode)
}

/** The user's mistakes get a remedy; anything else is a bug and stays what it is. */
function remedy(error: unknown, path: string): Error {
  const { code = '', message } = error as NodeJS.ErrnoException
  const known: Readonly<Record<string, string>> = {
    SQLITE_CANTOPEN: `cannot open the store ${path}; check that its folder exists and may be written to`,
    SQLITE_READONLY: `the store ${path} is read-only; make it writable or name another with --db`,
    SQLITE_FULL: `the disk is full; the store ${path} is intact, free some space and run this again`,
    SQLITE_NOTADB: `${path} is no patchtrail store; name another file with --db`,
    SQLITE_CORRUPT: `the store ${path} is damaged; restore it or ingest into a new one`,
    SQLITE_BUSY: `another patchtrail is writing to ${path}; wait for it and run this again`,
    SQLITE_IOERR: `the store ${path} cannot be read or written (${message}); check the disk`,
  }
  const text = known[code]
  return text ? new StoreError(text, code) : (error as Error)
}
