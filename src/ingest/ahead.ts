import { SourceError } from '../mail/source-error.ts'
import type { SourceStep } from '../model/source.ts'
import { batchesOf } from './batches.ts'

/** Batches that are read while earlier ones are taken apart. */
const AHEAD = 5
/** So many are taken apart sooner than a worker has started; most runs have no more. */
const FEW_BATCHES = 3

/** How batches of a source are worked on. */
export interface BatchWork<Batch> {
  /** Begins to take one apart; `isEarly`: worker threads would come too late for it. */
  readonly begin: (steps: readonly SourceStep[], isEarly: boolean) => Batch
  readonly keep: (batch: Batch) => Promise<unknown>
}

/**
 * Batches are read ahead and taken apart by workers; they are kept in the order in which they were
 * read.
 * @returns what ended the source before its end; `null`: nothing did
 */
export async function inBatches<Batch>(
  steps: AsyncIterable<SourceStep>,
  hasWorkers: boolean,
  { begin, keep }: BatchWork<Batch>,
): Promise<SourceError | null> {
  const waiting: Batch[] = []
  const keepNext = async (): Promise<void> => {
    const batch = waiting.shift()
    if (batch !== undefined) await keep(batch)
  }
  let count = 0
  let ended: SourceError | null = null
  try {
    for await (const some of batchesOf(steps)) {
      waiting.push(begin(some, count++ < FEW_BATCHES))
      if (waiting.length > AHEAD || !hasWorkers) await keepNext()
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    ended = error
  }
  while (waiting.length > 0) await keepNext()
  return ended
}
