/** Is this the name of UTF-7 (RFC 2152)? */
export function isUtf7(charset: string): boolean {
  return /^(?:x-|unicode-1-1-)?utf-?7$/i.test(charset)
}

/** Text in UTF-7 as what it says: `+` begins letters in base64 of UTF-16, `-` ends them. */
export function fromUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, encoded: string) =>
    encoded === '' ? '+' : lettersOf(encoded),
  )
}

function lettersOf(encoded: string): string {
  const bytes = Buffer.from(encoded, 'base64')
  return bytes
    .subarray(0, bytes.length & ~1)
    .swap16()
    .toString('utf16le')
}
