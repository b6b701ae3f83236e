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
  const text = new TextDecoder('windows-1252').decode(header)
  return { bytes: Buffer.concat([Buffer.from(text), bytes.subarray(end)]), isRead: false }
}

/** Where the first empty line begins; the end of the mail where there is none. */
function endOfHeader(bytes: Buffer): number {
  const ends = [bytes.indexOf('\n\n'), bytes.indexOf('\n\r\n')].filter((end) => end !== -1)
  return ends.length === 0 ? bytes.length : Math.min(...ends)
}
