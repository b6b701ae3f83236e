import type { Person } from '../message.ts'
import type { Standing } from '../review.ts'

/** A series in a list. */
export interface ListedRecord {
  readonly id: string
  readonly title: string
  readonly author: Person
  /** Cover or first patch of the latest version. */
  readonly messageId: string
  readonly standing: Standing
  /** No mail for so many days that nobody is waiting; see `STALE_DAYS`. */
  readonly stale: boolean
}

/** `patchtrail/list/1`: series, newest activity first. */
export interface ListReport {
  readonly schema: 'patchtrail/list/1'
  readonly total: number
  readonly series: readonly ListedRecord[]
}
