import { spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { endingOf, type Ending } from '../git/child.ts'
import type { Compression } from './detect.ts'
import { SourceError } from '../source-error.ts'

/** What Node cannot decompress itself is left to the program that everyone uses for it. */
export const PROGRAMS: Readonly<Record<Exclude<Compression, 'gzip'>, readonly string[]>> = {
  zstd: ['zstd', '-dcq'],
  xz: ['xz', '-dc'],
  bzip2: ['bzip2', '-dc'],
}

/**
 * Decompresses a stream. Throws where the data is damaged or ends early, after what came before;
 * SourceError where the program for it is not installed.
 */
export function decompressed(
  chunks: AsyncIterable<Buffer>,
  compression: Compression,
): AsyncGenerator<Buffer> {
  return compression === 'gzip' ? gunzipped(chunks) : piped(chunks, PROGRAMS[compression])
}

async function* gunzipped(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 1 << 16 })
  // A damaged stream surfaces as an error of `gunzip`; the pipeline's own promise adds nothing.
  pipeline(Readable.from(chunks), gunzip).catch(() => undefined)
  try {
    yield* gunzip as AsyncIterable<Buffer>
  } finally {
    gunzip.destroy()
  }
}

async function* piped(
  chunks: AsyncIterable<Buffer>,
  [program = '', ...args]: readonly string[],
): AsyncGenerator<Buffer> {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  })
  const ending = endingOf(child)
  // A program that stops early closes its input; why it did is told by its ending.
  pipeline(Readable.from(chunks), child.stdin).catch(() => undefined)
  try {
    yield* outputOf(child.stdout)
    const { isMissing, code, complaint } = await ending
    if (isMissing) throw new SourceError(`compressed, and ${program} is not installed here`)
    if (code !== 0) throw new SourceError(damage(program, { isMissing, code, complaint }))
  } finally {
    child.kill()
  }
}

/**
 * The output of a program; where its pipe breaks, the program's ending says more than the pipe's
 * error.
 */
async function* outputOf(stdout: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* stdout
  } catch {
    return
  }
}

function damage(program: string, { complaint }: Ending): string {
  if (/\bend|premature|truncated/i.test(complaint)) return 'compressed data ends early'
  const said = complaint.split('\n')[0]?.replace(new RegExp(`^${program}: `), '')
  return said ? `compressed data is damaged (${program}: ${said})` : 'compressed data is damaged'
}
