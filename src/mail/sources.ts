import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { RawMessage } from '../model/message.ts'
import { detect } from './detect.ts'
import { isEpoch, readEpoch } from './epoch.ts'
import { isRemote, remoteThread, type Remote } from './lore.ts'
import { splitMbox } from './mbox.ts'
import { SourceError } from './source-error.ts'
import { threadAddress } from './thread-address.ts'

/**
 * All messages of a source; its kind is told by content. Throws SourceError where it cannot be
 * read, cannot be read to its end (what came before has been yielded), or holds no mail.
 * @param source a path, `-` for standard input, or what names a thread on the web
 */
export async function* readSource(source: string, remote?: Remote): AsyncGenerator<RawMessage> {
  const thread = remoteThread(source, remote)
  if (!thread && source !== '-' && (await isDirectory(source))) {
    if (!(await isEpoch(source))) throw new SourceError('a folder, and no public-inbox epoch (a bare repository)')
    yield* readEpoch(source)
    return
  }
  const stream = thread ?? (source === '-' ? process.stdin : createReadStream(source, { highWaterMark: 1 << 18 }))
  try {
    yield* readStream(source, stream)
  } finally {
    // A standard input that nobody reads to its end would keep the process waiting.
    stream.destroy()
  }
}

/** What a source is known by whatever folder a later run is started in: an absolute path, an address, or `-`. */
export function locationOf(source: string, remote?: Remote): string {
  if (source === '-') return source
  if (!isRemote(source)) return resolve(source)
  try {
    return threadAddress(source, remote?.lore ?? null).href
  } catch (error) {
    // It cannot be read either; the reader says why.
    if (error instanceof SourceError) return source
    throw error
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    const info = await stat(path)
    if (!info.isDirectory()) await (await open(path)).close()
    return info.isDirectory()
  } catch (error) {
    throw new SourceError(reason(error))
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'no such file', EACCES: 'permission denied', EISDIR: 'is a folder',
    Z_BUF_ERROR: 'compressed data ends early', Z_DATA_ERROR: 'compressed data is damaged',
  }
  return known[code ?? ''] ?? message
}

async function* readStream(source: string, stream: Readable): AsyncGenerator<RawMessage> {
  const reader = new Peekable(stream)
  const start = await reader.peek(1 << 16)
  if (start[0] === 0x1f && start[1] === 0x8b) {
    yield* readStream(source, gunzip(reader))
    return
  }
  const kind = detect(start)
  if (kind === 'mbox') yield* readMbox(source, reader)
  else if (kind === 'nothing') throw new SourceError(start.length === 0 ? 'empty' : 'no mail in it that I can recognise')
  else yield { place: { source, at: null }, form: kind, bytes: await reader.rest() }
}

async function* readMbox(source: string, reader: Peekable): AsyncGenerator<RawMessage> {
  let at = 0
  let isWhole = true
  for await (const { offset, bytes } of splitMbox(reader.chunks())) {
    at = offset
    isWhole = bytes.at(-1) === 0x0a
    yield { place: { source, at: `byte ${offset}` }, form: 'mail', bytes }
  }
  if (reader.error) throw new SourceError(reason(reader.error), `after byte ${at}`)
  if (!isWhole) throw new SourceError('ends in the middle of a message; what is there of it was kept', `byte ${at}`)
}

function gunzip(reader: Peekable): Readable {
  const out = new PassThrough()
  // A damaged stream surfaces as an error of `out`; the pipeline's own promise adds nothing.
  pipeline(Readable.from(reader.chunks()), createGunzip(), out).catch(() => undefined)
  return out
}

/** A stream whose start can be looked at; a read error ends it and is kept in `error`. */
class Peekable {
  error: unknown = null
  private readonly iterator: AsyncIterator<Buffer>
  private held: Buffer[] = []

  constructor(stream: Readable) {
    this.iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  }

  async peek(size: number): Promise<Buffer> {
    let have = 0
    while (have < size) {
      const chunk = await this.next()
      if (!chunk) break
      this.held.push(chunk)
      have += chunk.length
    }
    if (have === 0 && this.error) throw new SourceError(reason(this.error))
    return Buffer.concat(this.held)
  }

  async *chunks(): AsyncGenerator<Buffer> {
    yield* this.held.splice(0)
    for (let chunk = await this.next(); chunk; chunk = await this.next()) yield chunk
  }

  async rest(): Promise<Buffer> {
    const all: Buffer[] = []
    for await (const chunk of this.chunks()) all.push(chunk)
    if (this.error) throw new SourceError(reason(this.error))
    return Buffer.concat(all)
  }

  private async next(): Promise<Buffer | null> {
    try {
      const next = await this.iterator.next()
      return next.done ? null : Buffer.from(next.value)
    } catch (error) {
      this.error = error
      return null
    }
  }
}
