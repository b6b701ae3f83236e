import type { RawMessage } from '../../model/message.ts'
import type { SourceStep } from '../../model/source.ts'
import { decompressed } from './decompress.ts'
import { appleMail, compressionOf, detect, type SourceKind } from './detect.ts'
import type { Spot } from './look.ts'
import { splitMbox, type MboxEntry } from './mbox.ts'
import { mboxMark, type MboxMark, type ReadAt } from './mbox-checkpoint.ts'
import { Peekable } from './peekable.ts'
import { NoMailError, reasonOf, SourceError } from '../source-error.ts'
import { checkpointStep, messageStep } from '../steps.ts'

/** What is known of a stream that is being read. */
export interface Reading {
  readonly spot: Spot
  /**
   * The mark of one that was read to its end; `null` where it cannot be found again (standard
   * input).
   */
  readonly stamp: string | null
  /** The file behind it; `null` where there is none, or where it is compressed. */
  readonly readAt: ReadAt | null
  /** The stream is what is new of an mbox; it begins with the last message that was read before. */
  readonly from: MboxMark | null
  readonly share: () => number | null
}

/** Compressed data may hold compressed data, but a few bytes can be made to do so for ever. */
const DEEPEST = 5
/** Bytes of an mbox between two marks: what is read again after a run that was killed. */
const BETWEEN_MARKS = 4 << 20
const LF = 0x0a

/** The messages of a stream, its kind told by its first bytes. Throws SourceError, NoMailError. */
export async function* readStream(
  reading: Reading,
  chunks: AsyncIterable<Buffer>,
  depth = 0,
): AsyncGenerator<SourceStep> {
  const reader = new Peekable(chunks)
  try {
    const start = await reader.peek(1 << 16)
    const compression = compressionOf(start)
    if (compression && depth >= DEEPEST) throw new SourceError('compressed too many times over')
    if (compression)
      yield* readStream(
        { ...reading, readAt: null },
        decompressed(reader.chunks(), compression),
        depth + 1,
      )
    else yield* readPlain(reading, reader, start)
  } finally {
    await reader.close()
  }
}

async function* readPlain(
  reading: Reading,
  reader: Peekable,
  start: Buffer,
): AsyncGenerator<SourceStep> {
  const { spot, stamp, share } = reading
  const apple = appleMail(start)
  const kind = apple ? 'mail' : spot.isMail ? kindOfMail(start) : detect(start)
  if (reading.from || kind === 'mbox') {
    yield* readMbox(reading, reader)
    return
  }
  // A mailbox that nothing is in.
  if (start.length === 0 && !reader.error) return
  if (kind === 'nothing' && reader.error) throw new SourceError(reasonOf(reader.error))
  if (kind === 'nothing') throw new NoMailError('no mail in it that I can recognise')
  const bytes = await reader.rest()
  const raw: RawMessage = {
    foundAt: placeIn(spot, null),
    form: kind === 'page' ? 'page' : 'mail',
    bytes: apple ? bytes.subarray(apple.begin, apple.end) : bytes,
  }
  yield messageStep(raw, share(), stamp === null ? null : { part: spot.part, reached: stamp })
}

/** Where every file is a mail, some programs still put a `From ` line before it. */
function kindOfMail(start: Buffer): SourceKind {
  if (start.length === 0) return 'nothing'
  return start.toString('latin1', 0, 5) === 'From ' ? 'mbox' : 'mail'
}

function placeIn(spot: Spot, at: string | null): RawMessage['foundAt'] {
  return { source: spot.source, at: [spot.inside, at].filter(Boolean).join(' ') || null }
}

/** An mbox. Its last message, where it has no end yet, is yielded but not marked as read. */
async function* readMbox(reading: Reading, reader: Peekable): AsyncGenerator<SourceStep> {
  const { spot, from, share } = reading
  const marks = new MboxMarks(reading)
  let at = from?.start ?? 0
  let isWhole = true
  for await (const entry of splitMbox(reader.chunks(), at)) {
    at = entry.offset
    isWhole = entry.bytes.at(-1) === LF
    if (isWhole) marks.read(entry)
    if (isInternal(entry.bytes)) continue
    // A message that has grown since was still being written when it was read.
    if (entry.offset === from?.start && entry.bytes.length === from.length) continue
    const raw: RawMessage = {
      foundAt: placeIn(spot, `byte ${entry.offset}`),
      form: 'mail',
      bytes: entry.bytes,
    }
    yield messageStep(raw, share(), isWhole && marks.isDue ? await marks.take() : null)
  }
  if (reader.error) throw new SourceError(reasonOf(reader.error), `after byte ${at}`)
  if (isWhole || reading.readAt) {
    const mark = await marks.take()
    if (mark) yield checkpointStep(mark, share())
  }
  if (!isWhole)
    throw new SourceError(
      'ends in the middle of a message; what is there of it was kept',
      `byte ${at}`,
    )
}

/** What Pine and its server keep at the top of a mailbox, in the shape of a mail. */
function isInternal(bytes: Buffer): boolean {
  return /^subject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA\s*$/im.test(
    bytes.toString('latin1', 0, 1000),
  )
}

/** The marks of an mbox while it is read. */
class MboxMarks {
  private readonly reading: Reading
  private last: MboxMark | null = null
  private taken: number

  constructor(reading: Reading) {
    this.reading = reading
    this.taken = reading.from?.end ?? 0
  }

  read({ offset, end, bytes }: MboxEntry): void {
    this.last = { start: offset, length: bytes.length, end }
  }

  get isDue(): boolean {
    return (
      this.reading.readAt !== null &&
      this.last !== null &&
      this.last.end - this.taken >= BETWEEN_MARKS
    )
  }

  /** The mark of all that was read; `null` where that can have none, or none newer. */
  async take(): Promise<{ part: string; reached: string } | null> {
    const { spot, stamp, readAt } = this.reading
    if (stamp === null) return null
    if (!readAt) return { part: spot.part, reached: stamp }
    if (!this.last || this.last.end === this.taken) return null
    this.taken = this.last.end
    return { part: spot.part, reached: await mboxMark(this.last, readAt) }
  }
}
