import type { Person } from '../message.ts'
import type { Rung } from '../link.ts'

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

/** `patchtrail/raw/1`: a message as it was mailed, each quoted line with where it comes from. */
export interface RawReport {
  readonly schema: 'patchtrail/raw/1'
  readonly messageId: string
  readonly subject: string
  readonly author: Person
  readonly date: string | null
  readonly lines: readonly {
    readonly line: number
    readonly text: string
    readonly origin: {
      readonly messageId: string
      readonly line: number
      readonly text: string
      readonly author: string
      readonly match: Rung
    } | null
  }[]
}
