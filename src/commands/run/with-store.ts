import type { Command } from 'commander'
import { openForIngest, openForQuery, type Database } from '../../store/store.ts'
import { noticesOf } from '../../stores/notices.ts'
import { Stores, type Opening } from '../../stores/stores.ts'
import { hinted } from './hints.ts'
import { storePath, type GlobalOptions } from './options.ts'

/** Work on a store. */
export type StoreWork<T> = (store: Database) => Promise<T>

/** Which stores of a folder are read. */
interface Reading extends Pick<Opening, 'list'> {
  /** What is read is how the stores are: nothing need be said of it beside. */
  readonly isOfStores?: boolean
}

/**
 * Opens the store of a run, or those of a folder, to read, and closes them whatever comes; says on
 * stderr where another program than this one derived them, or not all is derived, and what cannot
 * be read beside others. Throws StoreError.
 */
export async function withStores<T>(
  program: Command,
  { list, isOfStores = false }: Reading,
  work: (stores: Stores) => Promise<T>,
): Promise<T> {
  const opening = { list, tell: (line: string) => tell(`${line}; it is left out`), note: tell }
  const stores = await Stores.open(storePath(program.opts<GlobalOptions>().db), opening)
  try {
    if (!isOfStores) for (const line of await noticesOf(stores)) tell(line)
    return await work(stores)
  } finally {
    await stores.close()
  }
}

function tell(line: string): void {
  process.stderr.write(`patchtrail: ${hinted(line)}\n`)
}

/** Opens the store of a run to write; one that is not there is made. Throws StoreError. */
export function withStoreToWrite<T>(program: Command, work: StoreWork<T>): Promise<T> {
  return writing(storePath(program.opts<GlobalOptions>().db), work)
}

/** The same of the store in a file. */
export async function writing<T>(path: string, work: StoreWork<T>): Promise<T> {
  const store = await openForIngest(path)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** The same of a store that must be there. */
export async function writingThere<T>(path: string, work: StoreWork<T>): Promise<T> {
  await (await openForQuery(path)).close()
  return writing(path, work)
}
