import type { ListedRecord } from './list.ts'
import type { ShownIssue } from './issues.ts'

/** A series with something new. */
export interface DigestSeries {
  readonly listed: ListedRecord
  /** Versions sent in the time, oldest first. */
  readonly versions: readonly {
    readonly version: number
    readonly rfc: boolean
    readonly messageId: string
    readonly date: string | null
    readonly patches: number
  }[]
  /** What was asked for before, and the newest of these versions left undone. */
  readonly left: readonly ShownIssue[]
}

/** `patchtrail/digest/1`: what is new on a list since some day. */
export interface DigestReport {
  readonly schema: 'patchtrail/digest/1'
  /** `null`: all that the store has. */
  readonly since: string | null
  /** Date of the newest mail of the store. */
  readonly newest: string | null
  /** Sent for the first time. */
  readonly fresh: readonly DigestSeries[]
  /** New versions of what was there before. */
  readonly again: readonly DigestSeries[]
  readonly applied: readonly ListedRecord[]
  /** Ready, and waiting for a maintainer. */
  readonly ready: readonly ListedRecord[]
}
