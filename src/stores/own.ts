import { join } from 'node:path'
import { readKept, saveKept } from '../config/kept.ts'
import type { Kept, KeptSeries } from '../model/kept.ts'
import { NOTHING_KEPT } from '../model/kept.ts'
import { storesIn } from '../store/lookup/folder.ts'
import type { Stores } from './stores.ts'

/** What the user keeps of the series of all stores: it stands beside each. Throws UserError. */
export function keptIn(stores: Stores): KeptSeries {
  return together(stores.parts.map(({ path }) => readKept(path)))
}

/** The same of the stores of a folder, whether they can be opened or not. Throws UserError. */
export async function keptInFolder(folder: string): Promise<KeptSeries> {
  return together((await storesIn(folder)).map(({ path }) => readKept(path)))
}

/** A series that is in several stores may be kept in each; the stars of all count. */
function together(all: readonly KeptSeries[]): KeptSeries {
  const found: Record<string, Kept> = {}
  for (const [name, one] of all.flatMap((kept) => Object.entries(kept))) {
    const before = found[name] ?? NOTHING_KEPT
    found[name] = {
      star: before.star || one.star,
      ignore: before.ignore || one.ignore,
      note: before.note ?? one.note,
    }
  }
  return found
}

/**
 * Keeps something of a series beside the store that holds it, and beside those that keep something
 * of it already: another store may tell of it tomorrow.
 */
export function keepIn(stores: Stores, home: string, name: string, change: Partial<Kept>): Kept {
  for (const { path } of stores.parts)
    if (path !== home && readKept(path)[name]) saveKept(path, name, change)
  return saveKept(home, name, change)
}

/** What the user keeps of no series in particular is beside a store, or in the folder. */
export function ownPath(path: string, isFolder: boolean): string {
  return isFolder ? join(path, 'all') : path
}
