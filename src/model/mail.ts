import type { ContentKind, Section } from './content.ts'
import type { DiffFile } from './diff.ts'
import type { Person } from './message.ts'
import type { AttributionFact, LineRange, QuoteFact } from './reply.ts'

/** A message with the facts that relate it to others. */
export interface Mail {
  readonly id: string
  readonly idIsMade: boolean
  readonly kind: ContentKind
  readonly subject: string
  /** See `subjectKey`; empty where the subject names no patch. */
  readonly subjectKey: string
  readonly fingerprint: string
  readonly from: Person
  readonly date: string | null
  readonly inReplyTo: readonly string[]
  readonly references: readonly string[]
  readonly lines: readonly string[]
  readonly sections: readonly Section[]
  readonly files: readonly DiffFile[]
  readonly quotes: readonly QuoteFact[]
  readonly comments: readonly LineRange[]
  readonly attributions: readonly AttributionFact[]
}
