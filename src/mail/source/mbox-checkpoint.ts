import { createHash } from 'node:crypto'

/** How far an mbox file was read. */
export interface MboxMark {
  /** Offset of the last message that was read, and the length of its bytes as it was read. */
  readonly start: number
  readonly length: number
  /** Offset after it. */
  readonly end: number
}

/** Bytes `start` to `end` of the file. */
export type ReadAt = (start: number, end: number) => Promise<Buffer>

const PRINT = 4096

/** Writes a mark, with a fingerprint of what stands before it. */
export async function mboxMark(mark: MboxMark, readAt: ReadAt): Promise<string> {
  return `mbox ${mark.start} ${mark.length} ${mark.end} ${await fingerprint(mark.end, readAt)}`
}

/**
 * The mark, where what stands before it in the file still is what stood there: mail programs
 * rewrite a mailbox when they delete a message or note that it was read. Else `null`.
 */
export async function fittingMark(
  written: string,
  size: number,
  readAt: ReadAt,
): Promise<MboxMark | null> {
  const [, start, length, end, print] = /^mbox (\d+) (\d+) (\d+) (\w+)$/.exec(written) ?? []
  const mark = { start: Number(start), length: Number(length), end: Number(end) }
  if (print === undefined || mark.end > size || mark.start >= mark.end) return null
  return print === (await fingerprint(mark.end, readAt)) ? mark : null
}

async function fingerprint(end: number, readAt: ReadAt): Promise<string> {
  const first = await readAt(0, Math.min(PRINT, end))
  const last = await readAt(Math.max(0, end - PRINT), end)
  return createHash('sha256').update(first).update(last).digest('hex').slice(0, 32)
}
