import { NoWorkers, WorkerLost, type Pool } from './pool.ts'
import type { Job } from './worker.ts'
import type { GivenMail, ReadBatch } from './content.ts'

/**
 * What mails say, in their order; nearly always one batch. A worker that is lost over them is tried
 * on their halves, down to the one message that costs it: that one is a problem, the others are
 * kept.
 * @param pool `null`: in this thread; @param deflates as the dialect of the store says
 */
export async function parseBatch(
  pool: Pool | null,
  mails: readonly GivenMail[],
  deflates: boolean,
  isRetried = false,
): Promise<readonly ReadBatch[]> {
  if (mails.length === 0) return []
  // Loaded where there is mail: a run with nothing new is over sooner than mailparser is loaded.
  const { lostMail, readBatch } = await import('./content.ts')
  if (!pool) return [await readBatch(mails, deflates)]
  try {
    return [await pool.run<ReadBatch>(...jobOf(mails, deflates), isRetried)]
  } catch (error) {
    if (error instanceof NoWorkers) return [await readBatch(mails, deflates)]
    if (!(error instanceof WorkerLost)) throw error
    const [only, another] = mails
    if (only && !another) return [lostMail(only.raw, 'takes more memory than a message may')]
    const half = mails.length >> 1
    return [
      ...(await parseBatch(pool, mails.slice(0, half), deflates, true)),
      ...(await parseBatch(pool, mails.slice(half), deflates, true)),
    ]
  }
}

/**
 * The job with its bytes in one buffer of their own: a slice of a larger one would be copied whole.
 */
function jobOf(
  mails: readonly GivenMail[],
  deflates: boolean,
): [job: Job, transfer: ArrayBuffer[]] {
  let end = 0
  const ends = mails.map(({ raw }) => (end += raw.bytes.length))
  const bytes = new Uint8Array(end)
  for (const [i, { raw }] of mails.entries()) bytes.set(raw.bytes, ends[i - 1] ?? 0)
  const messages = mails.map(({ raw: { foundAt, form }, removed }) => ({ foundAt, form, removed }))
  return [{ kind: 'parse', messages, ends, bytes, deflates }, [bytes.buffer]]
}
