/** `patchtrail/error/1`: why there is no answer. */
export interface ErrorReport {
  readonly schema: 'patchtrail/error/1'
  /** As of HTTP. */
  readonly status: number
  readonly message: string
  /** What may have been meant. */
  readonly more: readonly string[]
}
