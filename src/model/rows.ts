import type { Content } from './content.ts'
import type { IndexedComment, IndexedMessage } from './indexed.ts'
import type { CommentKind, Issue, Severity } from './issue.ts'
import type { AnchoredComment, Link } from './link.ts'
import type { Attached, Message, FoundAt, Person } from './message.ts'
import type { Standing } from './review.ts'
import type { PatchMatch } from './versions.ts'

/** A message with what it says, ready to be stored. */
export interface StorableMessage {
  readonly message: Message
  readonly subjectKey: string
  readonly content: Content
  readonly attached: Attached | null
  readonly foundAt: FoundAt
}

/** One thread's derived rows. Message-IDs must be those of `keys`. */
export interface DerivedThread {
  /** All its messages, also those that are removed and have no rows. */
  readonly members: readonly number[]
  readonly keys: ReadonlyMap<string, number>
  readonly root: string
  readonly copies: readonly { readonly id: string; readonly of: string }[]
  readonly mails: readonly {
    readonly id: string
    readonly parent: string | null
    readonly links: readonly Link[]
    readonly comments: readonly FiledComment[]
  }[]
  /** Its messages that the full-text index does not know yet. */
  readonly indexed: readonly IndexedMessage[]
  /** What all its comments say. */
  readonly spoken: readonly IndexedComment[]
}

/** A comment with the file and the function of the lines it is about. */
export interface FiledComment extends AnchoredComment {
  readonly path: string | null
  readonly function: string | null
}

/** A comment's verdict, to be kept. */
export interface KeptJudgement {
  readonly messageId: string
  readonly number: number
  /** Index of the version that it is on. */
  readonly position: number | null
  readonly patch: number | null
  readonly kind: CommentKind
  readonly actionable: boolean
  readonly probability: number
  readonly severity: Severity | null
  /** Id of the issue it raises or raises again. */
  readonly issue: string | null
}

/** Verdicts and issues of one series. */
export interface KeptComments {
  /** Of the series. */
  readonly key: number
  readonly judgements: readonly KeptJudgement[]
  readonly issues: readonly Issue[]
}

/** What a review derives of one series, to be kept. */
export interface KeptReview extends KeptComments {
  readonly matches: readonly (readonly PatchMatch[])[]
  readonly standing: Standing
  readonly reviewers: readonly Person[]
}
