import { StoreError, type Database } from './database.ts'
import { MIGRATIONS } from './migrations/migrations.ts'
import { deriveAll, stampContent, stampNew } from './stamp.ts'
import { SCHEMA, schemaOnServer, TABLES } from './tables.ts'
import { TEXT_TABLES } from './tables/search.ts'

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
    const now = await versionOf(database)
    // Another process was quicker, and may have added mail since.
    if (now === MIGRATIONS.length) return
    if (now > 0 && isOnServer(database)) await laidOutAnew(database)
    else for (const step of stepsFrom(database, now)) await database.exec(step)
    if (now === 0) await stampNew(database)
    await database.exec(
      isOnServer(database)
        ? `UPDATE patchtrail SET version = ${MIGRATIONS.length}`
        : `PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${MIGRATIONS.length}`,
    )
  })
}

/** For readers: throws StoreError where the store has another version than this program. */
export async function requireCurrent(database: Database): Promise<void> {
  await requireOwn(database)
  const version = await versionOf(database)
  if (version > MIGRATIONS.length) throw newer(database)
  if (version === 0) throw isOnServer(database) ? none(database) : foreign(database)
  if (version < MIGRATIONS.length)
    throw new StoreError(
      `the store ${database.shown} is of an older version; run any ingest to bring it up to date`,
    )
}

/** An empty file may become a store; another program's database is left alone. */
async function requireOwn(database: Database): Promise<void> {
  if (isOnServer(database)) {
    const tables = await tablesOnServer(database)
    if (tables.length > 0 && !tables.includes('patchtrail')) throw foreign(database)
    return
  }
  // In this order: another process may make the store just now, tables and mark in one transaction.
  const tables =
    (await database.get<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema'))?.n ?? 0
  const application = (await database.get<{ application_id: number }>('PRAGMA application_id'))
    ?.application_id
  if (tables > 0 && application !== APPLICATION) throw foreign(database)
}

async function versionOf(database: Database): Promise<number> {
  if (isOnServer(database)) {
    if ((await tablesOnServer(database)).length === 0) return 0
    return (await database.get<{ version: number }>('SELECT version FROM patchtrail'))?.version ?? 0
  }
  return (await database.get<{ user_version: number }>('PRAGMA user_version'))?.user_version ?? 0
}

function isOnServer({ dialect }: Database): boolean {
  return dialect.name === 'postgres'
}

/**
 * What is derived gets the tables of this version, and is made anew by whoever derives next. Throws
 * StoreError where the tables of mail, or of what users said, cannot become those of this one.
 */
async function laidOutAnew(database: Database): Promise<void> {
  const { changeOf } = await import('./postgres/layout.ts')
  const { statements, hasNewFacts, hindrances } = await changeOf(database, TABLES, TEXT_TABLES)
  const [first] = hindrances
  if (first !== undefined)
    throw new StoreError(
      `the store ${database.shown} is of an older patchtrail and cannot be brought up to date (${first}); ingest its mail into a new one, or copy it to a file with the patchtrail that made it`,
    )
  for (const statement of statements) await database.exec(statement)
  if (hasNewFacts) await stampContent(database, null)
  await deriveAll(database)
}

function stepsFrom(database: Database, version: number): readonly string[] {
  if (version === 0) return [isOnServer(database) ? schemaOnServer() : SCHEMA]
  return MIGRATIONS.slice(version)
}

async function tablesOnServer(database: Database): Promise<string[]> {
  const rows = await database.all<{ name: string }>(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()',
  )
  return rows.map(({ name }) => name)
}

function none({ shown }: Database): StoreError {
  return new StoreError(`there is no store at ${shown}; make one with: patchtrail ingest <mail>`)
}

function foreign(database: Database): StoreError {
  return new StoreError(`${database.shown} is no patchtrail store; name another file with --db`)
}

function newer(database: Database): StoreError {
  return new StoreError(
    `the store ${database.shown} was made by a newer patchtrail; update this one`,
  )
}
