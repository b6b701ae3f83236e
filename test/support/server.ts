import { randomBytes } from 'node:crypto'
import { after } from 'node:test'
import pg from 'pg'
import { serverAddress } from '../../src/store/postgres/url.ts'

/** The server that tests may have, whatever the stores of others are in. */
const SERVER = process.env.PATCHTRAIL_TEST_STORE ?? ''

/** Why tests on a server are left out; `false`: they are not. */
export const NO_SERVER = SERVER === '' ? 'no PostgreSQL: PATCHTRAIL_TEST_STORE names none' : false

/** Paths are files again, also on a run whose stores are on a server: both are used here. */
export function filesAndServer(): void {
  delete process.env.PATCHTRAIL_TEST_STORE
}

/** The address of a store of its own on the server; gone when the tests of the file are done. */
export function serverStore(): string {
  const schema = `own_${randomBytes(6).toString('hex')}`
  after(() => onServer((client) => client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)))
  return `${SERVER.split('?')[0]}?schema=${schema}`
}

/** Asks the server something, over a connection of its own. */
export async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverAddress(SERVER).url })
  await client.connect()
  return work(client).finally(() => client.end())
}
