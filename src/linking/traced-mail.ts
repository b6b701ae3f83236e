import type { Trace } from '../model/link.ts'
import type { Mail } from '../model/mail.ts'

/** What is known of one mail's quoted lines. */
export interface TracedMail {
  readonly mail: Mail
  readonly depths: Uint16Array
  readonly parent: Mail | null
  /** By body line. Lines that were not found are missing. */
  readonly traces: ReadonlyMap<number, Trace>
  /**
   * Lines without a quote mark that are quoted all the same: the broken-off end of the quoted line
   * above, or the original below Outlook's block of headers.
   */
  readonly unmarked: ReadonlySet<number>
}
