import { StoreError, type Database } from './database.ts'
import { MIGRATIONS } from './migrations/migrations.ts'
import { stampNew } from './stamp.ts'
import { SCHEMA } from './tables.ts'

/** Marks our files (`file` and SQLite's application_id): "ptrl". */
const APPLICATION = 0x7074726c

/**
 * Brings the store to this version of the schema: an empty file gets the tables as they are, an
 * older store is taken step by step. Throws StoreError for a store of a newer one.
 */
export async function migrate(database: Database): Promise<void> {
  await requireOwn(database)
  const version = await versionOf(database)
  if (version > MIGRATIONS.length) throw newer(database)
  if (version === MIGRATIONS.length) return
  await database.transaction(async () => {
    // Another process may have been quicker.
    const now = await versionOf(database)
    const steps = now === 0 ? [SCHEMA] : MIGRATIONS.slice(now)
    for (const step of steps) await database.exec(step)
    if (now === 0) await stampNew(database)
    await database.exec(
      `PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${MIGRATIONS.length}`,
    )
  })
}

/** For readers: throws StoreError where the store has another version than this program. */
export async function requireCurrent(database: Database): Promise<void> {
  await requireOwn(database)
  const version = await versionOf(database)
  if (version > MIGRATIONS.length) throw newer(database)
  if (version === 0) throw foreign(database)
  if (version < MIGRATIONS.length)
    throw new StoreError(
      `the store ${database.path} is of an older version; run any ingest to bring it up to date`,
    )
}

/** An empty file may become a store; another program's database is left alone. */
async function requireOwn(database: Database): Promise<void> {
  // In this order: another process may make the store just now, tables and mark in one transaction.
  const tables =
    (await database.get<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema'))?.n ?? 0
  const application = (await database.get<{ application_id: number }>('PRAGMA application_id'))
    ?.application_id
  if (tables > 0 && application !== APPLICATION) throw foreign(database)
}

async function versionOf(database: Database): Promise<number> {
  return (await database.get<{ user_version: number }>('PRAGMA user_version'))?.user_version ?? 0
}

function foreign(database: Database): StoreError {
  return new StoreError(`${database.path} is no patchtrail store; name another file with --db`)
}

function newer(database: Database): StoreError {
  return new StoreError(
    `the store ${database.path} was made by a newer patchtrail; update this one`,
  )
}
