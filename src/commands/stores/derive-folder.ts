import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { storesIn, type NamedStore } from '../../store/lookup/folder.ts'
import { hasWork } from '../../store/lookup/waiting.ts'
import { isOutdated } from '../../store/stamp.ts'
import { openForQuery, StoreError } from '../../store/store.ts'
import { EXIT } from '../run/options.ts'
import { findCommon } from '../run/find-common.ts'

/** Milliseconds between two looks for new work. */
const FOLLOW = 1000

/**
 * Derives what is left in each store of a folder, with `follow` for ever, also in stores that are
 * made later. One that cannot be read is named, and leaves the others to be done. Throws
 * StoreError.
 * @param derive works off one store, and tells what that came to
 */
export async function deriveFolder(
  folder: string,
  follow: boolean,
  derive: (store: NamedStore) => Promise<void>,
): Promise<void> {
  const told = new Set<string>()
  if (!existsSync(folder)) throw new StoreError(`there is no folder ${folder}`)
  for (let isFirst = true; ; isFirst = false) {
    const all = await storesIn(folder)
    if (all.length === 0 && isFirst) {
      const line = `there is no store in the folder ${folder}`
      if (!follow) throw new StoreError(line)
      process.stderr.write(`patchtrail: ${line} yet; waiting for one\n`)
    }
    let isChanged = false
    for (const one of all)
      try {
        if (follow && !(await isWaiting(one.path))) continue
        await derive(one)
        isChanged = true
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        if (!told.has(error.message)) process.stderr.write(`patchtrail: ${error.message}\n`)
        told.add(error.message)
        process.exitCode = EXIT.mistake
      }
    // What stores have in common follows from what was derived.
    if (isChanged) await findCommon(folder)
    if (!follow) return
    await pause(FOLLOW)
  }
}

async function isWaiting(path: string): Promise<boolean> {
  const store = await openForQuery(path)
  try {
    return (await isOutdated(store)) || (await hasWork(store))
  } finally {
    await store.close()
  }
}
