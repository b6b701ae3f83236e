import { stat } from 'node:fs/promises'
import { StoreError } from './driver/store-error.ts'
import { chosenDriver } from './driver/choose.ts'
import type { ColumnType, Dialect, Turn } from './driver/dialect.ts'
import type { Connection, OpenMode, Reading, Row, Value } from './driver/driver.ts'
import { inflated } from './driver/deflated.ts'
import { SQLITE } from './driver/sqlite-dialect.ts'
import { remedy } from './driver/remedy.ts'
import { writeAhead } from './driver/write-ahead.ts'
import { isServer, shownPath, storeAddress } from './postgres/url.ts'
import { packedRows, type PackedRows } from './write/packed.ts'

export { packedRows, type PackedRows } from './write/packed.ts'
export { StoreError }
export type { Row, Value }

/** Milliseconds to wait while another process writes. */
const WRITER_WAITS = 60_000
const READER_WAITS = 10_000

/** What SQLite says of a file beside which it may not write. */
const NO_WAL: readonly (string | null)[] = ['SQLITE_CANTOPEN', 'SQLITE_READONLY']

/**
 * A store's file, one in memory or one on a server: what is done with a connection, whichever data
 * base it leads to. Statements run in the order they are awaited.
 */
export class Database {
  /** Transactions of this connection that have written. */
  private written = 0
  /** What gives the turn to the next one, where this connection has it. */
  private turn = ''

  private constructor(
    private readonly connection: Connection,
    readonly path: string,
    readonly dialect: Dialect,
  ) {}

  /** What messages call the store: its path, without a password. */
  get shown(): string {
    return shownPath(this.path)
  }

  /** Opens a file or a store on a server for writing, made where absent. */
  static async openForWriting(path: string): Promise<Database> {
    const database = await connect(path, 'write', WRITER_WAITS)
    if (database.dialect === SQLITE) await writeAhead((sql) => database.exec(sql), WRITER_WAITS)
    return database
  }

  /**
   * Opens a store for reading only, also on a medium that cannot be written to.
   * @param reading how, where it is on a server
   */
  static async openForReading(path: string, reading?: Reading): Promise<Database> {
    const database = await connect(path, 'read', READER_WAITS, reading)
    if (database.dialect !== SQLITE) return database
    try {
      await database.exec('PRAGMA temp_store = MEMORY')
      await database.all('SELECT 1 FROM sqlite_schema LIMIT 1')
      return database
    } catch (error) {
      await database.close()
      if (!(error instanceof StoreError) || !NO_WAL.includes(error.sqliteCode)) throw error
      // WAL wants to write beside the file even to read it; a medium that cannot change needs none.
      if ((await sizeOf(`${path}-wal`)) > 0)
        throw new StoreError(
          `what was written last stands in ${path}-wal, which cannot be read in a read-only folder; copy both files to another`,
        )
      return connect(path, 'frozen', READER_WAITS)
    }
  }

  exec(sql: string): Promise<void> {
    return this.mended(this.connection.exec(sql))
  }

  run(sql: string, ...values: Value[]): Promise<void> {
    return this.mended(this.connection.run(sql, values))
  }

  all<T = Row>(sql: string, ...values: Value[]): Promise<T[]> {
    const rows = this.connection.all<T>(sql, values)
    return this.mended(this.dialect.deflates ? rows.then(inflated) : rows)
  }

  async get<T = Row>(sql: string, ...values: Value[]): Promise<T | null> {
    return (await this.all<T>(sql, ...values))[0] ?? null
  }

