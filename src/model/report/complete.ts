/** What the field to search with could go on to. */
export interface Completion {
  readonly kind: 'prefix' | 'value' | 'person' | 'file' | 'series' | 'search'
  /** The whole query, completed. */
  readonly value: string
  /** What it is, in words. */
  readonly label: string
}

/** `patchtrail/complete/1`: how a query that is being typed may go on, the likeliest first. */
export interface CompleteReport {
  readonly schema: 'patchtrail/complete/1'
  readonly query: string
  readonly completions: readonly Completion[]
}
