import type { Kept } from '../kept.ts'
import type { Person } from '../message.ts'
import type { OnLists } from './on-lists.ts'
import type { Standing } from '../review.ts'

/** A series in a list. */
export interface ListedRecord extends OnLists {
  readonly id: string
  /** A short name that every command takes. */
  readonly handle: string
  readonly title: string
  readonly author: Person
  /** Cover or first patch of the latest version. */
  readonly messageId: string
  readonly standing: Standing
  /** No mail for so many days that nobody is waiting; see `STALE_DAYS`. */
  readonly stale: boolean
  /** Since when the one whose turn it is could have acted; `null` where it is nobody's. */
  readonly waitingSince: string | null
  /** What the user keeps of it: a star, a note. */
  readonly kept: Kept
}

/** `patchtrail/list/1`: series, newest activity first. */
export interface ListReport {
  readonly schema: 'patchtrail/list/1'
  readonly total: number
  /** Date of the newest mail of the store: how fresh this is. */
  readonly newest: string | null
  /** How many more fit and are ignored by the user. */
  readonly ignored: number
  /** `false`: what robots raised is not counted as open. */
  readonly robots: boolean
  readonly series: readonly ListedRecord[]
}
