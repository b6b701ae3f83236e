/** Where a patch stands among others. */
export interface PatchNeighbours {
  readonly series: { readonly id: string; readonly title: string } | null
  /** The same patch, or the cover, in each version that has it; oldest first. */
  readonly versions: readonly {
    readonly name: string
    readonly messageId: string
    readonly isThis: boolean
  }[]
  /** Message-IDs of the patches before and after it in its version. */
  readonly before: string | null
  readonly after: string | null
}
