/** What the user keeps of a series, beside what the mail says. */
export interface Kept {
  /** It stands first in lists. */
  readonly star: boolean
  /** It is left out of lists. */
  readonly ignore: boolean
  readonly note: string | null
}

/** By name of the series. */
export type KeptSeries = Readonly<Record<string, Kept>>

/** Nothing is kept of most series. */
export const NOTHING_KEPT: Kept = { star: false, ignore: false, note: null }
