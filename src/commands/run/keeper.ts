import { readKept, readSearches, saveKept, saveSearch } from '../../config/kept.ts'
import { SeenFile } from '../../config/seen.ts'
import type { Keeper } from '../../web/keeper.ts'

/** Addresses at which only this machine listens. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i

/**
 * What keeps stars, notes, searches and what was seen beside a store; none where others than its
 * user reach the pages, for nobody logs in.
 */
export function keeperFor(store: string, host: string): Keeper | undefined {
  if (!LOOPBACK.test(host)) return undefined
  const seen = new SeenFile(store)
  return {
    kept: () => readKept(store),
    keep: (name, change) => void saveKept(store, name, change),
    searches: () => readSearches(store),
    saveSearch: (name, query) => saveSearch(store, name, query),
    seen: (who) => seen.since(who, Date.now()),
    visit: (who, name, activity) => seen.visit(who, name, activity, Date.now()),
    close: () => seen.write(),
  }
}
