import { join } from 'node:path'
import { readKept, saveKept } from '../config/kept.ts'
import type { Kept, KeptSeries } from '../model/kept.ts'
import { NOTHING_KEPT } from '../model/kept.ts'
import { storesNow } from '../store/lookup/folder.ts'
import type { Stores } from './stores.ts'

/** What the user keeps of the series of all stores: it stands beside each. Throws UserError. */
export function keptIn(stores: Stores): KeptSeries {
  return together(stores.parts.map(({ path }) => readKept(path)))
}

/** The same by path, whether the stores can be opened or not. Throws UserError. */
export function keptAt(path: string, isFolder: boolean): KeptSeries {
  return together(filesAt(path, isFolder).map(readKept))
}

function filesAt(path: string, isFolder: boolean): string[] {
  return isFolder ? storesNow(path).map((one) => one.path) : [path]
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
 * of it already: another store may tell of it tomorrow. Throws UserError.
 */
export function keepIn(stores: Stores, home: string, name: string, change: Partial<Kept>): Kept {
  return keepBeside(
    stores.parts.map(({ path }) => path),
    home,
    name,
    change,
  )
}

/** The same by path. Throws UserError. */
export function keepAt(
  path: string,
  isFolder: boolean,
  home: string,
  name: string,
  change: Partial<Kept>,
): void {
  keepBeside(filesAt(path, isFolder), home, name, change)
}

function keepBeside(
  files: readonly string[],
  home: string,
  name: string,
  change: Partial<Kept>,
): Kept {
  for (const file of files) if (file !== home && readKept(file)[name]) saveKept(file, name, change)
  return saveKept(home, name, change)
}

/** What the user keeps of no series in particular is beside a store, or in the folder. */
export function ownPath(path: string, isFolder: boolean): string {
  return isFolder ? join(path, 'all') : path
}
