import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../database.ts'
import { serverAddress, storeAddress } from '../postgres/url.ts'
import { openForIngest } from '../store.ts'
import { tablesOf } from '../tables.ts'
import { SERIES } from '../tables/series.ts'
import { columnsOf, type Table } from '../tables/table.ts'

/** A copy of a store, to derive all of it anew and compare. */
export interface ScratchCopy {
  readonly store: Database
  /**
   * Rows of derived tables that one of both has and the other has not, by table. Series are known
   * by their names: their keys may differ.
   */
  differences(): Promise<string[]>
  /** Closes the copy and takes it away. */
  drop(): Promise<void>
}

/**
 * A file in the system's temporary folder, or a schema beside that of the store. Throws what
 * `stopped` is aborted with.
 */
export function scratchCopy(store: Database, stopped: AbortSignal): Promise<ScratchCopy> {
  return store.dialect.name === 'sqlite' ? inFile(store, stopped) : inSchema(store, stopped)
}

async function inFile(store: Database, stopped: AbortSignal): Promise<ScratchCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'patchtrail-check-'))
  const removed = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'copy.db')
    await endedBy(stopped, store, () => store.run('VACUUM INTO ?', path))
    const copy = await openForIngest(path)
    return {
      store: copy,
      differences: async () => {
        await copy.run('ATTACH ? AS other', store.path)
        return differencesIn(copy, 'main', 'other', stopped)
      },
      drop: () => copy.close().then(removed),
    }
  } catch (error) {
    await removed()
    throw error
  }
}

async function inSchema(store: Database, stopped: AbortSignal): Promise<ScratchCopy> {
  const { scratchSchema } = await import('../postgres/scratch-schema.ts')
  const address = storeAddress(store.path)
  const { schema } = serverAddress(address)
  const own = await scratchSchema(address)
  let copy: Database | null = null
  const drop = async (): Promise<void> => {
    await copy?.close()
    await own.drop()
  }
  try {
    copy = await openForIngest(own.address)
    const made = copy
    await endedBy(stopped, made, () => copyAll(made, schema, own.name, stopped))
    return { store: made, differences: () => differencesIn(made, own.name, schema, stopped), drop }
  } catch (error) {
    await drop()
    throw error
  }
}

async function copyAll(
  copy: Database,
  from: string,
  to: string,
  stopped: AbortSignal,
): Promise<void> {
  for (const table of tablesOf('fact', 'user', 'work', 'state')) {
    stopped.throwIfAborted()
    const { name } = table
    const columns = columnsOf(table).join(', ')
    await copy.exec(
      `DELETE FROM ${to}.${name}; INSERT INTO ${to}.${name} (${columns})
       OVERRIDING SYSTEM VALUE SELECT ${columns} FROM ${from}.${name}`,
    )
  }
}

/**
 * Works with a data base until it is done, or `stopped` is aborted: that ends what runs, and throws
 * what it is aborted with. What comes between two statements is for `work` to end.
 */
export async function endedBy<T>(
  stopped: AbortSignal,
  database: Database,
  work: () => Promise<T>,
): Promise<T> {
  const interrupt = (): void => database.interrupt()
  stopped.throwIfAborted()
  stopped.addEventListener('abort', interrupt)
  try {
    const result = await work()
    stopped.throwIfAborted()
    return result
  } finally {
    stopped.removeEventListener('abort', interrupt)
  }
}

/** @param made the schema of what was derived anew; @param kept that of what is checked */
async function differencesIn(
  database: Database,
  made: string,
  kept: string,
  stopped: AbortSignal,
): Promise<string[]> {
  const found: string[] = []
  for (const table of tablesOf('derived')) {
    stopped.throwIfAborted()
    const count = async (a: string, b: string): Promise<number> =>
      (
        await database.get<{ n: number }>(
          `SELECT count(*) AS n FROM (${comparable(table, a)} EXCEPT ${comparable(table, b)}) x`,
        )
      )?.n ?? 0
    const [more, missing] = [await count(kept, made), await count(made, kept)]
    if (more > 0) found.push(`${more} rows of ${table.name} do not follow from the mail`)
    if (missing > 0)
      found.push(`${missing} rows of ${table.name} that follow from the mail are not there`)
  }
  return found
}

/** The rows of a table, without keys that two stores may number otherwise. */
function comparable(table: Table, schema: string): string {
  const columns = columnsOf(table)
    .filter((column) => !(table === SERIES && column === 'id'))
    .map((column) =>
      column === 'series'
        ? `(SELECT s.name FROM ${schema}.series s WHERE s.id = t.series)`
        : `t.${column}`,
    )
  return `SELECT ${columns.join(', ')} FROM ${schema}.${table.name} t`
}
