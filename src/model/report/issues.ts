import type { IssueCounts } from '../issue.ts'
import type { Person } from '../message.ts'
import type { IssueRecord } from './records.ts'
import type { Standing } from '../review.ts'
import type { OnLists } from './on-lists.ts'

/** An issue with what a reader wants to see of it at a glance. */
export interface ShownIssue extends IssueRecord {
  /** The quoted lines it stands under, as far as they are its focus. */
  readonly quote: readonly string[]
  /** The whole comment. */
  readonly text: string
  /** What else the comment plainly asks for, in its own words; its state need not be the same. */
  readonly alsoAsks: readonly string[]
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
  readonly counts: IssueCounts
  readonly issues: readonly ShownIssue[]
}

/** All issues of a series in one line. */
export interface IssueHead {
  /** Owed by the author: asked, promised, and left undone by a later version. */
  readonly open: number
  readonly promised: number
  readonly passedOver: number
  /** Said to be settled by little evidence, while the lines are as they were. */
  readonly lookAgain: number
  /** Waiting, and owed by somebody else or left to the author's liking. */
  readonly others: number
  readonly settled: number
  /** Who asked for what is open or promised, most first. */
  readonly by: readonly { readonly person: Person; readonly open: number }[]
}

/** How many issues a filter leaves out, each counted where it is left out first. */
export interface LeftOut {
  readonly robots: number
  readonly others: number
  readonly versions: number
  /** How many of all these the author owes. */
  readonly owed: number
}

/** `patchtrail/issues/1`: what was asked for on a series, and what came of it. */
export interface IssuesReport extends OnLists {
  readonly schema: 'patchtrail/issues/1'
  readonly id: string
  readonly title: string
  readonly author: Person
  readonly standing: Standing
  /** Nobody has written for long. */
  readonly stale: boolean
  /** A short name that every command takes. */
  readonly handle: string
  /** Of what was asked for by name, on a version, or by humans, where only that was. */
  readonly head: IssueHead
  /**
   * Ids of those raised on lines that stood the same in the version before: they could have been
   * raised there.
   */
  readonly late: readonly string[]
  /** Ids of those in the lists below that are said to be settled by little evidence. */
  readonly lookAgain: readonly string[]
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
  /** Issues that fit what `head` counts and are not listed, by their state. */
  readonly hidden: IssueCounts
  /** What `head` does not count: what robots raised, others, and what is on other versions. */
  readonly leftOut: LeftOut
  /** How many are open in what is listed. */
  readonly open: number
}
