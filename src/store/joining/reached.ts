import type { Database } from '../database.ts'
import { insertInto, META } from '../tables.ts'

/** In `meta`: the last message up to which versions were joined, so that threads may be derived. */
const REACHED = 'joined to'

/** Whoever derives may do so up to this message; 0: nothing is joined yet, or not as it is now. */
export async function joinedTo(database: Database): Promise<number> {
  const row = await database.get<{ value: string }>(
    `SELECT value FROM meta WHERE key = '${REACHED}'`,
  )
  return Number(row?.value ?? 0)
}

/** Says that the versions of all messages are joined; while nobody else writes. */
export async function reachAll(database: Database): Promise<void> {
  await database.run(`DELETE FROM meta WHERE key = '${REACHED}'`)
  const last = await database.get<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM message')
  await insertInto(database, META, [{ key: REACHED, value: String(last?.id ?? 0) }])
}

/**
 * Comes before a message that is there already is changed, in the transaction that does it: nobody
 * derives from it meanwhile, and versions are joined before anybody does.
 */
export async function beforeChange(database: Database): Promise<void> {
  await database.alone()
  await database.run(`DELETE FROM meta WHERE key = '${REACHED}'`)
}
