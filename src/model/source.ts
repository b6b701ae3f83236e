import type { RawMessage } from './message.ts'

/**
 * What a next run may skip: `reached` says how far `part` has been read, in the source's own terms.
 */
export interface Checkpoint {
  /**
   * A part of the source: an epoch's folder, a file's path inside a folder; empty where it has one
   * part.
   */
  readonly part: string
  /**
   * A commit, an offset with a fingerprint, a file's size and time: opaque to all but the source.
   */
  readonly reached: string
}

/** How far a part was read by earlier runs; `null` where it never was. */
export type Reached = (part: string) => string | null

/** One step of reading a source. */
export interface SourceStep {
  /** The message read here; `null` where there is only a mark or a problem. */
  readonly raw: RawMessage | null
  /** The archive has deleted this message since: `raw` is what it deleted. */
  readonly removed: boolean
  /** A part that could not be read; the others are. */
  readonly problem: { readonly text: string; readonly at: string | null } | null
  /** To be kept in the same transaction as the message. */
  readonly checkpoint: Checkpoint | null
  /**
   * How much of what is new in the source has been read, 0 to 1; `null` where that cannot be told.
   */
  readonly share: number | null
}
