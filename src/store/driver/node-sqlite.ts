import { setImmediate, setTimeout } from 'node:timers/promises'
import { frozenUrl, type Connection, type Driver, type Value } from './driver.ts'

/** What we use of `node:sqlite`, which the types of the oldest Node.js that we run on lack. */
interface Statement {
  run(...values: readonly Bound[]): unknown
  all(...values: readonly Bound[]): Record<string, Value>[]
}
interface DatabaseSync {
  exec(sql: string): void
  prepare(sql: string): Statement
  close(): void
}
interface NodeSqlite {
  readonly DatabaseSync: new (
    path: string,
    options: { readonly readOnly: boolean; readonly enableForeignKeyConstraints: boolean },
  ) => DatabaseSync
}
type Bound =
  string | number | bigint | null | Readonly<Record<string, string | number | bigint | null>>

/** Names of SQLite's result codes that somebody asks for. */
const CODES: Readonly<Record<number, string>> = {
  5: 'SQLITE_BUSY',
  8: 'SQLITE_READONLY',
  9: 'SQLITE_INTERRUPT',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  26: 'SQLITE_NOTADB',
}
/** Milliseconds after which timers, sockets and workers get their turn between statements. */
const LONGEST_TURN = 10
/** Milliseconds between two tries where another process writes. */
const AGAIN = 15
/** Statements that a connection keeps prepared. */
const PREPARED = 200

/**
 * SQLite as Node.js brings it. Statements run in the thread that asks: between them others get
 * their turn. Rejects where Node.js has none, or one without full text.
 */
export async function nodeDriver(): Promise<Driver> {
  const { DatabaseSync } = quietly()
  const probe = new DatabaseSync(':memory:', {
    readOnly: false,
    enableForeignKeyConstraints: false,
  })
  try {
    probe.exec(`CREATE VIRTUAL TABLE probe USING fts5(t, content = '', contentless_delete = 1)`)
  } finally {
    probe.close()
  }
  return Promise.resolve({
    name: 'node',
    async open(path, mode, patience) {
      const options = { readOnly: mode !== 'write', enableForeignKeyConstraints: false }
      const at = mode === 'frozen' ? frozenUrl(path) : path
      return new NodeConnection(
        await patiently(() => new DatabaseSync(at, options), patience),
        patience,
      )
    },
  })
}

/** Loads it without the warning that it is experimental, which tells a user nothing. */
function quietly(): NodeSqlite {
  const warn = process.emitWarning.bind(process)
  process.emitWarning = () => undefined
  try {
    const found = process.getBuiltinModule('node:sqlite') as NodeSqlite | undefined
    if (!found) throw new Error('this Node.js has no node:sqlite')
    return found
  } finally {
    process.emitWarning = warn
  }
}

interface Prepared {
  readonly statement: Statement
  /** The numbers of its parameters; `null`: they have none, and are bound in their order. */
  readonly numbers: readonly number[] | null
}

class NodeConnection implements Connection {
  private readonly prepared = new Map<string, Prepared>()
  private isInterrupted = false

  constructor(
    private readonly database: DatabaseSync,
    private readonly patience: number,
  ) {}

  async exec(sql: string): Promise<void> {
    this.isInterrupted = false
    await patiently(() => this.database.exec(sql), this.patience)
  }

  async run(sql: string, values: readonly Value[]): Promise<void> {
    await this.work(() => {
      const { statement, numbers } = this.statementOf(sql)
      statement.run(...bound(values, numbers))
    })
  }

  async all<T>(sql: string, values: readonly Value[]): Promise<T[]> {
    return this.work(() => {
      const { statement, numbers } = this.statementOf(sql)
      // Its rows have no prototype; those of all drivers are alike.
      return statement.all(...bound(values, numbers)).map((row) => ({ ...row })) as T[]
    })
  }

  /** One statement cannot be ended, but what comes after it is not begun. */
  interrupt(): void {
    this.isInterrupted = true
  }

  close(): Promise<void> {
    this.prepared.clear()
    this.database.close()
    return Promise.resolve()
  }

  private work<T>(statement: () => T): Promise<T> {
    return patiently(() => {
      if (!this.isInterrupted) return statement()
      this.isInterrupted = false
      throw Object.assign(new Error('SQLITE_INTERRUPT: interrupted'), { code: 'SQLITE_INTERRUPT' })
    }, this.patience)
  }

  private statementOf(sql: string): Prepared {
    const known = this.prepared.get(sql)
    if (known) return known
    if (this.prepared.size >= PREPARED) this.prepared.clear()
    const { text, numbers } = numbered(sql)
    const made = { statement: this.database.prepare(text), numbers }
    this.prepared.set(sql, made)
    return made
  }
}

/**
 * Gives each parameter its number where one has. Node.js took `?1` for a name first, and later for
 * a place: by its number in an object it is bound by all of them.
 */
function numbered(sql: string): {
  readonly text: string
  readonly numbers: readonly number[] | null
} {
  if (!/\?\d/.test(sql)) return { text: sql, numbers: null }
  const numbers = new Set<number>()
  const text = sql.replace(/'(?:[^']|'')*'|\?(\d*)/g, (all, digits: string | undefined) => {
    if (digits === undefined) return all
    const number = digits === '' ? Math.max(0, ...numbers) + 1 : Number(digits)
    numbers.add(number)
    return `?${number}`
  })
  return { text, numbers: [...numbers] }
}

function bound(values: readonly Value[], numbers: readonly number[] | null): Bound[] {
  const all = values.map((value) => (Number.isSafeInteger(value) ? BigInt(value as number) : value))
  if (numbers === null) return all
  return [Object.fromEntries(numbers.map((number) => [number, all[number - 1] ?? null]))]
}

let turnBegan = 0

/** Runs what blocks; where another process writes, again until the patience is at its end. */
async function patiently<T>(work: () => T, patience: number): Promise<T> {
  if (performance.now() - turnBegan > LONGEST_TURN) {
    await setImmediate()
    turnBegan = performance.now()
  }
  const end = performance.now() + patience
  for (;;)
    try {
      return work()
    } catch (error) {
      const named = withCode(error)
      if (named.code !== 'SQLITE_BUSY' || performance.now() > end) throw named
      await setTimeout(AGAIN)
    }
}

/** The error with SQLite's word for it, as the other driver has it. */
function withCode(error: unknown): Error & { readonly code?: string } {
  const { errcode, message } = error as { readonly errcode?: number; readonly message: string }
  if (errcode === undefined) return error as Error
  const code = CODES[errcode & 0xff] ?? 'SQLITE_ERROR'
  return Object.assign(new Error(`${code}: ${message}`), { code, cause: error })
}
