import type { SourceStep } from '../model/source.ts'

/** Messages per transaction. */
const BATCH = 100
/** Bytes of raw mail per transaction: bounds memory where messages are huge. */
const BATCH_BYTES = 8 << 20

/** Steps of a source in groups, by count and by bytes. */
export async function* batchesOf(steps: AsyncIterable<SourceStep>): AsyncGenerator<SourceStep[]> {
  let batch: SourceStep[] = []
  let bytes = 0
  try {
    for await (const step of steps) {
      batch.push(step)
      bytes += step.raw?.bytes.length ?? 0
      if (batch.length < BATCH && bytes < BATCH_BYTES) continue
      yield batch
      batch = []
      bytes = 0
    }
  } catch (error) {
    // What came before a source broke off is kept.
    if (batch.length > 0) yield batch
    throw error
  }
  if (batch.length > 0) yield batch
}
