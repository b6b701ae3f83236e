import type { Kept, KeptSeries } from '../model/kept.ts'

/** Where rows of the user's own are kept, so that pages and commands have the same. */
export interface Keeper {
  /** Stars, notes and what is ignored, by name of the series. Throws UserError. */
  kept(): KeptSeries
  /** @param store the file of the store that has the series. Throws UserError. */
  keep(name: string, change: Partial<Kept>, store?: string): void
  /** What was saved to be searched for again, by name. Throws UserError. */
  searches(): Readonly<Record<string, string>>
  /** `null` takes it away. Throws UserError. */
  saveSearch(name: string, query: string | null): void
  /** Date of the latest mail at the visit before this one, by name of the series. */
  seen(who: string): Readonly<Record<string, string>>
  /** Somebody looks at a series whose latest mail is of that date. */
  visit(who: string, name: string, activity: string): void
  /** Writes what is not written yet. */
  close(): void
}
