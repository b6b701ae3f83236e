import { createHash, randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { StoreError } from '../driver/store-error.ts'
import { parametersIn, USUAL } from './parameters.ts'
import { halves, isServer, isWhole, shownPath } from './shown.ts'

export { isServer, shownPath }

/** Where a store on a server is. */
export interface ServerAddress {
  /** For the driver: without what is ours. */
  readonly url: string
  readonly schema: string
}

/** The schema of a store, unless its address names one. */
const SCHEMA = 'patchtrail'

/** Letters of a name; PostgreSQL cuts what is longer. */
const LONGEST = 63
/** How an address is written. */
const EXAMPLE = 'postgres://user@host:5432/name'
/** Scheme, user and host, data base; a slash behind the last says nothing. */
const ADDRESS = /^postgres(ql)?:\/\/([^/?#]*)(?:\/([^/?#@]*)\/?)?$/i

/**
 * Takes an address apart: `postgres://user@host:port/name?schema=...`. A password is better kept in
 * `~/.pgpass` or `$PGPASSWORD`. Throws StoreError.
 */
export function serverAddress(path: string): ServerAddress {
  const [given, query] = halves(path)
  const base = plain(given, path)
  requireKnown(base, query)
  const options = new URLSearchParams(query)
  const schema = options.get('schema') ?? SCHEMA
  options.delete('schema')
  // The words of libpq mean here what they mean there.
  if (options.has('sslmode') && !options.has('uselibpqcompat'))
    options.set('uselibpqcompat', 'true')
  const fault = faultOf(schema)
  if (fault !== null)
    throw new StoreError(
      `"${schema}" is no schema of a store; ${fault}: ${shownPath(base)}?schema=linux_leds`,
    )
  const rest = options.toString()
  return { url: rest === '' ? base : `${base}?${rest}`, schema }
}

/** One that is misspelt would lead to another store. Throws StoreError. */
function requireKnown(base: string, query: string): void {
  const other = parametersIn(query).find(({ isKnown }) => !isKnown)
  if (!other) return
  const what = other.isDoubtful
    ? 'something behind the password that is no parameter (& in it is written %26)'
    : `a parameter "${other.name}" that nobody knows`
  throw new StoreError(`${shownPath(base)} has ${what}; there are ${USUAL.join(', ')}`)
}

/** What is wrong with the name of a schema; `null`: nothing. */
function faultOf(schema: string): string | null {
  if (/[^a-z0-9_]/.test(schema) || schema === '') return 'it has small letters, digits and _'
  if (/^\d/.test(schema)) return 'it begins with a letter or _'
  if (schema.length > LONGEST)
    return `it has at most ${LONGEST} letters, and this one ${schema.length}`
  return schema.startsWith('pg_') || schema === 'information_schema'
    ? 'such names are those of PostgreSQL itself'
    : null
}

/** As the driver reads it: what a user may write otherwise is the same address. Throws StoreError. */
function plain(base: string, path: string): string {
  const [, ql = '', server = '', name = ''] = ADDRESS.exec(base) ?? []
  if (name !== '' && isWhole(path)) return `postgres${ql.toLowerCase()}://${server}/${name}`
  const shown = shownPath(path)
  if (!/^postgres(?:ql)?:/i.test(path))
    throw new StoreError(
      `${shown} is no address that patchtrail knows; name a file, a folder, or a server: ${EXAMPLE}`,
    )
  if (ADDRESS.test(base) && isWhole(path))
    throw new StoreError(`${shown} names no data base; write ${EXAMPLE}`)
  throw new StoreError(
    `${shown} is no address of a server; write ${EXAMPLE}; in a password # is written %23, / %2F, ? %3F, @ %40, % %25`,
  )
}

/** The name of the data base of a store. */
export function dataBaseOf(path: string): string {
  return /[^/]*$/.exec(serverAddress(path).url.split('?')[0] ?? '')?.[0] ?? ''
}

/** The address of another store of the same data base. */
export function withSchema(path: string, schema: string): string {
  const [base, query] = halves(path)
  const options = new URLSearchParams(query)
  options.set('schema', schema)
  return `${base}?${options.toString()}`
}

/**
 * Where the store of a path is. For tests: with `$PATCHTRAIL_TEST_STORE`, the address of a store on
 * a server, a file is a schema there whose name begins as its own; one in memory is one that nobody
 * else finds.
 */
export function storeAddress(path: string, env: NodeJS.ProcessEnv = process.env): string {
  const server = env.PATCHTRAIL_TEST_STORE
  if (!server || isServer(path)) return path
  const own =
    path === ':memory:' ? randomBytes(8) : createHash('sha1').update(resolve(path)).digest()
  const name = own.toString('hex').slice(0, 16)
  return withSchema(server, `${serverAddress(server).schema}_${name}`)
}
