import type { Person } from '../message.ts'
import type { ShownIssue } from './issues.ts'

/** What somebody has to do about one series. */
export interface TodoSeries {
  readonly id: string
  readonly title: string
  readonly role: 'author' | 'reviewer'
  readonly version: number
  readonly rfc: boolean
  readonly messageId: string
  readonly date: string | null
  readonly author: Person
  readonly issues: readonly ShownIssue[]
}

/** `patchtrail/todo/1`: what one person owes, and what that person should look at again. */
export interface TodoReport {
  readonly schema: 'patchtrail/todo/1'
  readonly me: string
  /** Series with older mail that were not looked at. */
  readonly left: number
  readonly series: readonly TodoSeries[]
}
