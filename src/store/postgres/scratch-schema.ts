import { randomBytes } from 'node:crypto'
import { Database } from '../database.ts'
import { COMPARING } from './dialect.ts'
import { serverAddress, withSchema } from './url.ts'

/** By this a schema is known as one that is made to be dropped, whatever its name is. */
const SCRATCH = 'patchtrail check --derive: to compare with a store; may be dropped when none runs'

/** A schema for a while, beside that of a store. */
export interface ScratchSchema {
  /** Of the store in it, which has no tables yet. */
  readonly address: string
  readonly name: string
  /** Where nobody else is connected to it any more. */
  drop(): Promise<void>
}

/**
 * Makes a schema that nobody else has. As long as it is used a connection holds a lock by its name:
 * what is left of one whose process is gone, on whatever machine, is dropped here. Throws
 * StoreError.
 * @param address of the store
 */
export async function scratchSchema(address: string): Promise<ScratchSchema> {
  // One that writes is never opened again unseen: its lock would be lost.
  const guard = await Database.openForWriting(address)
  try {
    await dropLeftOver(guard)
    const name = await freeName(guard, serverAddress(address).schema)
    await guard.exec(`CREATE SCHEMA ${name}; COMMENT ON SCHEMA ${name} IS '${SCRATCH}'`)
    return {
      address: withSchema(address, name),
      name,
      drop: () => dropped(guard, name).finally(() => guard.close()),
    }
  } catch (error) {
    await guard.close()
    throw error
  }
}

async function dropLeftOver(guard: Database): Promise<void> {
  const rows = await guard.all<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace
     WHERE obj_description(oid, 'pg_namespace') = ? AND pg_has_role(nspowner, 'USAGE')`,
    SCRATCH,
  )
  for (const { name } of rows) {
    if (!(await isTaken(guard, name))) continue
    // What cannot be dropped now hinders nobody.
    await dropped(guard, name).catch(() => undefined)
    await guard.run('SELECT pg_advisory_unlock(?, hashtext(?))', COMPARING, name)
  }
}

async function freeName(guard: Database, schema: string): Promise<string> {
  for (;;) {
    const name = `${schema.slice(0, 40)}_check_${randomBytes(4).toString('hex')}`
    if (await isTaken(guard, name)) return name
  }
}

async function isTaken(guard: Database, name: string): Promise<boolean> {
  const row = await guard.get<{ taken: number }>(
    'SELECT pg_try_advisory_lock(?, hashtext(?)) AS taken',
    COMPARING,
    name,
  )
  return row?.taken === 1
}

function dropped(guard: Database, name: string): Promise<void> {
  return guard.exec(`DROP SCHEMA IF EXISTS ${name} CASCADE`)
}
