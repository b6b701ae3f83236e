import { isOutdated, OUTDATED } from '../store/stamp.ts'
import { openForQuery, type Database } from '../store/store.ts'

/** Opens a store for a report; says on stderr where another program than this one derived it. Throws StoreError. */
export async function openForReport(path: string): Promise<Database> {
  const store = await openForQuery(path)
  if (await isOutdated(store)) process.stderr.write(`patchtrail: the store was ${OUTDATED}\n`)
  return store
}
