import type { Change } from '../versions.ts'
import type { OnLists } from './on-lists.ts'

/** One patch in a comparison of two versions. */
export interface DiffedPatch {
  readonly from: number | null
  readonly to: number | null
  readonly change: Change
  readonly title: string
  readonly fromTitle: string | null
  readonly fromMessageId: string | null
  readonly toMessageId: string | null
  /** The difference of the two patches as `git range-diff` prints it, without its indentation. */
  readonly diff: readonly string[]
}

/** One of two versions that are compared. */
export interface DiffedVersion {
  readonly version: number
  readonly rfc: boolean
  readonly messageId: string
  readonly date: string | null
  readonly patches: number
}

/** `patchtrail/diff/1`: two versions of a series, patch by patch. */
export interface DiffReport extends OnLists {
  readonly schema: 'patchtrail/diff/1'
  readonly id: string
  readonly title: string
  readonly from: DiffedVersion
  readonly to: DiffedVersion
  readonly patches: readonly DiffedPatch[]
}
