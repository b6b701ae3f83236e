import type { Root } from 'mdast'
import type { ContentKind, Part } from '../content.ts'
import type { Person } from '../message.ts'
import type { LineRange } from '../reply.ts'
import type { CommentRecord } from './records.ts'
import type { OnLists } from './on-lists.ts'

/** A comment and what was answered to it, oldest first. */
export interface Discussion {
  readonly comment: CommentRecord
  readonly answers: readonly Discussion[]
  /** The comment's prose as mdast, where it was asked for. */
  readonly prose?: Root
}

/** A line of the message that is shown. */
export interface ShownLine {
  readonly line: number
  readonly text: string
  readonly part: Part | null
  /** Its numbers in the file before and after; `null` where it is not in it. */
  readonly oldLine: number | null
  readonly newLine: number | null
  /** Discussions that hang under this line. */
  readonly discussions: readonly Discussion[]
  /** A comment is about this very line. */
  readonly inFocus: boolean
}

/** `patchtrail/show/1`: a message with the comments on it, or a reply with its comments. */
export interface ShowReport extends OnLists {
  readonly schema: 'patchtrail/show/1'
  readonly messageId: string
  readonly kind: ContentKind
  readonly subject: string
  readonly author: Person
  readonly date: string | null
  /** What it answers, where that is in the store. */
  readonly parent: string | null
  /** Of a patch or cover: all its lines. Of a reply: none, its comments carry what they quote. */
  readonly lines: readonly ShownLine[]
  /** Files of its diff, with the body lines that they take. */
  readonly files: readonly (LineRange & { readonly path: string })[]
  /** Comments of a reply with the quoted lines they stand under, in body order. */
  readonly said: readonly { readonly quote: readonly string[]; readonly discussion: Discussion }[]
  /** Comments that are about the message but quote none of its lines. */
  readonly general: readonly Discussion[]
  readonly counts: {
    readonly comments: number
    readonly answers: number
    readonly people: number
    readonly unplaced: number
  }
}
