import type { Change } from '../versions.ts'

/** A patch, or the cover, in one version. */
export interface PatchInVersion {
  readonly name: string
  readonly messageId: string
  readonly isThis: boolean
  /** Its number there; `null` for a cover. */
  readonly number: number | null
  /** What became of it on the way from the version before. */
  readonly change: Change | null
}

/** Where a patch stands among others. */
export interface PatchNeighbours {
  readonly series: { readonly id: string; readonly title: string } | null
  /** The same patch, or the cover, in each version that has it; oldest first. */
  readonly versions: readonly PatchInVersion[]
  /** Its number in its version, and how many there are; `null` for a cover and for a reply. */
  readonly number: number | null
  readonly total: number
  /** Message-IDs of the patches before and after it in its version. */
  readonly before: string | null
  readonly after: string | null
}
