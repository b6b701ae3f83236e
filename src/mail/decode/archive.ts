import { inflateRawSync } from 'node:zlib'

/** A file in an archive. */
export interface ArchivedFile {
  readonly name: string
  readonly content: Buffer
}

const BLOCK = 512
/** Bytes of what is unpacked, all together: a few bytes could be made to hold any number. */
const LARGEST = 1 << 25
const MOST = 1000

/** Do these bytes begin a tar archive (POSIX ustar, and what GNU tar makes of it)? */
export function isTar(bytes: Buffer): boolean {
  return bytes.length >= BLOCK && bytes.toString('latin1', 257, 262) === 'ustar'
}

/** The files of a tar archive; those before the damage where it is damaged. */
export function filesOfTar(bytes: Buffer): ArchivedFile[] {
  const files: ArchivedFile[] = []
  let longName = ''
  for (let at = 0; at + BLOCK <= bytes.length && files.length < MOST;) {
    const text = (from: number, length: number): string =>
      bytes.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '')
    const size = parseInt(text(124, 12).trim() || '0', 8)
    if (text(0, 100) === '' || !Number.isSafeInteger(size) || size < 0) break
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size)
    const type = text(156, 1)
    // GNU tar: the name of the next file, where it is too long for its own header.
    if (type === 'L') longName = content.toString('utf8').replace(/\0.*$/s, '')
    else {
      const name = longName || [text(345, 155), text(0, 100)].filter(Boolean).join('/')
      if (type === '' || type === '0') files.push({ name, content })
      longName = ''
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
  return files
}

/** Do these bytes begin a zip archive? */
export function isZip(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 4) === 'PK\x03\x04'
}

/**
 * The files of a zip archive by its central directory (APPNOTE.TXT, 4.3.12), stored or deflated.
 * Throws where it is damaged, encrypted, or packed in another way.
 */
export function filesOfZip(bytes: Buffer): ArchivedFile[] {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end === -1) throw new Error('no directory')
  const files: ArchivedFile[] = []
  let at = bytes.readUInt32LE(end + 16)
  let room = LARGEST
  for (let left = Math.min(bytes.readUInt16LE(end + 10), MOST); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((from) => bytes.readUInt16LE(at + from))
    const nameEnd = at + 46 + (nameLength ?? 0)
    const name = bytes.toString('utf8', at + 46, nameEnd)
    const content = name.endsWith('/') ? null : contentAt(bytes, at, room)
    if (content) files.push({ name, content })
    room -= content?.length ?? 0
    at = nameEnd + (extra ?? 0) + (comment ?? 0)
  }
  return files
}

/** The content of the file whose entry in the directory is at `at`. */
function contentAt(bytes: Buffer, at: number, room: number): Buffer {
  const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)]
  const [size, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)]
  if ((flags & 1) === 1 || (method !== 0 && method !== 8)) throw new Error('cannot be unpacked')
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  const packed = bytes.subarray(start, start + size)
  return method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, room) })
}