  /** One statement per thousand rows; the columns in the order of each row's values. */
  async insertRows(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly Value[])[],
    types: readonly ColumnType[] = columns.map(() => 'TEXT'),
    known: readonly string[] = [],
  ): Promise<void> {
    await this.insertPacked(packedRows(table, columns, rows, types, known))
  }

  /** The same for rows that are packed already. */
  async insertPacked({ texts, ...target }: PackedRows): Promise<void> {
    const sql = this.dialect.insert(target)
    for (const text of texts) await this.run(sql, text)
  }

  /** Runs `work` as one transaction that sees and leaves a consistent store. Nobody else writes. */
  transaction<T>(work: () => Promise<T>): Promise<T> {
    return this.within(this.dialect.begin, work)
  }

  /**
   * The same where messages are added, each with its row on the work list. On a server others may
   * derive meanwhile: whoever comes to change a message that is there says so by `alone` first.
   */
  adding<T>(work: () => Promise<T>): Promise<T> {
    return this.within(this.dialect.beginAdding, work)
  }

  /** The same for a part of what is to be derived: on a server any number of them run at once. */
  deriving<T>(work: () => Promise<T>): Promise<T> {
    return this.within(this.dialect.beginDeriving, work)
  }

  /** Reads in one state of the store, whatever others write meanwhile. */
  async snapshot<T>(work: () => Promise<T>): Promise<T> {
    await this.exec('BEGIN')
    return work().finally(() => this.exec('ROLLBACK').catch(() => undefined))
  }

  /** May any number derive at once, by `deriving`? */
  get sharesWork(): boolean {
    return this.dialect.turns.taking !== null
  }

  /** Waits until nobody else derives; nobody begins to before this transaction ends. */
  async alone(): Promise<void> {
    if (this.dialect.alone !== '') await this.exec(this.dialect.alone)
  }

  /** What only one connection at a time may do, in a transaction or over several. */
  async inTurn<T>(what: Turn, work: () => Promise<T>): Promise<T> {
    const turn = this.dialect.turns[what]
    if (turn === null) return work()
    await this.exec(turn.taken)
    this.turn = turn.given
    return work().finally(() => this.giveTurn().catch(() => undefined))
  }

  /** What failed must be rolled back first. */
  private async giveTurn(): Promise<void> {
    if (this.turn === '') return
    await this.exec(this.turn)
    this.turn = ''
  }

  private async within<T>(begin: string, work: () => Promise<T>): Promise<T> {
    try {
      await this.exec(begin)
      const result = await work()
      await this.exec(this.dialect.commit)
      this.written++
      return result
    } catch (error) {
      await this.exec('ROLLBACK').catch(() => undefined)
      await this.giveTurn().catch(() => undefined)
      throw error
    }
  }

  /** Another number wherever another connection has written since. */
  async dataVersion(): Promise<number> {
    const n = (await this.get<{ n: number }>(this.dialect.version))?.n ?? 0
    return this.dialect.countsOwn ? n - this.written : n
  }

  /** Ends what runs: it rejects, and the connection can be used again. */
  interrupt(): void {
    this.connection.interrupt()
  }

  close(): Promise<void> {
    return this.connection.close()
  }

  /** A database of its own that is gone when it is closed. */
  static inMemory(): Promise<Database> {
    return Database.ofFile(':memory:', 'write', 0)
  }

  static async connectRaw(
    path: string,
    mode: OpenMode,
    patience: number,
    reading?: Reading,
  ): Promise<Database> {
    const address = storeAddress(path)
    if (!isServer(address)) return Database.ofFile(path, mode, patience)
    const [{ serverConnection }, { POSTGRES }] = await Promise.all([
      import('./postgres/connection.ts'),
      import('./postgres/dialect.ts'),
    ])
    const connection = await serverConnection(address, mode, patience, reading).catch(
      (error: unknown) => {
        throw remedy(error, shownPath(path))
      },
    )
    return new Database(connection, path, POSTGRES)
  }

  private static async ofFile(path: string, mode: OpenMode, patience: number): Promise<Database> {
    const { driver } = await chosenDriver()
    const connection = await driver.open(path, mode, patience).catch((error: unknown) => {
      throw remedy(error, path)
    })
    return new Database(connection, path, SQLITE)
  }

  private mended<T>(work: Promise<T>): Promise<T> {
    return work.catch((error: unknown) => {
      throw remedy(error, this.connection.shown ?? this.shown)
    })
  }
}

function connect(
  path: string,
  mode: OpenMode,
  patience: number,
  reading?: Reading,
): Promise<Database> {
  return Database.connectRaw(path, mode, patience, reading)
}

/** Bytes of a file; 0 where there is none. */
async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0
}
