import { isSeparator, nextInMmdf, withoutSeparators } from './mmdf.ts'

/** A message inside an mbox, the byte offset of its `From ` line and that after its last line. */
export interface MboxEntry {
  readonly offset: number
  readonly end: number
  readonly bytes: Buffer
}

const FROM = Buffer.from('From ')
const BOM = Buffer.from('\ufeff')
const LF = 0x0a
const GT = 0x3e
/** A longer Content-Length is not waited for: it is far more likely wrong than true. */
const LONGEST_DECLARED = 1 << 26

/**
 * Splits an mbox stream (mboxo, mboxrd, mboxcl, mboxcl2; MMDF) into messages, `>From ` lines
 * restored. Memory is bounded by the largest message. Where a `From ` line counts is told by
 * `isFromLine`; a Content-Length that ends at such a place is honoured, and nothing inside a
 * multipart body that is closed later parts messages.
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

/** The messages of an mbox that is held whole. */
export function mboxEntries(mbox: Buffer): Buffer[] {
  return [...entries(mbox, 0, true)].map(({ bytes }) => bytes)
}

/** Yields the whole messages of a buffer; returns where the last, perhaps unfinished one begins. */
function* entries(buffer: Buffer, base: number, isLast: boolean): Generator<MboxEntry, number> {
  let start = base === 0 ? blankStart(buffer) : 0
  for (;;) {
    const next = nextStart(buffer, start, isLast)
    if (next === -1) break
    yield { offset: base + start, end: base + next, bytes: messageIn(buffer, start, next) }
    start = next
  }
  const end = isLast ? withoutBegunLine(buffer) : buffer.length
  if (isLast && start < end)
    yield { offset: base + start, end: base + end, bytes: messageIn(buffer, start, end) }
  return start
}

/** Bytes of empty lines before a first `From ` line. */
function blankStart(buffer: Buffer): number {
  let start = 0
  while (buffer[start] === LF || buffer[start] === 0x0d) start++
  return buffer.subarray(start, start + 5).equals(FROM) || isSeparator(buffer, start) ? start : 0
}

/** Offset of the next message's `From ` line after the one at `start`, or -1. */
function nextStart(buffer: Buffer, start: number, isLast: boolean): number {
  if (isSeparator(buffer, start)) return nextInMmdf(buffer, start, isLast)
  const declared = declaredEnd(buffer, start)
  if (declared.line !== -1) return declared.line
  // The last mail: what it declares ends where the mailbox does.
  if (isLast && declared.end <= buffer.length && declared.end >= buffer.length - 2) return -1
  if (!isLast && declared.end > buffer.length - 6 && declared.end - start <= LONGEST_DECLARED)
    return -1
  const open = openUntil(buffer, start, isLast)
  if (open === null) return -1
  const isPatches = COMMIT_LINE.test(buffer.toString('latin1', start, start + 90))
  for (let at = buffer.indexOf(FROM, start + 1); at !== -1; at = buffer.indexOf(FROM, at + 1)) {
    if (at < open.end && !isNeighbour(buffer, at, open.boundary)) continue
    const kind = isFromLine(buffer, at)
    // What git format-patch wrote is content in a mailbox of anything else.
    if (kind === 'mail' || (kind === 'commit' && isPatches)) return at
  }
  return -1
}

/** Bytes of a multipart body that is waited for to be closed; mail that was cut short never is. */
const LONGEST_MULTIPART = 1 << 24

/**
 * Where the multipart body (RFC 2046, 5.1) of the message at `start` is closed; `start` where it is
 * none, or never closed. `null` where more must be read to tell.
 */
function openUntil(
  buffer: Buffer,
  start: number,
  isLast: boolean,
): { end: number; boundary: string } | null {
  const none = { end: start, boundary: '' }
  const headerEnd = endOfHeaders(buffer, start)
  if (headerEnd === -1) return none
  const header = buffer.toString('latin1', start, Math.min(headerEnd, start + 65536))
  const type = /^content-type:\s*multipart\/[^\n]*(?:\n[ \t][^\n]*)*/im.exec(header)?.[0]
  const m = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type ?? '')
  const boundary = m?.[1] ?? m?.[2]
  if (boundary === undefined) return none
  const end = Math.min(buffer.length, start + LONGEST_MULTIPART)
  const close = buffer.subarray(headerEnd - 1, end).indexOf(`\n--${boundary}--`, 0, 'latin1')
  if (close !== -1) return { end: headerEnd - 1 + close, boundary }
  return isLast || end < buffer.length ? none : null
}

