import { StoreError } from '../../driver/store-error.ts'
import { stateOf } from '../errors.ts'
import { dataBaseOf, isServer, serverAddress, shownPath, withSchema } from '../url.ts'
import { newSession, type Session } from './session.ts'

/** Seconds that a replica may be behind; beyond that the server itself is read. */
const BEHIND = 30
/** Milliseconds to wait for a replica: the server itself may be read instead. */
const WAITS = 3000

/** Told of a replica that is not read, in one line. */
export type Tell = (line: string) => void

/**
 * Where a store on a server may be read as well: `$PATCHTRAIL_READ_DB`, with the schema of the
 * store unless it names one; `null`: nowhere, or the store is no such. Throws StoreError where it
 * cannot be a replica of it.
 */
export function replicaOf(store: string, env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env.PATCHTRAIL_READ_DB
  if (!named || !isServer(store)) return null
  if (!isServer(named))
    throw new StoreError(
      `"${named}" is no address of a replica; write postgres://user@host/name (patchtrail config replica, or PATCHTRAIL_READ_DB)`,
    )
  const [here, there] = [dataBaseOf(store), dataBaseOf(named)]
  if (here !== there)
    throw new StoreError(
      `${shownPath(named)} is no replica of ${shownPath(store)}: its data base is called ${there}, not ${here}; name another (patchtrail config replica, or PATCHTRAIL_READ_DB)`,
    )
  return named.includes('schema=') ? named : withSchema(named, serverAddress(store).schema)
}

/**
 * Connects to a replica, where it is there and not far behind, else to the server itself; where
 * that is away, a replica that is behind is better than nothing. A line tells of both. Rejects with
 * the driver's error.
 * @param most seconds that it may be behind
 */
export async function sessionOfEither(
  store: string,
  replica: string,
  patience: number,
  tell: Tell,
  most = BEHIND,
): Promise<Session> {
  const session = await newSession(replica, 'read', patience, WAITS).catch((error: unknown) => {
    tell(`the replica ${shownPath(replica)} ${awayAs(error)}; ${shownPath(store)} is read instead`)
    return null
  })
  if (session === null) return newSession(store, 'read', patience)
  const fault = await faultOf(session, most)
  if (fault === null) return session
  try {
    const own = await newSession(store, 'read', patience, WAITS)
    tell(`the replica ${session.shown} ${fault}; ${own.shown} is read instead`)
    await session.client.end()
    return own
  } catch {
    tell(
      `the replica ${session.shown} ${fault}, and ${shownPath(store)} is away; it is read anyway`,
    )
    return session
  }
}

function awayAs(error: unknown): string {
  const { message, code } = error as { readonly message: string; readonly code?: string }
  const state = stateOf(code === undefined ? { message } : { message, code })
  return `cannot be read (${message.split('\n')[0] || state})`
}

/**
 * What is wrong with a replica; `null`: nothing. What the server has written last may take a
 * moment.
 */
async function faultOf({ client }: Session, most: number): Promise<string | null> {
  const { rows } = await client.query<{ follows: number; behind: number | null }>(
    `SELECT pg_is_in_recovery() AS follows,
       CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
         AND EXISTS (SELECT 1 FROM pg_stat_wal_receiver) THEN 0
       ELSE extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) END AS behind`,
  )
  const { follows = 0, behind = null } = rows[0] ?? {}
  if (follows === 0) return 'follows no other server'
  return behind !== null && behind > most ? `is ${behindText(behind)} behind` : null
}

function behindText(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}
