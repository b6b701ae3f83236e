import type { ContentKind } from '../content.ts'
import type { Rung } from '../link.ts'
import type { ListedProblem } from '../problem.ts'

/** What one run of ingest did. */
export interface IngestSummary {
  readonly read: number
  readonly added: number
  readonly known: number
  /** Deleted by their sources since. */
  readonly removed: number
  /** Of the added messages. */
  readonly kinds: Readonly<Record<ContentKind, number>>
  /** Comments of the added messages. */
  readonly comments: number
  /** Quoted lines of the threads that were refreshed, by how their origin was found. */
  readonly quotedLines: Readonly<Record<Rung | 'none', number>>
  readonly ambiguousLines: number
  readonly threads: number
  /** Saved pages among the refreshed threads that are copies of mail in the store. */
  readonly copies: number
  readonly problems: readonly ListedProblem[]
  readonly seconds: number
}

/** What one store of a folder got in a run. */
export interface StoreGain {
  readonly list: string
  /** Messages that were read for it, and how many of them are new there. */
  readonly read: number
  readonly added: number
  /** It was not there before. */
  readonly made: boolean
}

/** `patchtrail/ingest/1`: what one run of ingest did. */
export interface IngestDocument extends Omit<IngestSummary, 'problems'> {
  readonly schema: 'patchtrail/ingest/1'
  /** Each of them where `--problems` asks for it, else how many. */
  readonly problems: readonly ListedProblem[] | number
  /** Of a folder of stores: those that got mail. What went into several is counted in each. */
  readonly stores?: readonly StoreGain[]
}

/** What one source gave in a run. */
export interface SourceSummary {
  /** As it was named. */
  readonly source: string
  readonly read: number
  readonly added: number
  readonly removed: number
  readonly seconds: number
}