/**
 * A multipart body may be cut short, and a line of later mail seem to close it: a mail with a field
 * that mail is known by is content only where a part begins with it.
 */
function isNeighbour(buffer: Buffer, at: number, boundary: string): boolean {
  const below = buffer.toString('latin1', at, Math.min(at + 65536, buffer.length))
  if (knownFields(below.slice(below.indexOf('\n') + 1)) === 0) return false
  const delimiter = buffer.lastIndexOf(`\n--${boundary}`, at, 'latin1')
  const above = buffer.toString('latin1', Math.max(delimiter, at - 4096), at)
  return !/^\n--.*\r?\n(?:[!-9;-~]+:.*\r?\n(?:[ \t].*\r?\n)*)*(?:\r?\n)+$/.test(above)
}

/** git format-patch: a commit, and a time that is always the same. */
const COMMIT_LINE = /^From [0-9a-f]{40}(?:[0-9a-f]{24})? Mon Sep 17 00:00:00 2001/
const DATED = /^From \S+(?: .*)? \d{4}\b|^From \S+ .*\d:\d\d/
/** No date, or no sender either: `From nobody`, `From -`. */
/** What may stand behind the year or the time: prose goes on. */
const ENDED =
  /(?:\d:\d\d(?::\d\d)?|\d{4})(?:Z|\s+(?:[+-]\d{4}|[A-Z]{1,5}|\([^()]*\)|remote from \S+|[AP]M))*$/
const DATELESS = /^From(?: \S*)?$/
const KNOWN = /^(from|date|subject|to|message-id|received|return-path|mime-version)\s*:/i

/**
 * Does a message start here? A dated line with an empty line before it needs any header field
 * below; one without date, or without the empty line (many tools write neither), needs fields that
 * a mail begins with. `commit`: as git format-patch writes it.
 */
function isFromLine(buffer: Buffer, at: number): 'mail' | 'commit' | null {
  if (at > 0 && buffer[at - 1] !== LF) return null
  const end = buffer.indexOf(LF, at)
  if (end === -1 || end - at > 1000) return null
  const line = buffer.toString('latin1', at, end).trimEnd()
  const isDated = DATED.test(line)
  if (!isDated && !DATELESS.test(line)) return null
  const below = buffer.toString('latin1', end + 1, end + 4000)
  if (!/^(?:>?[!-9;-~]+:|\r?\n)/.test(below)) return null
  const isParted = at === 0 || emptyLineBefore(buffer, at - 1)
  const needed = neededFields(isParted, isDated && ENDED.test(line), /\d:\d\d/.test(line))
  if (needed > 0 && knownFields(below) < needed) return null
  return COMMIT_LINE.test(line) ? 'commit' : 'mail'
}

/** Prose may begin a line with "From" and name a year; a time of day is rarer. */
function neededFields(isParted: boolean, isDated: boolean, hasTime: boolean): number {
  if (isDated && isParted) return hasTime ? 0 : 1
  return isDated || isParted ? 2 : 3
}

/** How many of the fields that mail is known by stand in the header that begins here. */
function knownFields(text: string): number {
  const names = new Set<string>()
  for (const line of text.split(/\r?\n/)) {
    if (/^[ \t]/.test(line) && names.size > 0) continue
    if (!/^>?[!-9;-~]+:/.test(line)) break
    const name = KNOWN.exec(line)?.[1]?.toLowerCase()
    if (name !== undefined) names.add(name)
  }
  return names.size
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
function messageIn(buffer: Buffer, begin: number, end: number): Buffer {
  if (isSeparator(buffer, begin)) return withoutSeparators(buffer.subarray(begin, end))
  const start = buffer.subarray(begin, begin + 3).equals(BOM) ? begin + 3 : begin
  const first = buffer.indexOf(LF, start) + 1
  const hasFromLine = buffer.subarray(start, start + 5).equals(FROM)
  const body = buffer.subarray(hasFromLine ? first : start, withoutBlankTail(buffer, end))
  return unescapeFrom(body)
}

/** The empty line before the next `From ` line belongs to the mbox, not to the message. */
/** The end without the first part of a `From ` line, where the file was cut in the middle of it. */
function withoutBegunLine(buffer: Buffer): number {
  const at = buffer.lastIndexOf(LF) + 1
  const begun = buffer.toString('latin1', at, at + FROM.length)
  return 'From '.startsWith(begun) && buffer[at - 2] === LF ? at : buffer.length
}

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
