import type { Rung } from '../link.ts'
import type { Person } from '../message.ts'
import type { OnLists } from './on-lists.ts'

/** `patchtrail/raw/1`: a message as it was mailed, each quoted line with where it comes from. */
export interface RawReport extends OnLists {
  readonly schema: 'patchtrail/raw/1'
  readonly messageId: string
  readonly subject: string
  readonly author: Person
  readonly date: string | null
  readonly to: readonly Person[]
  readonly cc: readonly Person[]
  /** Message-IDs of the headers, whether they are in the store or not. */
  readonly inReplyTo: readonly string[]
  readonly references: readonly string[]
  /** List-Ids of the lists that it came over. */
  readonly lists: readonly string[]
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
