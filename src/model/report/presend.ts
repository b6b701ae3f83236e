import type { Person } from '../message.ts'
import type { ShownIssue } from './issues.ts'
import type { StatusTag } from './status.ts'
import type { OnLists } from './on-lists.ts'

/** `patchtrail/presend/1`: what the patches that are about to be sent leave undone. */
export interface PresendReport extends OnLists {
  readonly schema: 'patchtrail/presend/1'
  readonly id: string
  readonly handle: string
  readonly title: string
  /** What they will be, and the version before them. */
  readonly version: number
  readonly before: number
  readonly patches: number
  /** Asked of the author on versions before, and open or promised after these patches. */
  readonly left: readonly ShownIssue[]
  /** Likely met by them, with little evidence, while the lines are as they were. */
  readonly lookAgain: readonly ShownIssue[]
  /** Tags that were given to earlier versions and that the patches do not carry. */
  readonly tags: readonly StatusTag[]
  /** The cover or a patch says what has changed since the version before. */
  readonly hasChangelog: boolean
  /** Reviewers whose requests are met, and whom neither changelog nor cover names. */
  readonly unnamed: readonly Person[]
  /** Date of the newest mail of the store: how fresh this is. */
  readonly newest: string | null
}
