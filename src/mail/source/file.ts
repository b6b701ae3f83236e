import { open } from 'node:fs/promises'
import type { SourceStep } from '../../model/source.ts'
import { readStream, type Reading } from './stream.ts'
import { readerOf, type Look, type Spot } from './look.ts'

/** Larger than Node's own: an mbox is read from one end to the other. */
const CHUNK = 1 << 18

/**
 * What is new in a file. Marks: of an mbox the offset that was reached, of all else the file's size
 * and time. Throws SourceError where it cannot be read to its end, NoMailError where it is no mail.
 */
export async function* readFile(spot: Spot, look: Look): AsyncGenerator<SourceStep> {
  const { start, from, size } = look
  const first = from?.start ?? 0
  let done = 0
  const reading = {
    spot,
    from,
    stamp: look.stamp,
    share: () => (size === first ? 1 : Math.min(1, done / (size - first))),
  }
  const counted = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      done += chunk.length
      yield chunk
    }
  }
  if (look.isWhole) {
    const readAt: Reading['readAt'] = (begin, end) => Promise.resolve(start.subarray(begin, end))
    yield* readStream({ ...reading, readAt }, counted(only(start.subarray(first))))
    return
  }
  const handle = await open(spot.path)
  try {
    const stream = handle.createReadStream({ start: first, highWaterMark: CHUNK, autoClose: false })
    yield* readStream(
      { ...reading, readAt: readerOf(handle) },
      counted(stream as AsyncIterable<Buffer>),
    )
  } finally {
    await handle.close()
  }
}

async function* only(bytes: Buffer): AsyncGenerator<Buffer> {
  if (bytes.length > 0) yield await Promise.resolve(bytes)
}
