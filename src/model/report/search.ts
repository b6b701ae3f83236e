import type { ContentKind } from '../content.ts'
import type { Person } from '../message.ts'
import type { OnLists } from './on-lists.ts'
import type { SearchIn, SearchSort } from '../query.ts'
import type { CommentRecord } from './records.ts'
import type { Sender } from '../reply.ts'

/**
 * A line that shows why something was found. `marks`: where the words stand in `text`, each from
 * and before (0-based).
 */
export interface SnippetLine {
  /** Body line of the message; 1-based. */
  readonly line: number
  readonly text: string
  readonly marks: readonly (readonly [from: number, before: number])[]
}

/** A comment that was found. */
export interface CommentHit extends OnLists {
  readonly comment: CommentRecord
  /** Subject of the mail it stands in. */
  readonly subject: string
  /** Function of the lines it is about. */
  readonly function: string | null
  /** The quoted lines it is about, without quote marks. */
  readonly quote: readonly string[]
  readonly snippet: readonly SnippetLine[]
}

/** A message that was found. */
export interface MessageHit extends OnLists {
  readonly messageId: string
  readonly subject: string
  readonly content: ContentKind
  readonly author: Person
  readonly sender: Sender
  readonly date: string | null
  /** Where it belongs, if it is a cover or patch of a series. */
  readonly series: string | null
  readonly revision: number | null
  readonly patch: number | null
  /** Comments on it, and how many of them ask for something that is open. */
  readonly comments: number
  readonly open: number
  readonly snippet: readonly SnippetLine[]
}

/** `patchtrail/search/1`: one page of what was found. */
export interface SearchReport {
  readonly schema: 'patchtrail/search/1'
  readonly query: string
  readonly in: SearchIn
  readonly sort: SearchSort
  /** Found in all. */
  readonly total: number
  readonly offset: number
  /** Comments or messages, by `in`. */
  readonly comments: readonly CommentHit[]
  readonly messages: readonly MessageHit[]
}
