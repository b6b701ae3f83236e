import type { CommentKind } from '../../model/issue.ts'

/** What a plain rule makes of a comment. */
export interface Ruling {
  readonly kind: CommentKind
  readonly name: string
  /** That it asks for something, where the rule cannot tell. */
  readonly probability?: number
}
