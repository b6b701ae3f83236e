import { dirname } from 'node:path'
import { stat } from 'node:fs/promises'
import { Database, StoreError } from './database.ts'
import { makeFolder } from './write/make-folder.ts'
import { migrate, requireCurrent } from './schema.ts'

export { Database, StoreError }

/** Opens a store to write to, made with its folder where absent. Throws StoreError. */
export async function openForIngest(path: string): Promise<Database> {
  try {
    makeFolder(dirname(path))
  } catch (error) {
    throw new StoreError(`cannot make the folder of the store ${path}: ${(error as Error).message}`)
  }
  const database = await Database.openForWriting(path)
  await migrate(database)
  return database
}

/** Opens a store to read from. Throws StoreError where there is none. */
export async function openForQuery(path: string): Promise<Database> {
  const found = await stat(path).catch(() => null)
  if (found === null)
    throw new StoreError(`there is no store at ${path}; make one with: patchtrail ingest <mail>`)
  if (found.isDirectory()) throw new StoreError(`${path} is a folder; name the file of the store`)
  const database = await Database.openForReading(path)
  await requireCurrent(database)
  return database
}
