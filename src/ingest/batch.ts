import type { RawMessage } from '../model/message.ts'
import { NoWorkers, WorkerLost, type Pool } from './pool.ts'
import type { ParsedMessage } from './content.ts'

/**
 * What each message says, in their order. A worker that is lost over a batch is tried on its
 * halves, down to the one message that costs it: that one is a problem, the others are kept.
 * @param pool `null`: in this thread
 */
export async function parseBatch(
  pool: Pool | null,
  raws: readonly RawMessage[],
): Promise<readonly ParsedMessage[]> {
  if (raws.length === 0) return []
  // Loaded where there is mail: a run with nothing new is over sooner than mailparser is loaded.
  const { parseMessage, unreadable } = await import('./content.ts')
  if (!pool) return Promise.all(raws.map(parseMessage))
  try {
    return await pool.run<ParsedMessage[]>(...jobOf(raws))
  } catch (error) {
    if (error instanceof NoWorkers) return Promise.all(raws.map(parseMessage))
    if (!(error instanceof WorkerLost)) throw error
    const [only, another] = raws
    if (only && !another)
      return [
        {
          storable: null,
          embedded: [],
          problems: [unreadable(only, 'takes more memory than a message may')],
        },
      ]
    const half = raws.length >> 1
    return [
      ...(await parseBatch(pool, raws.slice(0, half))),
      ...(await parseBatch(pool, raws.slice(half))),
    ]
  }
}

/**
 * The job with its bytes in one buffer of their own: a slice of a larger one would be copied whole.
 */
function jobOf(raws: readonly RawMessage[]): Parameters<Pool['run']> {
  let end = 0
  const ends = raws.map(({ bytes }) => (end += bytes.length))
  const bytes = new Uint8Array(end)
  for (const [i, raw] of raws.entries()) bytes.set(raw.bytes, ends[i - 1] ?? 0)
  return [
    { kind: 'parse', messages: raws.map(({ foundAt, form }) => ({ foundAt, form })), ends, bytes },
    [bytes.buffer],
  ]
}
