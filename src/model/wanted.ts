import type { TextField } from './indexed.ts'
import type { CommentKind, IssueState } from './issue.ts'
import type { ContentKind } from './content.ts'
import type { SeriesState } from './review.ts'

/** A query that has been understood: what each of its terms asks of a comment or message. */
export type Wanted =
  | { readonly type: 'all' | 'any'; readonly of: readonly Wanted[] }
  | { readonly type: 'not'; readonly of: Wanted }
  | WantedText
  | { readonly type: 'date'; readonly from: string | null; readonly before: string | null }
  | {
      readonly type: 'people'
      readonly roles: readonly ('from' | 'to' | 'cc')[]
      readonly words: string
      readonly open: boolean
    }
  | { readonly type: 'author'; readonly part: string }
  | { readonly type: 'sender'; readonly addresses: readonly number[] }
  | { readonly type: 'message-id'; readonly part: string }
  | { readonly type: 'list'; readonly part: string }
  | { readonly type: 'content'; readonly kinds: readonly ContentKind[] }
  | { readonly type: 'kind'; readonly kind: CommentKind }
  | { readonly type: 'actionable' }
  | { readonly type: 'nit' }
  | { readonly type: 'state'; readonly states: readonly IssueState[] }
  | { readonly type: 'series-state'; readonly state: SeriesState }
  | { readonly type: 'path'; readonly glob: string }
  | { readonly type: 'function'; readonly glob: string }
  | { readonly type: 'version'; readonly version: number }
  | { readonly type: 'series'; readonly words: string }
  | { readonly type: 'tag'; readonly name: string }

/** Columns of the index of comments. */
export type CommentField = 'text' | 'above'

/** Words in a text: one of `words`, each a phrase. */
export interface WantedText {
  readonly type: 'text'
  /**
   * Whose text: the comment itself, the message that is looked for or holds the comment, the patch
   * that a comment is about.
   */
  readonly of: 'comment' | 'message' | 'about'
  /** Empty: all fields. */
  readonly fields: readonly (TextField | CommentField)[]
  readonly words: readonly string[]
  /** Longer words count as well. */
  readonly open: boolean
}
