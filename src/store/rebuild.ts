import type { Database } from './database.ts'
import { emptyIndex } from './write/search-index.ts'
import { deriveAll } from './stamp.ts'
import { tablesOf } from './tables.ts'
import { STALE_SERIES } from './tables/series.ts'

/**
 * Empties all derived tables and puts every message on the work list, in one transaction: the next
 * refresh makes them anew.
 */
export async function dropDerived(database: Database): Promise<void> {
  await database.transaction(async () => {
    for (const { name } of [...tablesOf('derived'), STALE_SERIES])
      await database.run(`DELETE FROM ${name}`)
    await emptyIndex(database)
    await deriveAll(database)
  })
}
