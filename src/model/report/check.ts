/** What is in a store, and what is amiss with it. */
export interface CheckSummary {
  readonly counts: {
    readonly messages: number
    /** Deleted by their sources since. */
    readonly removed: number
    readonly series: number
    readonly comments: number
    readonly issues: number
    /** Oddities in the mail. */
    readonly problems: number
    /** Messages and series that are to be derived. */
    readonly waiting: number
  }
  /** One line each; empty for a sound store. */
  readonly problems: readonly string[]
}

/** `patchtrail/check/1`: what a check of the store found. */
export interface CheckDocument extends CheckSummary {
  readonly schema: 'patchtrail/check/1'
  /** Of a folder of stores, each. */
  readonly stores?: readonly (CheckSummary & { readonly list: string })[]
}
