import type { Literal, Parent } from 'unist'
import type { Root } from 'mdast'
import type { Person } from './message.ts'

/** Root of a reply's tree: every body line lies in exactly one child. */
export interface Reply extends Parent {
  type: 'reply'
  children: ReplyNode[]
}

export type ReplyNode = Attribution | Quote | Comment | Elision | Signature | Footer | Blank

/** "On <date>, <who> wrote:", over one or more lines. */
export interface Attribution extends Literal {
  type: 'attribution'
  value: string
  who: Person | null
  /** ISO 8601 UTC where a date could be read. */
  date: string | null
}

/** Quoted lines of one depth or more; deeper quotes are children. */
export interface Quote extends Parent {
  type: 'quote'
  /** Number of `>` levels of the shallowest line, 1 or more. */
  depth: number
  children: (Quote | QuotedText)[]
}

/** Lines of one quote depth, prefixes kept. */
export interface QuotedText extends Literal {
  type: 'quotedText'
  value: string
}

/** What the replier wrote in one place; given tags are trailers inside it. */
export interface Comment extends Parent {
  type: 'comment'
  value: string
  children: (CommentText | TrailerNode)[]
  /** Prose as mdast, added by the second step (`commentProse`). */
  prose?: Root
}

export interface CommentText extends Literal {
  type: 'commentText'
  value: string
}

export interface TrailerNode extends Literal {
  type: 'trailer'
  name: string
  value: string
}

/** `[...]`, `<snip>`: the replier left lines out here. */
export interface Elision extends Literal {
  type: 'elision'
  value: string
}

export interface Signature extends Literal {
  type: 'signature'
  value: string
}

/** What a mailing list put below the mail. */
export interface Footer extends Literal {
  type: 'footer'
  value: string
}

/** Empty lines between other nodes. */
export interface Blank extends Literal {
  type: 'blank'
  value: string
}

/** A run of body lines, 1-based and inclusive. */
export interface LineRange {
  readonly line: number
  readonly endLine: number
}

export interface QuoteFact extends LineRange {
  readonly depth: number
}

export interface AttributionFact extends LineRange {
  readonly who: Person | null
  readonly date: string | null
}

/** A reply's tree as rows: what linking needs of it. */
export interface ReplyFacts {
  /** Runs of quoted lines of one depth, in order. */
  readonly quotes: readonly QuoteFact[]
  readonly comments: readonly LineRange[]
  readonly attributions: readonly AttributionFact[]
}

/** Who sends: a person, a robot that reviews or reports, or a build and test service. */
export const SENDERS = ['human', 'bot', 'ci'] as const
export type Sender = (typeof SENDERS)[number]
