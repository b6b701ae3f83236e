/**
 * MMDF mailboxes part their messages by lines of four control characters instead of `From ` lines.
 */
const SEPARATOR = Buffer.from('\x01\x01\x01\x01')
const LF = 0x0a

/** Does a line that parts messages stand here? */
export function isSeparator(buffer: Buffer, at: number): boolean {
  return buffer.subarray(at, at + SEPARATOR.length).equals(SEPARATOR)
}

/**
 * Where the message after the one at `start` begins, whose opening line stands there; -1 where none
 * does, or more must be read to tell. Most programs close a message and open the next with a line
 * each; some write one line between two.
 */
export function nextInMmdf(buffer: Buffer, start: number, isLast: boolean): number {
  const close = buffer.indexOf(SEPARATOR, start + SEPARATOR.length)
  if (close === -1) return -1
  const lf = buffer.indexOf(LF, close)
  if (lf === -1 || (!isLast && buffer.length - lf <= SEPARATOR.length)) return -1
  if (isSeparator(buffer, lf + 1)) return lf + 1
  return buffer
    .subarray(lf + 1)
    .toString('latin1', 0, 400)
    .trim() === ''
    ? -1
    : close
}

/** The bytes of a message without the lines around it. */
export function withoutSeparators(entry: Buffer): Buffer {
  const first = entry.indexOf(LF) + 1
  const close = entry.indexOf(SEPARATOR, first)
  return entry.subarray(first, close === -1 ? entry.length : close)
}
