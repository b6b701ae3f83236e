import type pg from 'pg'
import type { OpenMode, Value } from '../../driver/driver.ts'
import { asItWas } from '../texts.ts'
import { serverAddress, shownPath } from '../url.ts'
import { withPassword } from './password.ts'

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

/** A connection that a server has accepted, as long as it holds. */
export interface Session {
  readonly client: pg.Client
  /** Where it leads to, without a password. */
  readonly shown: string
  /** Did the server end it, or was it lost? */
  isLost(): boolean
  /** Another one to the same server, to end by it what runs in this one. */
  another(): pg.Client
}

/**
 * Connects to a store on a server; the package `pg` is loaded with the first one. Rejects with the
 * driver's error.
 * @param patience ms to wait for another that writes
 * @param waits ms to wait for a server that does not answer
 */
export async function newSession(
  path: string,
  mode: OpenMode,
  patience: number,
  waits = PATIENCE,
): Promise<Session> {
  const { default: driver } = await import('pg')
  const { url, schema } = serverAddress(path)
  const config: pg.ClientConfig = {
    connectionString: url,
    application_name: 'patchtrail',
    connectionTimeoutMillis: waits,
    keepAlive: true,
    types: { getTypeParser: parserOf as never },
  }
  const client = withPassword(new driver.Client(config))
  let isLost = false
  // Whoever asks next is told; without anybody who listens, the process would end.
  for (const end of ['error', 'end'] as const) client.on(end, () => (isLost = true))
  await client.connect()
  await prepare(client, schema, settings(schema, mode, patience), mode).catch(
    async (error: unknown) => {
      await client.end()
      throw error
    },
  )
  return {
    client,
    shown: shownPath(path),
    isLost: () => isLost,
    another: () => withPassword(new driver.Client(config)),
  }
}

/**
 * Reading sees one state of the store from `BEGIN` to `COMMIT`, as with SQLite. A commit that a
 * power cut undoes is whole: mail and how far it was read go together (`synchronous = NORMAL`
 * there).
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
  const { rows } = await client.query<{ readonly may: boolean }>(
    `SELECT has_schema_privilege(nspname, 'USAGE') AS may FROM pg_namespace WHERE nspname = $1`,
    [schema],
  )
  // Of what may not be used the server says no more than that it is not there.
  if (rows.some(({ may }) => !may)) throw known('42501', `permission denied for schema ${schema}`)
  if (mode === 'write' && rows.length === 0) {
    const kept = await client.query<{ server_encoding: string }>('SHOW server_encoding')
    if (kept.rows[0]?.server_encoding !== 'UTF8') throw known('22P05', 'not UTF8')
    // Where another process makes it just now, that is as well.
    await client.query(`CREATE SCHEMA "${schema}"`).catch((error: { readonly code?: string }) => {
      if (error.code !== '42P06' && error.code !== '23505') throw error
    })
  }
  await client.query(settings)
}

/** An error of the kind that the server gives. */
function known(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}
