import type pg from 'pg'
import type { Connection, OpenMode, Value } from '../driver/driver.ts'
import { spelled } from './spelled.ts'
import { asItWas, holdable, holdableJson } from './texts.ts'
import { serverAddress } from './url.ts'

/** Statements that a connection keeps prepared; further ones are planned each time. */
const PREPARED = 400
/** Milliseconds to wait for a server that does not answer. */
const PATIENCE = 15_000

/** PostgreSQL's numbers of the types that a statement of ours gives (`pg_type`). */
const BOOL = 16
const TEXTS: ReadonlySet<number> = new Set([25, 1043, 114, 3802])
const NUMBERS: ReadonlySet<number> = new Set([20, 21, 23, 700, 701, 1700])

type Parse = (text: string) => Value

/** As SQLite gives it: numbers as such, a truth as 0 or 1, JSON as text. */
function parserOf(type: number): Parse {
  if (type === BOOL) return (text) => Number(text === 't')
  if (NUMBERS.has(type)) return Number
  return TEXTS.has(type) ? asItWas : (text) => text
}

/**
 * A connection to a store on a server; the package `pg` is loaded with the first one.
 * @param patience ms to wait for another that writes
 */
export async function serverConnection(
  path: string,
  mode: OpenMode,
  patience: number,
): Promise<ServerConnection> {
  const { default: driver } = await import('pg')
  const { url, schema } = serverAddress(path)
  const config: pg.ClientConfig = {
    connectionString: url,
    application_name: 'patchtrail',
    connectionTimeoutMillis: PATIENCE,
    keepAlive: true,
    types: { getTypeParser: parserOf as never },
  }
  const client = new driver.Client(config)
  // Whoever asks next is told; without anybody who listens, the process would end.
  client.on('error', () => undefined)
  await client.connect()
  const connection = new ServerConnection(client, () => new driver.Client(config))
  await prepare(client, schema, settings(schema, mode, patience), mode).catch(
    async (error: unknown) => {
      await connection.close()
      throw error
    },
  )
  return connection
}

/**
 * Reading sees one state of the store from `BEGIN` to `COMMIT`, as with SQLite. A commit that a power
 * cut undoes is whole: mail and how far it was read go together (`synchronous = NORMAL` there).
 */
function settings(schema: string, mode: OpenMode, patience: number): string {
  const own =
    mode === 'write'
      ? [`SET lock_timeout = ${patience}`, 'SET synchronous_commit = off']
      : ['SET default_transaction_isolation = "repeatable read"']
  return [
    `SET search_path = "${schema}"`,
    'SET jit = off',
    'SET client_min_messages = warning',
    'SET work_mem = "32MB"',
    ...own,
  ].join('; ')
}

async function prepare(
  client: pg.Client,
  schema: string,
  settings: string,
  mode: OpenMode,
): Promise<void> {
  const there = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema])
  // Where another process makes it just now, that is as well.
  if (mode === 'write' && there.rowCount === 0)
    await client.query(`CREATE SCHEMA "${schema}"`).catch((error: { readonly code?: string }) => {
      if (error.code !== '42P06' && error.code !== '23505') throw error
    })
  await client.query(settings)
}

interface Prepared {
  readonly text: string
  readonly name: string
}

export class ServerConnection implements Connection {
  private readonly prepared = new Map<string, Prepared>()
  /** Statements that somebody waits for. */
  private asked = 0
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly client: pg.Client,
    private readonly another: () => pg.Client,
  ) {}

  async exec(sql: string): Promise<void> {
    await this.waited(() => this.client.query(spelled(sql)))
  }

  async run(sql: string, values: readonly Value[]): Promise<void> {
    await this.query(sql, values)
  }

  async all<T>(sql: string, values: readonly Value[]): Promise<T[]> {
    return (await this.query(sql, values)).rows as T[]
  }

  interrupt(): void {
    const { processID: id } = this.client as unknown as { processID: number }
    const other = this.another()
    other.on('error', () => undefined)
    void other
      .connect()
      .then(() => other.query('SELECT pg_cancel_backend($1)', [id]))
      .catch(() => undefined)
      .finally(() => other.end())
  }

  async close(): Promise<void> {
    await this.waited(() => this.client.end()).catch(() => undefined)
  }

  private query(sql: string, values: readonly Value[]): Promise<pg.QueryResult> {
    const { text, name } = this.statementOf(sql)
    const query = { text, values: values.map(bound), ...(name === '' ? {} : { name }) }
    return this.waited(() => this.client.query(query))
  }

  /**
   * One after the other, in the order in which they are asked for. A store that is open and does
   * nothing keeps no program alive, as one in a file.
   */
  private async waited<T>(work: () => Promise<T>): Promise<T> {
    if (this.asked++ === 0) held(this.client).ref()
    const done = this.last.then(work)
    this.last = done.catch(() => undefined)
    try {
      return await done
    } finally {
      if (--this.asked === 0) held(this.client).unref()
    }
  }

  private statementOf(sql: string): Prepared {
    const known = this.prepared.get(sql)
    if (known) return known
    const isKept = this.prepared.size < PREPARED
    const made = { text: spelled(sql), name: isKept ? `s${this.prepared.size}` : '' }
    if (isKept) this.prepared.set(sql, made)
    return made
  }
}

/** What its types do not tell of a client. */
function held(client: pg.Client): { ref(): void; unref(): void } {
  return client as unknown as { ref(): void; unref(): void }
}

function bound(value: Value): Value {
  if (typeof value !== 'string') return value
  return /^[[{]/.test(value) ? holdableJson(value) : holdable(value)
}
