import type { OnLists } from '../../model/report/on-lists.ts'
import { handleOf } from '../../text/handle.ts'
import type { Homes } from '../crossings.ts'

/** More rows than any store has. */
export const ALL = 2 ** 31 - 1

/** How many rows each store gives, so that a page of them all can be made. */
export function reaching(offset: number, limit: number): number {
  return Math.min(ALL, offset + limit)
}

/** The newest of the dates of some reports. */
export function newestOf(reports: readonly { readonly newest: string | null }[]): string | null {
  const dates = reports.flatMap(({ newest }) => newest ?? []).sort()
  return dates.at(-1) ?? null
}

/** The store of a series, the others that have it, and a handle that no other series has. */
export function named(
  name: string,
  store: string,
  homes: Homes,
): Required<OnLists> & { readonly handle: string } {
  const beside = homes.series.beside(store, name).map((one) => one.store)
  return {
    handle: handleOf(name).slice(0, homes.handle),
    list: store,
    alsoOn: others(beside, store),
  }
}

/** Names of other stores, each once. */
export function others(names: readonly string[], store: string): string[] {
  return [...new Set(names)].filter((name) => name !== store).sort()
}
