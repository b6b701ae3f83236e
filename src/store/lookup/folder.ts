import { existsSync, readdirSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreError, type Database } from '../database.ts'
import { isServer } from '../postgres/url.ts'

/** A store in a folder of stores: that of one list. */
export interface NamedStore {
  readonly name: string
  readonly path: string
}

/** What the files of stores end in. */
const ENDING = '.db'
/** Characters of a name; file systems take 255 bytes with what stands beside a store. */
const LONGEST = 100

/**
 * Is a folder of stores meant: one that is there, or a path that ends as one? Throws StoreError for
 * a file that is named as a folder.
 */
export async function isStoreFolder(path: string): Promise<boolean> {
  if (isServer(path)) return false
  const found = await stat(path).catch(() => null)
  if (found !== null) return found.isDirectory()
  const bare = path.replace(/[/\\]+$/, '')
  if (bare === path) return false
  if ((await stat(bare).catch(() => null))?.isFile())
    throw new StoreError(`${bare} is a file and no folder of stores; leave the / at its end away`)
  return true
}

/** The stores of a folder by name; none where there is no folder. */
export async function storesIn(folder: string): Promise<NamedStore[]> {
  return namedIn(folder, await readdir(folder).catch((): string[] => []))
}

/** The same for who cannot wait. */
export function storesNow(folder: string): NamedStore[] {
  return namedIn(folder, existsSync(folder) ? readdirSync(folder) : [])
}

function namedIn(folder: string, names: readonly string[]): NamedStore[] {
  return names
    .filter((name) => name.endsWith(ENDING) && name.length > ENDING.length && name[0] !== '.')
    .map((name) => ({ name: name.slice(0, -ENDING.length), path: join(folder, name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The file of the store of a list. */
export function storeFile(folder: string, name: string): string {
  return join(folder, `${name}${ENDING}`)
}

/** The name of a list as that of a file: small letters, digits, `.`, `_` and `-`. */
export function safeName(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, LONGEST)
  return name === '' ? 'mail' : name
}

/** The List-Ids of a store, each with how many of its messages came over that list. */
export function listIdsOf(
  database: Database,
): Promise<{ readonly list: string; readonly messages: number }[]> {
  return database.all(
    'SELECT list, count(*) AS messages FROM message_list GROUP BY list ORDER BY 2 DESC, 1',
  )
}
