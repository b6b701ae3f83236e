import { spawnSync } from 'node:child_process'
import { gunzipSync } from 'node:zlib'
import { PROGRAMS } from '../source/decompress.ts'
import { compressionOf } from '../source/detect.ts'

/** What is packed in a mail is small: a program that takes longer is stuck. */
const LONGEST_MS = 2000

/** Are these bytes compressed in a way that can be read? */
export function isCompressed(bytes: Buffer): boolean {
  return compressionOf(bytes) !== null
}

/**
 * Decompressed bytes, at most `largest`; `null` where they are damaged, too many, or the program
 * for them is not installed.
 */
export function decompressedBytes(bytes: Buffer, largest: number): Buffer | null {
  const compression = compressionOf(bytes)
  if (compression === null) return null
  if (compression === 'gzip') {
    try {
      return gunzipSync(bytes, { maxOutputLength: largest })
    } catch {
      return null
    }
  }
  const [program = '', ...args] = PROGRAMS[compression]
  const { status, stdout } = spawnSync(program, args, {
    input: bytes,
    maxBuffer: largest,
    timeout: LONGEST_MS,
  })
  return status === 0 ? stdout : null
}
