import type { Person } from '../message.ts'
import type { OnLists } from './on-lists.ts'
import type { ShownIssue } from './issues.ts'

/** What somebody has to do about one series. */
export interface TodoSeries extends OnLists {
  readonly id: string
  readonly title: string
  readonly role: 'author' | 'reviewer'
  readonly version: number
  readonly rfc: boolean
  readonly messageId: string
  readonly date: string | null
  readonly author: Person
  /** A short name that every command takes. */
  readonly handle: string
  /**
   * Of the issues below: how many the author owes, open and promised, are optional, to be looked at
   * again, and done.
   */
  readonly counts: {
    readonly open: number
    readonly promised: number
    /** Open or promised, and left to the author's liking or owed by somebody else. */
    readonly others: number
    readonly lookAgain: number
    readonly done: number
  }
  readonly issues: readonly ShownIssue[]
}

/** `patchtrail/todo/1`: what one person owes, and what that person should look at again. */
export interface TodoReport {
  readonly schema: 'patchtrail/todo/1'
  readonly me: string
  /** Series with older mail that were not looked at. */
  readonly left: number
  /** Only series with mail since then were looked at; `null`: all were. */
  readonly since: string | null
  /** How many with older mail only have something of this person. */
  readonly older: number
  /** Date of the newest mail of the store: how fresh this is. */
  readonly newest: string | null
  readonly series: readonly TodoSeries[]
}
