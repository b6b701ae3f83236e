import { existsSync } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { detect } from '../source/detect.ts'
import { isBusy } from './retry.ts'
import { SourceError } from '../source-error.ts'
import { isMessageId, isWebAddress, threadAddress } from './thread-address.ts'
import { WebClient, type Answer } from './web-client.ts'

/** How sources that are no files are had. */
export interface Remote {
  /** The address of the inbox that bare Message-IDs are looked up in; `null`: they are not. */
  readonly lore: string | null
  readonly client: WebClient
}

/** One client for all sources of a run, so that there are pauses between them too. */
const DIRECT: Remote = { lore: null, client: new WebClient() }

/**
 * The mbox of the thread that a source names on the web, by address or, where no such file exists,
 * by Message-ID; `null` where it names a file, a folder or standard input. Nothing is fetched
 * before it is read. Throws SourceError as `threadAddress` does.
 */
export function remoteThread(source: string, remote: Remote = DIRECT): Readable | null {
  if (!isRemote(source)) return null
  return Readable.from(fetchThread(threadAddress(source, remote.lore), remote.client))
}

/**
 * Does a source name something on the web: by address, or by a Message-ID that is no file's name?
 */
export function isRemote(source: string): boolean {
  return isWebAddress(source) || (isMessageId(source) && !existsSync(source))
}

/**
 * Fetches the mbox at an address; it is held in memory as sent (compressed, up to `mostSent` bytes)
 * and inflated while it is read. Throws SourceError, one line, where there is none, or where it
 * ends early or grows beyond `mostInflated`; what came before has been yielded.
 */
export async function* fetchThread(address: URL, client: WebClient): AsyncGenerator<Buffer> {
  const answer = await client.get(address)
  refuseUnlessMail(answer)
  let size = 0
  try {
    for await (const chunk of unwrapped(pieces(answer.body), client.options.mostInflated)) {
      if (size === 0) refuseUnlessMbox(chunk, answer)
      size += chunk.length
      yield chunk
    }
  } catch (error) {
    if (error instanceof SourceError) throw error
    // What is cut ends early of course: the cut is the reason to give.
    throw new SourceError(
      answer.failure?.text ??
        `${answer.address.host} sent compressed data that is damaged or ends early`,
    )
  }
  if (answer.failure) throw new SourceError(answer.failure.text)
  if (size === 0) throw new SourceError(`${answer.address.host} sent nothing`)
}

const BY_HAND = 'save the mbox.gz of the thread with a browser and ingest that file'

function refuseUnlessMail({ address, status, headers, body, failure }: Answer): void {
  const { host } = address
  if (status === 0 || (failure && body.length === 0))
    throw new SourceError(failure?.text ?? `${host} did not answer`)
  if (status === 404 || status === 410)
    throw new SourceError(
      `no such message on ${host}: is the Message-ID whole, and the inbox the right one?`,
    )
  if (status === 300)
    throw new SourceError(
      `${host} has several messages that may be meant: open ${address.href.replace(/t\.mbox\.gz$/, '')} in a browser and choose`,
    )
  if (status === 401 || status === 403)
    throw new SourceError(`${host} does not let programs in (${status}): ${BY_HAND}`)
  if (isBusy(status))
    throw new SourceError(`${host} is too busy to answer (${status}): try again later`)
  if (status !== 200) throw new SourceError(`${host} answers with status ${status}`)
  if (/^text\/html\b/i.test(headers['content-type'] ?? ''))
    throw new SourceError(noMail(host, 'a web page'))
  const coding = headers['content-encoding'] ?? 'identity'
  if (!/^(?:x-)?gzip$|^identity$/i.test(coding))
    throw new SourceError(
      `${host} answers in an encoding that was not asked for (${coding.replace(/[^\w, -]/g, '?').slice(0, 40)})`,
    )
}

function refuseUnlessMbox(start: Buffer, { address }: Answer): void {
  const kind = detect(start)
  if (kind === 'page') throw new SourceError(noMail(address.host, 'a web page'))
  if (kind === 'nothing' && start.length > 0)
    throw new SourceError(noMail(address.host, 'something'))
}

function noMail(host: string, what: string): string {
  return `${host} answers with ${what} that is no mail; if it is a public-inbox, ${BY_HAND}`
}

/**
 * Undoes gzip as often as it was done, for the file and for the way; told by its magic number (RFC
 * 1952, 2.3.1), since servers name the one and mean the other. Throws SourceError beyond `most`
 * bytes of any layer.
 */
async function* unwrapped(
  packed: AsyncGenerator<Buffer>,
  most: number,
  layers = 2,
): AsyncGenerator<Buffer> {
  const next = await packed.next()
  if (next.done) return
  const first: Buffer = next.value
  const whole = joined(first, packed)
  if (layers === 0 || first[0] !== 0x1f || first[1] !== 0x8b) yield* whole
  else yield* unwrapped(gunzipped(whole, most), most, layers - 1)
}

async function* gunzipped(packed: AsyncGenerator<Buffer>, most: number): AsyncGenerator<Buffer> {
  let size = 0
  // A damaged stream throws where it is read; the callback of the pipeline adds nothing.
  const plain = pipeline(
    Readable.from(packed),
    createGunzip({ chunkSize: 1 << 16 }),
    () => undefined,
  )
  for await (const chunk of plain as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most)
      throw new SourceError(
        `inflates to more than any thread should (${most.toLocaleString('en-US')} bytes)`,
      )
    yield chunk
  }
}

async function* joined(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}

/** In pieces, so that nobody looks for the start of a huge body in all of it. */
async function* pieces(bytes: Buffer, size = 1 << 18): AsyncGenerator<Buffer> {
  await Promise.resolve()
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
