import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Database } from './database.ts'
import { META, insertInto } from './tables.ts'

/** Raised with any change of what a body is taken for: parser, reply or patch grammar. */
const CONTENT = 15
/** Raised with any change of how threads are linked, versions joined or issues judged. */
const DERIVED = 25

/** By what the rows of a store were made: what bodies say, and what is derived from that. */
export interface Stamps {
  readonly content: string
  readonly derived: string
}

let own: Stamps | null = null

/**
 * The stamps of this program: its numbers, its version, and a digest of the weights that it judges
 * by.
 */
export function ownStamps(): Stamps {
  own ??= { content: String(CONTENT), derived: `${DERIVED} ${version()} ${weights()}` }
  return own
}

function fileOf(name: string): string {
  return readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')
}

function version(): string {
  return (JSON.parse(fileOf('package.json')) as { version: string }).version
}

function weights(): string {
  const hash = createHash('sha1')
  for (const name of ['data/kinds.json', 'data/states.json']) hash.update(fileOf(name))
  return hash.digest('hex')
}

/** What is said of a store that was derived by another program than this one. */
export const OLDER = 'derived by an older patchtrail'

/**
 * What a reader should be told of a store that was derived by another program than this one; one
 * line.
 */
export const OUTDATED = `${OLDER}; patchtrail sync brings it up to date`

/** What is said of a store whose facts this program was reading anew when it was stopped. */
export const UNREAD = 'its mail is being taken apart anew; patchtrail derive goes on with it'

/**
 * By what a store was made: `older` is what another program than this one made, and nobody has
 * begun to make anew. Whether this one is at it (`reading` facts from the bodies, or `deriving`) or
 * was stopped is not told apart.
 */
export type Age = 'current' | 'older' | 'reading' | 'deriving'

export async function ageOf(database: Database): Promise<Age> {
  const [stamps, own] = [await stampsOf(database), ownStamps()]
  const isOwn = (stamps.derived ?? stamps.deriving) === own.derived
  if (!isOwn || ![own.content, undefined].includes(stamps.content)) return 'older'
  if (stamps.content === undefined) return 'reading'
  return stamps.derived === undefined ? 'deriving' : 'current'
}

/** Is any of what the store holds still to be made by this program? */
export async function isOutdated(database: Database): Promise<boolean> {
  return (await ageOf(database)) !== 'current'
}

/** By what a store was made; `deriving`: what its work lists were filled for. */
export async function stampsOf(
  database: Database,
): Promise<Partial<Stamps & { readonly deriving: string }>> {
  const rows = await database.all<{ key: string; value: string }>(
    "SELECT key, value FROM meta WHERE key <> 'joined'",
  )
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

/** Says that all of a store that has no mail yet was made by this program. */
export async function stampNew(database: Database): Promise<void> {
  const { content, derived } = ownStamps()
  await insertInto(database, META, [
    { key: 'content', value: content },
    { key: 'derived', value: derived },
  ])
}

/**
 * Says that the facts were read from the bodies by this program; `null`: that they are being read.
 */
export async function stampContent(database: Database, value: string | null): Promise<void> {
  await database.run(`DELETE FROM meta WHERE key = 'content'`)
  if (value !== null) await insertInto(database, META, [{ key: 'content', value }])
}

/**
 * Puts every message and every series on the work lists, so that all is derived by this program.
 * What is there stays until it has been derived anew. Inside a transaction.
 */
export async function deriveAll(database: Database): Promise<void> {
  await database.run('INSERT OR IGNORE INTO stale SELECT id FROM message')
  await database.run('INSERT OR IGNORE INTO stale_series SELECT id FROM series')
  await database.run(`DELETE FROM meta WHERE key IN ('derived', 'deriving', 'joined', 'joined to')`)
  await insertInto(database, META, [{ key: 'deriving', value: ownStamps().derived }])
}

/** Where the work lists that `deriveAll` filled are empty, all has been derived by this program. */
export async function stampDerived(database: Database): Promise<void> {
  if ((await stampsOf(database)).deriving !== ownStamps().derived) return
  await database.run(
    `UPDATE meta SET key = 'derived' WHERE key = 'deriving'
     AND NOT EXISTS (SELECT 1 FROM stale) AND NOT EXISTS (
       SELECT 1 FROM stale_series t JOIN series s ON s.id = t.series
     )`,
  )
}
