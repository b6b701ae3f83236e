import type { CommentHit } from './search.ts'

/** A file that somebody is about to change. */
export interface Touched {
  readonly path: string
  readonly oldPath: string | null
  /** Functions it is changed in, or that were named. */
  readonly functions: readonly string[]
  /** A line that was named; of the new file. */
  readonly line: number | null
  /** Lines of the diff, context too, without their signs; none where a path alone was named. */
  readonly lines: readonly string[]
  /** Those that are added or removed. */
  readonly changed: readonly string[]
}

/** Why a discussion is shown, strongest first. */
export const NEARNESSES = [
  'same lines',
  'near lines',
  'same function',
  'same file',
  'similar code',
] as const
export type Nearness = (typeof NEARNESSES)[number]

/** What was said about the same lines of a patch. */
export interface FeedbackItem {
  readonly nearness: Nearness
  /** 0 and up; the list is in this order. */
  readonly score: number
  /** The file of the diff it speaks to. */
  readonly path: string
  /** The comment that asks for something, else the first. */
  readonly comment: CommentHit
  /** Ids of the other comments on these lines, oldest first. */
  readonly others: readonly string[]
}

/** `patchtrail/feedback/1`: what reviewers said before about what somebody is about to change. */
export interface FeedbackReport {
  readonly schema: 'patchtrail/feedback/1'
  readonly files: readonly {
    readonly path: string
    readonly functions: readonly string[]
    readonly discussions: number
  }[]
  readonly total: number
  readonly items: readonly FeedbackItem[]
}
