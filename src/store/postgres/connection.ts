import type pg from 'pg'
import type { Connection, OpenMode, Reading, Value } from '../driver/driver.ts'
import { Idle } from './session/idle.ts'
import { replicaOf, sessionOfEither, type Tell } from './session/replica.ts'
import { newSession, type Session } from './session/session.ts'
import { spelled } from './spelled.ts'
import { holdable, holdableJson } from './texts.ts'

/** Statements that a connection keeps prepared; further ones are planned each time. */
const PREPARED = 400
/**
 * Milliseconds after which who reads asks again whether the replica is there, and how far behind.
 */
const SURE = 30_000

/** What PostgreSQL says where a statement was ended from outside. */
const ENDED = '57014'

const idle = new Idle<ServerConnection>()

/**
 * A connection to a store on a server. Rejects with the driver's error; throws StoreError.
 * @param patience ms to wait for another that writes
 */
export async function serverConnection(
  path: string,
  mode: OpenMode,
  patience: number,
  { fromReplica, isReused }: Reading = { fromReplica: null, isReused: false },
): Promise<ServerConnection> {
  const replica = fromReplica === null ? null : replicaOf(path)
  const key = isReused ? `${path} ${replica ?? ''}` : null
  const known = key === null ? undefined : idle.taken(key)
  if (known) return known
  const opened =
    replica === null || fromReplica === null
      ? (): Promise<Session> => newSession(path, mode, patience)
      : readingEither(path, replica, patience, fromReplica)
  return new ServerConnection(await opened(), {
    again: mode === 'write' ? null : opened,
    sure: replica === null ? Infinity : SURE,
    key,
  })
}

/** The same fault is told once, however often it is met. */
function readingEither(
  path: string,
  replica: string,
  patience: number,
  tell: Tell,
): () => Promise<Session> {
  let last = ''
  return async () => {
    let now = ''
    const session = await sessionOfEither(path, replica, patience, (line) => {
      now = line.replace(/\d+ (?:s|min|h) behind/, 'behind')
      if (now !== last) tell(line)
    })
    last = now
    return session
  }
}

/** How a connection lasts. */
interface Lasting {
  /** Who only reads may go on by another session where one was lost, between transactions. */
  readonly again: (() => Promise<Session>) | null
  /** Milliseconds after which it is opened again in any case. */
  readonly sure: number
  /** By what it is known among those that do nothing; `null`: it is closed at once. */
  readonly key: string | null
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
  private since = performance.now()
  private isWithin = false
  /** What runs, by its number; 0: nothing. */
  private running = 0
  private count = 0
  private isInterrupted = false

  constructor(
    private session: Session,
    private readonly lasting: Lasting,
  ) {}

  /** Where it leads to, without a password. */
  get shown(): string {
    return this.session.shown
  }

  async exec(sql: string): Promise<void> {
    const [, begins, ends] = /^\s*(?:(BEGIN)|(?:.*;\s*)?(COMMIT|ROLLBACK))\b/s.exec(sql) ?? []
    if (ends) this.isInterrupted = false
    try {
      await this.waited(({ client }) => client.query(spelled(sql)))
      if (begins) this.isWithin = true
    } finally {
      if (ends) this.isWithin = false
    }
  }

  async run(sql: string, values: readonly Value[]): Promise<void> {
    await this.query(sql, values)
  }

  async all<T>(sql: string, values: readonly Value[]): Promise<T[]> {
    return (await this.query(sql, values)).rows as T[]
  }

  /** Where what runs just now is done before it can be ended, what is asked next is not begun. */
  interrupt(): void {
    const { running, session } = this
    this.isInterrupted = true
    if (running === 0) return
    const { processID: id } = session.client as unknown as { processID: number }
    const other = session.another()
    other.on('error', () => undefined)
    const cancelled = other
      .connect()
      // By now the statement may have ended.
      .then(() => (this.running === running ? cancel(other, id) : undefined))
      .catch(() => undefined)
      .finally(() => other.end())
    this.last = Promise.all([this.last, cancelled])
  }

  async close(): Promise<void> {
    const { key } = this.lasting
    if (key !== null && !this.isWithin && this.asked === 0 && !this.session.isLost())
      return idle.put(key, this, () => this.ended())
    await this.waited(() => this.ended()).catch(() => undefined)
  }

  isUsable(): boolean {
    return !this.session.isLost()
  }

  private ended(): Promise<void> {
    return this.session.client.end()
  }

  private query(sql: string, values: readonly Value[]): Promise<pg.QueryResult> {
    return this.waited(({ client }) => {
      const { text, name } = this.statementOf(sql)
      return client.query({ text, values: values.map(bound), ...(name === '' ? {} : { name }) })
    })
  }

  /**
   * One after the other, in the order in which they are asked for. A store that is open and does
   * nothing keeps no program alive, as one in a file.
   */
  private async waited<T>(work: (session: Session) => Promise<T>): Promise<T> {
    if (this.asked++ === 0) held(this.session).ref()
    const done = this.last.then(() => this.begun(work))
    this.last = done.catch(() => undefined)
    try {
      return await done
    } finally {
      if (--this.asked === 0) held(this.session).unref()
    }
  }

  private async begun<T>(work: (session: Session) => Promise<T>): Promise<T> {
    if (this.isInterrupted) {
      this.isInterrupted = false
      throw Object.assign(new Error('canceling statement due to user request'), { code: ENDED })
    }
    await this.renewed()
    this.running = ++this.count
    try {
      return await work(this.session)
    } catch (error) {
      if ((error as { readonly code?: string }).code === ENDED) this.isInterrupted = false
      throw error
    } finally {
      this.running = 0
    }
  }

  /** Another session where one was lost, or is not sure any more. */
  private async renewed(): Promise<void> {
    const { again, sure } = this.lasting
    const isLost = this.session.isLost()
    if (again === null || this.isWithin) return
    if (!isLost && performance.now() - this.since < sure) return
    const before = this.session
    try {
      this.session = await again()
      this.prepared.clear()
    } catch (error) {
      if (isLost) throw error
    }
    this.since = performance.now()
    if (before !== this.session) await before.client.end().catch(() => undefined)
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

async function cancel(client: pg.Client, id: number): Promise<void> {
  await client.query('SELECT pg_cancel_backend($1)', [id])
}

/** What its types do not tell of a client. */
function held({ client }: Session): { ref(): void; unref(): void } {
  return client as unknown as { ref(): void; unref(): void }
}

function bound(value: Value): Value {
  if (typeof value !== 'string') return value
  return /^[[{]/.test(value) ? holdableJson(value) : holdable(value)
}
