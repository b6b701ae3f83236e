import type { ContentKind } from '../content.ts'
import type { Person } from '../message.ts'
import type { Sender } from '../reply.ts'
import type { ShownIssue } from './issues.ts'

/** A mail in one line. */
export interface MailLine {
  readonly messageId: string
  readonly subject: string
  readonly from: Person
  readonly sender: Sender
  readonly date: string | null
  readonly content: ContentKind
}

/** What came in since somebody looked last. */
export interface Fresh {
  /** What is dated after it is new; ISO 8601 UTC. */
  readonly since: string
  readonly mails: number
  /** Names of versions. */
  readonly versions: readonly string[]
  readonly requests: number
}

/** What a page of a series shows beside its status. */
export interface SeriesOverview {
  /** What the author owes: passed over first, then what is asked for most strongly. */
  readonly open: readonly ShownIssue[]
  /** What waits, but not for the author, or is left to the author's liking. */
  readonly others: readonly ShownIssue[]
  /** Settled by little evidence, while the lines are as they were. */
  readonly again: readonly ShownIssue[]
  /** Requests that are not shown because they are settled. */
  readonly settled: number
  /** Newest first; a few. */
  readonly lastMail: readonly MailLine[]
  /** `null`: nobody knows when who reads looked last. */
  readonly fresh: Fresh | null
}
