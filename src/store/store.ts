import { dirname } from 'node:path'
import { stat } from 'node:fs/promises'
import { Database, StoreError } from './database.ts'
import { makeFolder } from './write/make-folder.ts'
import type { Reading } from './driver/driver.ts'
import { isServer, shownPath, storeAddress } from './postgres/url.ts'
import { migrate, requireCurrent } from './schema.ts'

export { Database, StoreError }
export { isInTheWay, isOutage } from './postgres/errors.ts'
/** How a store is called where it is spoken of: without a password. */
export { shownPath }

/** Opens a store to write to, made with its folder where absent. Throws StoreError. */
export async function openForIngest(path: string): Promise<Database> {
  if (!isServer(path)) madeFolder(path)
  const database = await Database.openForWriting(path)
  return closedUnless(database, migrate)
}

/** Opens a store to read from. Throws StoreError where there is none. */
export function openForQuery(path: string): Promise<Database> {
  return opened(path)
}

/**
 * The same for who reads what was there a moment ago as well: from the replica of a store on a
 * server, where one is named (`$PATCHTRAIL_READ_DB`).
 * @param tell a line on a replica that is away or too far behind: the store itself is read
 * @param isReused the connection may be that of one that was closed before
 */
export function openToLookUp(
  path: string,
  tell: (line: string) => void,
  isReused = false,
): Promise<Database> {
  return opened(path, { fromReplica: tell, isReused })
}

async function opened(path: string, reading?: Reading): Promise<Database> {
  if (!isServer(storeAddress(path))) await requireFile(path)
  const database = await Database.openForReading(path, reading)
  return closedUnless(database, requireCurrent)
}

function madeFolder(path: string): void {
  try {
    makeFolder(dirname(path))
  } catch (error) {
    throw new StoreError(`cannot make the folder of the store ${path}: ${(error as Error).message}`)
  }
}

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found === null)
    throw new StoreError(`there is no store at ${path}; make one with: patchtrail ingest <mail>`)
  if (found.isDirectory()) throw new StoreError(`${path} is a folder; name the file of the store`)
}

/** What is open keeps the program alive. */
async function closedUnless(
  database: Database,
  isReady: (database: Database) => Promise<void>,
): Promise<Database> {
  try {
    await isReady(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}
