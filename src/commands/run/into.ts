import { join } from 'node:path'
import { readOwn, writeOwn } from '../../config/own-file.ts'
import { safeName } from '../../store/lookup/folder.ts'

/** The store that the user wants all mail of a source in, by the location of the source. */
export type Into = Readonly<Record<string, string>>

function fileIn(folder: string): string {
  return join(folder, 'into.json')
}

/** What `ingest --into` said of sources; later runs, and `sync`, go by it. Throws UserError. */
export function readInto(folder: string): Into {
  return readOwn<string>(fileIn(folder))
}

/** Keeps where the mail of some sources goes. Throws UserError. */
export function saveInto(folder: string, locations: readonly string[], name: string): void {
  const now = Object.fromEntries(locations.map((location) => [location, safeName(name)]))
  writeOwn(fileIn(folder), { ...readInto(folder), ...now })
}
