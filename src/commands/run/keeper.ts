import { existsSync, statSync } from 'node:fs'
import { readSearches, saveSearch } from '../../config/kept.ts'
import { SeenFile } from '../../config/seen.ts'
import { keepAt, keptAt, ownPath } from '../../stores/own.ts'
import type { Keeper } from '../../web/keeper.ts'

/** Addresses at which only this machine listens. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i

/**
 * What keeps stars, notes, searches and what was seen beside a store, or in a folder of stores;
 * none where others than its user reach the pages, for nobody logs in.
 */
export function keeperFor(store: string, host: string): Keeper | undefined {
  if (!LOOPBACK.test(host)) return undefined
  // A file that is named as a folder is not there: opening the store says so.
  const isFolder = existsSync(store) && statSync(store).isDirectory()
  const own = ownPath(store, isFolder)
  const seen = new SeenFile(own)
  return {
    kept: () => keptAt(store, isFolder),
    keep: (name, change, home = store) => keepAt(store, isFolder, home, name, change),
    searches: () => readSearches(own),
    saveSearch: (name, query) => saveSearch(own, name, query),
    seen: (who) => seen.since(who, Date.now()),
    visit: (who, name, activity) => seen.visit(who, name, activity, Date.now()),
    close: () => seen.write(),
  }
}
