import type { IssueState } from '../issue.ts'
import type { Person } from '../message.ts'
import type { IssueRecord } from './records.ts'
import type { Standing } from '../review.ts'

/** An issue with what a reader wants to see of it at a glance. */
export interface ShownIssue extends IssueRecord {
  /** The quoted lines it stands under, as far as they are its focus. */
  readonly quote: readonly string[]
  /** The whole comment. */
  readonly text: string
  /** First lines of the answers, oldest first. */
  readonly replies: readonly { readonly id: string; readonly by: Person; readonly text: string }[]
  /** Raised on a version before the one it is listed under. */
  readonly carried: boolean
}

/** Issues of one version. */
export interface IssuesOfVersion {
  readonly version: number
  readonly rfc: boolean
  readonly date: string | null
  readonly counts: Readonly<Record<IssueState, number>>
  readonly issues: readonly ShownIssue[]
}

/** `patchtrail/issues/1`: what was asked for on a series, and what came of it. */
export interface IssuesReport {
  readonly schema: 'patchtrail/issues/1'
  readonly id: string
  readonly title: string
  readonly author: Person
  readonly standing: Standing
  readonly versions: readonly IssuesOfVersion[]
  /**
   * How complete this is: replies read, comments in them, comments that stand under a quote that
   * was not found.
   */
  readonly completeness: {
    readonly replies: number
    readonly comments: number
    readonly unanchored: number
    readonly missing: readonly string[]
  }
  /** Issues that were not asked for, by their state. */
  readonly hidden: Readonly<Record<IssueState, number>>
  /** How many are open in what is listed. */
  readonly open: number
}
