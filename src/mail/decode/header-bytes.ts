import { isUtf8 } from 'node:buffer'

const BOM = Buffer.from('\ufeff')

/**
 * The mail without a byte order mark, its header in UTF-8: a header that is neither ASCII nor UTF-8
 * (RFC 6532) is read as windows-1252, as bodies are. `isRead` is false where that was a guess.
 */
export function withReadableHeader(mail: Buffer): { bytes: Buffer; isRead: boolean } {
  const bytes = mail.subarray(0, 3).equals(BOM) ? mail.subarray(3) : mail
  const end = endOfHeader(bytes)
  const header = bytes.subarray(0, end)
  if (isUtf8(header)) return { bytes, isRead: true }
  const declared = inDeclared(header)
  if (declared !== null)
    return { bytes: Buffer.concat([Buffer.from(declared), bytes.subarray(end)]), isRead: true }
  const text = windows1252(header)
  return { bytes: Buffer.concat([Buffer.from(text), bytes.subarray(end)]), isRead: false }
}

/**
 * The header in the charset that it declares for the text, as programs wrote both before RFC 2047;
 * `null` where that is none, or a western one.
 */
function inDeclared(header: Buffer): string | null {
  const [, name = ''] = /charset\s*=\s*"?([\w-]+)/i.exec(header.toString('latin1')) ?? []
  if (
    !/^(?:koi8-?[ru]|windows-125[013-8]|iso-8859-(?:[2-9]|1[03-6])|gb|big5|euc-|shift|ks_c)/i.test(
      name,
    )
  )
    return null
  try {
    return new TextDecoder(name, { fatal: true }).decode(header)
  } catch {
    return null
  }
}

/** Where the first empty line begins; the end of the mail where there is none. */
export function endOfHeader(bytes: Buffer): number {
  const ends = [bytes.indexOf('\n\n'), bytes.indexOf('\n\r\n')].filter((end) => end !== -1)
  return ends.length === 0 ? bytes.length : Math.min(...ends)
}

/** What windows-1252 has where ISO 8859-1 has control characters, from 0x80 on. */
const BETWEEN = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Bytes in windows-1252. Some versions of Node read them as ISO 8859-1. */
export function windows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (c) => BETWEEN[c.charCodeAt(0) - 0x80] ?? c)
}
