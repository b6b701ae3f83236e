import { NOTHING_KEPT, type Kept, type KeptSeries } from '../model/kept.ts'
import { ownFileOf, readOwn, writeOwn } from './own-file.ts'

/**
 * Stars, notes and what is ignored stand in a file beside the store, by name of the series: they
 * are the user's, and last when a store is thrown away and made again.
 */
export function keptPath(store: string): string {
  return ownFileOf(store, 'kept')
}

/** What the user keeps; nothing where there is no file. Throws UserError. */
export function readKept(store: string): KeptSeries {
  const found = readOwn<Partial<Kept>>(keptPath(store))
  return Object.fromEntries(
    Object.entries(found).map(([name, one]) => [name, { ...NOTHING_KEPT, ...one }]),
  )
}

/** Keeps something of one series; what is the same as nothing is taken out. Throws UserError. */
export function saveKept(store: string, name: string, change: Partial<Kept>): Kept {
  const all = readKept(store)
  const now = { ...NOTHING_KEPT, ...all[name], ...change }
  const rest = Object.entries(all).filter(([one]) => one !== name)
  const isNothing = !now.star && !now.ignore && now.note === null
  const entries = isNothing ? rest : [...rest, [name, now] as const]
  writeOwn(keptPath(store), Object.fromEntries(entries))
  return now
}

function searchesPath(store: string): string {
  return ownFileOf(store, 'searches')
}

/** Searches that the user has saved: what is looked for, by name. Throws UserError. */
export function readSearches(store: string): Readonly<Record<string, string>> {
  return readOwn<string>(searchesPath(store))
}

/** Saves a search, the latest last; `null` takes it away. Throws UserError. */
export function saveSearch(store: string, name: string, query: string | null): void {
  const rest = Object.entries(readSearches(store)).filter(([one]) => one !== name)
  const entries = query === null ? rest : [...rest, [name, query] as const]
  writeOwn(searchesPath(store), Object.fromEntries(entries))
}
