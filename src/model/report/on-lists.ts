/** Where something stands in a folder of stores; of one store, neither is told. */
export interface OnLists {
  /** The store that tells of it. */
  readonly list?: string
  /** Other stores that have it, too, in whole or in part. */
  readonly alsoOn?: readonly string[]
}
