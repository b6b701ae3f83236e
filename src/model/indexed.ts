import type { LineRange } from './reply.ts'

/**
 * Kinds of text of a message that a search can be narrowed down to; the columns of its full-text
 * index.
 */
export type TextField =
  | 'subject'
  | 'sender'
  | 'own'
  | 'quoted'
  | 'dfn'
  | 'dfa'
  | 'dfb'
  | 'dfhh'
  | 'dfctx'
  | 'dfpre'
  | 'dfpost'
  | 'patchid'

/** What of one message can be searched; a pure function of its facts. */
export interface IndexedMessage {
  readonly key: number
  readonly texts: Readonly<Record<TextField, string>>
  /** Names with an underscore, in lower case, each once. */
  readonly identifiers: readonly string[]
}

/** What of one comment can be searched: its words, and the quoted lines right above it. */
export interface IndexedComment extends LineRange {
  /** Of its message. */
  readonly key: number
  readonly number: number
  readonly text: string
  readonly above: string
}
