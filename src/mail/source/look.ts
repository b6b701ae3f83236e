import { open, stat, type FileHandle } from 'node:fs/promises'
import type { Reached } from '../../model/source.ts'
import { fittingMark, type MboxMark, type ReadAt } from './mbox-checkpoint.ts'
import { NoMailError } from '../source-error.ts'

/** A file to be read, and how its places and marks are named. */
export interface Spot {
  /** What the user named. */
  readonly source: string
  readonly path: string | Buffer
  /** Where the file is in the source; `null` where it is the source. */
  readonly inside: string | null
  /** The part of the source that its marks are about; the file itself is ''. */
  readonly part: string
  /** It stands where every file is a mail, whatever it looks like. */
  readonly isMail: boolean
}

/** A file as it was found. */
export interface Look {
  readonly size: number
  /**
   * Its size and time, as a mark. The inode is left out: a copied or restored file is still the
   * same.
   */
  readonly stamp: string
  /** Its first bytes, all of them where `isWhole`. */
  readonly start: Buffer
  readonly isWhole: boolean
  /** It is an mbox that was read up to here, and what was read still stands in it. */
  readonly from: MboxMark | null
}

/** Mail is nearly always smaller, and then reading it is done with one read. */
const START = 1 << 18

/**
 * Looks at a file; `null` where its mark says that nothing in it is new. Rejects where it cannot be
 * read.
 */
export async function lookAt({ path, part }: Spot, reached: Reached): Promise<Look | null> {
  const known = reached(part)
  // What is unchanged need not be opened, and the time is taken before the bytes: a later change is
  // noticed.
  const info = await stat(path, { bigint: true })
  // Opening a pipe that nobody writes to would wait for ever.
  if (!info.isFile()) throw new NoMailError('no file')
  const stamp = `file ${info.size} ${info.mtimeNs}`
  if (known === stamp) return null
  const size = Number(info.size)
  // A mailbox that was emptied since.
  if (known !== null && size === 0) return null
  const handle = await open(path)
  try {
    const start = await bytesOf(handle, 0, Math.min(size, START))
    const from = known === null ? null : await fittingMark(known, size, readerOf(handle))
    if (from?.end === size) return null
    return { size, stamp, start, isWhole: start.length === size, from }
  } finally {
    await handle.close()
  }
}

export function readerOf(handle: FileHandle): ReadAt {
  return (start, end) => bytesOf(handle, start, end)
}

/** Bytes `start` to `end`, fewer where the file ends before that. */
async function bytesOf(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(end - start)
  let have = 0
  while (have < buffer.length) {
    const { bytesRead } = await handle.read(buffer, have, buffer.length - have, start + have)
    if (bytesRead === 0) break
    have += bytesRead
  }
  return buffer.subarray(0, have)
}
