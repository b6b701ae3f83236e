import { existsSync } from 'node:fs'
import { openForQuery } from '../../src/store/store.ts'
import { isServer, serverAddress } from '../../src/store/postgres/url.ts'

/** The server that all stores of the tests are on; empty: they are files, or in memory. */
const SERVER = process.env.PATCHTRAIL_TEST_STORE ?? ''
export const ON_SERVER = SERVER !== ''

/** Why a test about files of SQLite is left out on a server; `false`: it is not. */
export const FILES_ONLY = ON_SERVER ? 'about files of SQLite' : false

/** Has somebody made the store of a path yet? */
export async function isThere(path: string): Promise<boolean> {
  if (!ON_SERVER) return existsSync(path)
  const store = await openForQuery(path).catch(() => null)
  await store?.close()
  return store !== null
}

/**
 * Gives the run a data base of its own on the server, in which each store of a test is a schema.
 * @returns what takes it away again
 */
export async function ownDatabase(): Promise<() => Promise<void>> {
  if (!ON_SERVER) return () => Promise.resolve()
  if (!isServer(SERVER)) throw new Error(`PATCHTRAIL_TEST_STORE is no postgres://...: ${SERVER}`)
  const name = `patchtrail_test_${process.pid}`
  await asked(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`)
  process.env.PATCHTRAIL_TEST_STORE = `${SERVER.split('?')[0]?.replace(/[^/]+$/, name)}?schema=t`
  return () => asked(`DROP DATABASE ${name} WITH (FORCE)`)
}

async function asked(sql: string): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: serverAddress(SERVER).url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
