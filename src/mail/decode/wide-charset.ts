/** Bytes in which the header of a mail and of its first part is looked for. */
const WIDE_WITHIN = 8 * 1024
const WIDE = /(charset\s*=\s*"?)(?:utf-?16(?:[lb]e)?|ucs-?2(?:[lb]e)?|utf-?32(?:[lb]e)?)\b/gi

/**
 * Text of two or four bytes a character has zero bytes, or is encoded; where there are none, what
 * declares such a charset is false, and reading it so would make every letter another.
 */
export function withoutWideCharset(bytes: Buffer): { bytes: Buffer; isNarrow: boolean } {
  if (!/charset\s*=\s*"?(?:utf-?(?:16|32)|ucs-?2)/i.test(bytes.toString('latin1', 0, WIDE_WITHIN)))
    return { bytes, isNarrow: false }
  const text = bytes.toString('latin1')
  const isEncoded = /^content-transfer-encoding:\s*base64|=00/im.test(text)
  return bytes.includes(0) || isEncoded
    ? { bytes, isNarrow: false }
    : { bytes: Buffer.from(text.replace(WIDE, '$1utf-8'), 'latin1'), isNarrow: true }
}
