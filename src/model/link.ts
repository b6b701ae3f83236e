import type { LineRange } from './reply.ts'
import type { Part } from './content.ts'

/**
 * How quoted text was found again, strongest first. `edited`: the words differ a little, the lines
 * around it are certain.
 */
export const RUNGS = ['exact', 'whitespace', 'rewrapped', 'edited'] as const
export type Rung = (typeof RUNGS)[number]

/** Lines of another message. */
export interface Origin extends LineRange {
  readonly messageId: string
}

/** One body line of a reply, traced to where it was first said. */
export interface Trace {
  readonly origin: Origin
  readonly rung: Rung
  /** Other places fit as well: the best ones, this one left out. Empty: certain. */
  readonly candidates: readonly Origin[]
  /** The origin is itself quoted there, and was not found in any message before it. */
  readonly quotedThere: boolean
}

/** A maximal run of quoted lines with one origin. `none`: no origin was found. */
export interface Link extends LineRange {
  readonly depth: number
  readonly origin: Origin | null
  readonly match: Rung | 'none'
  readonly ambiguous: boolean
  readonly candidates: readonly Origin[]
  readonly quotedThere: boolean
}

/** Lines of a message in the words of a reviewer: which part, which file, which lines of it. */
export interface Location {
  readonly messageId: string
  /** `null`: lines that belong to none, as the signature of a patch. */
  readonly part: Part | null
  readonly path: string | null
  readonly line: number
  readonly endLine: number
  readonly oldLine: number | null
  readonly oldEndLine: number | null
  readonly newLine: number | null
  readonly newEndLine: number | null
  readonly function: string | null
}

/** Where a comment points. */
export interface Anchor extends Origin {
  readonly match: Rung
  readonly ambiguous: boolean
}

/** The tightest lines a comment is about: in the reply's own quote and where they come from. */
export interface Focus {
  readonly quote: LineRange
  readonly origin: Origin
}

/** A comment of a reply, placed. Ranges of `null` say that nothing is known. */
export interface AnchoredComment extends LineRange {
  /** 1-based, in body order; stable for a given message text. */
  readonly number: number
  readonly anchor: Anchor | null
  readonly focus: Focus | null
  /** Lines of a patch or cover it is finally about. */
  readonly about: Origin | null
  /** The comment it answers: message and number. */
  readonly answers: { readonly messageId: string; readonly number: number } | null
}
