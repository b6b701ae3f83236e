import type { Command } from 'commander'
import { isOutdated, OUTDATED } from '../../store/stamp.ts'
import { openForIngest, openForQuery, type Database } from '../../store/store.ts'
import { storePath, type GlobalOptions } from './options.ts'

/** Work on a store. */
export type StoreWork<T> = (store: Database) => Promise<T>

/**
 * Opens the store of a run to read it, and closes it whatever comes; says on stderr where another
 * program than this one derived it. Throws StoreError.
 */
export function withStore<T>(program: Command, work: StoreWork<T>): Promise<T> {
  return closing(openForQuery(storePath(program.opts<GlobalOptions>().db)), async (store) => {
    if (await isOutdated(store)) process.stderr.write(`patchtrail: the store was ${OUTDATED}\n`)
    return work(store)
  })
}

/** The same to write; a store that is not there is made. Throws StoreError. */
export function withStoreToWrite<T>(program: Command, work: StoreWork<T>): Promise<T> {
  return closing(openForIngest(storePath(program.opts<GlobalOptions>().db)), work)
}

async function closing<T>(opening: Promise<Database>, work: StoreWork<T>): Promise<T> {
  const store = await opening
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
