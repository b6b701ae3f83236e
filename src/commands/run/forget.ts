import { locationOf } from '../../mail/source/sources.ts'
import { UserError } from '../../model/user-error.ts'
import { isStoreFolder, storesIn } from '../../store/lookup/folder.ts'
import { forgetSource, knownSources } from '../../store/sources.ts'
import { writingThere } from './with-store.ts'

/**
 * Has `sync` leave a source out from now on, in every store of a folder that knows it. Throws
 * UserError where none does, StoreError.
 * @returns what is said of it
 */
export async function forgetIn(path: string, source: string): Promise<string> {
  const paths = (await isStoreFolder(path)) ? (await storesIn(path)).map((one) => one.path) : [path]
  const location = locationOf(source)
  const known = new Set<string>()
  let isForgotten = false
  for (const one of paths)
    await writingThere(one, async (store) => {
      for (const { location } of await knownSources(store)) known.add(location)
      if (await forgetSource(store, location)) isForgotten = true
    })
  if (!isForgotten)
    throw new UserError('not-found', `no source is called ${location}; those that are read:`, [
      ...known,
    ])
  return `${location}: read no more by sync; its mail stays`
}
