/** A message inside an mbox, the byte offset of its `From ` line and that after its last line. */
export interface MboxEntry {
  readonly offset: number
  readonly end: number
  readonly bytes: Buffer
}

const FROM = Buffer.from('From ')
const LF = 0x0a
const GT = 0x3e
/** A longer Content-Length is not waited for: it is far more likely wrong than true. */
const LONGEST_DECLARED = 1 << 26

/**
 * Splits an mbox stream (mboxo, mboxrd, mboxcl, mboxcl2) into messages, `>From ` lines restored.
 * Memory is bounded by the largest message. A `From ` line counts where a header follows it and an
 * empty line (or the start of the file) stands before it; a Content-Length that ends at such a
 * place is honoured.
 * @param start the offset in the mbox at which the stream begins: that of a `From ` line
 */
export async function* splitMbox(
  chunks: AsyncIterable<Buffer>,
  start = 0,
): AsyncGenerator<MboxEntry> {
  let pending: Buffer[] = []
  let size = 0
  let base = start
  let carry = Buffer.alloc(0)
  for await (const chunk of chunks) {
    pending.push(chunk)
    size += chunk.length
    // Joining only when the pending part has doubled keeps one huge message linear.
    if (size < Math.max(1 << 20, carry.length)) continue
    carry = Buffer.concat([carry, ...pending])
    pending = []
    size = 0
    const cut = yield* entries(carry, base, false)
    carry = Buffer.from(carry.subarray(cut))
    base += cut
  }
  carry = Buffer.concat([carry, ...pending])
  yield* entries(carry, base, true)
}

/** Yields the whole messages of a buffer; returns where the last, perhaps unfinished one begins. */
function* entries(buffer: Buffer, base: number, isLast: boolean): Generator<MboxEntry, number> {
  let start = 0
  for (;;) {
    const next = nextStart(buffer, start, isLast)
    if (next === -1) break
    yield { offset: base + start, end: base + next, bytes: messageIn(buffer, start, next) }
    start = next
  }
  const end = buffer.length
  if (isLast && start < end)
    yield { offset: base + start, end: base + end, bytes: messageIn(buffer, start, end) }
  return start
}

/** Offset of the next message's `From ` line after the one at `start`, or -1. */
function nextStart(buffer: Buffer, start: number, isLast: boolean): number {
  const declared = declaredEnd(buffer, start)
  if (declared.line !== -1) return declared.line
  if (!isLast && declared.end > buffer.length - 6 && declared.end - start <= LONGEST_DECLARED)
    return -1
  let at = start
  for (;;) {
    at = buffer.indexOf(FROM, at + 1)
    if (at === -1) return -1
    if (isFromLine(buffer, at)) return at
  }
}

function isFromLine(buffer: Buffer, at: number): boolean {
  if (at > 0 && (buffer[at - 1] !== LF || !emptyLineBefore(buffer, at - 1))) return false
  const end = buffer.indexOf(LF, at)
  if (end === -1 || end - at > 1000) return false
  const line = buffer.toString('latin1', at, end)
  if (!/^From \S+(?: .*)? \d{4}\b|^From \S+ .*\d:\d\d/.test(line)) return false
  return /^(?:>?[!-9;-~]+:|\r?\n)/.test(buffer.toString('latin1', end + 1, end + 200))
}

function emptyLineBefore(buffer: Buffer, lf: number): boolean {
  const before = buffer[lf - 1]
  return before === LF || (before === 0x0d && buffer[lf - 2] === LF)
}

/**
 * mboxcl: the end that Content-Length names, and the `From ` line that really stands there, or -1.
 * Without the field both are -1.
 */
function declaredEnd(buffer: Buffer, start: number): { end: number; line: number } {
  const headerEnd = endOfHeaders(buffer, start)
  if (headerEnd === -1) return { end: -1, line: -1 }
  const header = buffer.toString('latin1', start, Math.min(headerEnd, start + 65536))
  const length = Number(/^content-length:\s*(\d+)\s*$/im.exec(header)?.[1] ?? NaN)
  if (!Number.isSafeInteger(length)) return { end: -1, line: -1 }
  const end = headerEnd + length
  for (let at = end; at <= end + 2; at++) {
    if (buffer.subarray(at, at + 5).equals(FROM) && buffer[at - 1] === LF) return { end, line: at }
  }
  return { end, line: -1 }
}

function endOfHeaders(buffer: Buffer, start: number): number {
  const lf = buffer.indexOf('\n\n', start)
  const crlf = buffer.indexOf('\r\n\r\n', start)
  if (lf === -1 && crlf === -1) return -1
  return crlf !== -1 && (lf === -1 || crlf < lf) ? crlf + 4 : lf + 2
}

/** The message without its `From ` line, escaped `>From ` lines restored. */
function messageIn(buffer: Buffer, start: number, end: number): Buffer {
  const first = buffer.indexOf(LF, start) + 1
  const hasFromLine = buffer.subarray(start, start + 5).equals(FROM)
  const body = buffer.subarray(hasFromLine ? first : start, withoutBlankTail(buffer, end))
  return unescapeFrom(body)
}

/** The empty line before the next `From ` line belongs to the mbox, not to the message. */
function withoutBlankTail(buffer: Buffer, end: number): number {
  if (buffer[end - 1] === LF && buffer[end - 2] === LF) return end - 1
  if (buffer[end - 1] === LF && buffer[end - 2] === 0x0d && buffer[end - 3] === LF) return end - 2
  return end
}

function unescapeFrom(body: Buffer): Buffer {
  if (!body.includes('\n>')) return body
  const pieces: Buffer[] = []
  let from = 0
  let at = body.indexOf('From ')
  for (; at !== -1; at = body.indexOf('From ', at + 5)) {
    let mark = at
    while (mark > 0 && body[mark - 1] === GT) mark--
    if (mark === at || (mark > 0 && body[mark - 1] !== LF)) continue
    pieces.push(body.subarray(from, mark))
    from = mark + 1
  }
  if (pieces.length === 0) return body
  pieces.push(body.subarray(from))
  return Buffer.concat(pieces)
}
