import type { MailLine } from './overview.ts'
import type { OnLists } from './on-lists.ts'

/** A mail of a thread with its text. */
export interface ThreadMail extends MailLine {
  /** What it answers, where that is in the store. */
  readonly parent: string | null
  /** Body lines. */
  readonly lines: readonly string[]
}

/** `patchtrail/thread/1`: the mail of a thread, oldest first, so many at a time. */
export interface ThreadReport extends OnLists {
  readonly schema: 'patchtrail/thread/1'
  /** The message that the thread was asked for. */
  readonly messageId: string
  readonly subject: string
  /** The series whose patches are among its mail, in their order. */
  readonly series: readonly { readonly id: string; readonly title: string }[]
  readonly total: number
  readonly offset: number
  readonly mails: readonly ThreadMail[]
}

/** `patchtrail/recent/1`: the latest mail, newest first, so many at a time. */
export interface RecentReport {
  readonly schema: 'patchtrail/recent/1'
  readonly mails: readonly MailLine[]
  /** What is older was sent before this; `null` where there is no more. ISO 8601 UTC. */
  readonly before: string | null
}
