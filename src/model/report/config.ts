/** `patchtrail/config/1`: what the config file says; what it does not say is not there. */
export interface ConfigDocument {
  readonly schema: 'patchtrail/config/1'
  /** The file, there or not. */
  readonly path: string
  readonly settings: readonly { readonly name: string; readonly value: string }[]
}
