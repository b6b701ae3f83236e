import { isAscii, isUtf8 } from 'node:buffer'
import { endOfHeader } from './header-bytes.ts'
import type { ParsedMail } from './parsed-mail.ts'

/**
 * Charsets of one byte a letter that programs name out of habit. In none of them is a text likely
 * that is UTF-8 by chance: each letter beyond ASCII would have to stand before a sign, never before
 * another letter.
 */
const ONE_BYTE = 'iso-8859-(?:[1-579]|1[03-6])|windows-125[0-47]|koi8-[ru]'
const DECLARED = new RegExp(
  `^(content-type:[^\\r\\n]*(?:\\r?\\n[ \\t][^\\r\\n]*)*?charset\\s*=\\s*"?)(?:${ONE_BYTE})\\b`,
  'gim',
)
const WORD = new RegExp(
  `=\\?(?:${ONE_BYTE}|us-ascii)((?:\\*[^?\\s]*)?\\?([bq])\\?([^?\\s]*)\\?=)`,
  'gi',
)

/** The mail with encoded words (RFC 2047) that are UTF-8 declared so, whatever they say. */
export function withHonestWords(bytes: Buffer): Buffer {
  const end = endOfHeader(bytes)
  const header = bytes.toString('latin1', 0, end)
  const honest = header.replace(WORD, (word: string, rest: string, how: string, text: string) =>
    isMeantAsUtf8(how, text) ? `=?utf-8${rest}` : word,
  )
  if (honest === header) return bytes
  return Buffer.concat([Buffer.from(honest, 'latin1'), bytes.subarray(end)])
}

function isMeantAsUtf8(how: string, text: string): boolean {
  const bytes =
    how.toLowerCase() === 'b'
      ? Buffer.from(text, 'base64')
      : Buffer.from(
          text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) =>
            String.fromCharCode(parseInt(hex, 16)),
          ),
          'latin1',
        )
  return !isAscii(bytes) && isUtf8(bytes)
}

/**
 * A line that is not quoted: what is quoted may have been read falsely before, and then the charset
 * is true.
 */
const BEYOND_ASCII = /^(?! ?>).*[^\0-\x7f]/m

/**
 * The mail read as UTF-8 where its text declares another charset and is UTF-8 all the same; `null`
 * where it is what it says.
 */
export async function readAsUtf8(
  bytes: Buffer,
  { parts }: ParsedMail,
  parse: (bytes: Buffer) => Promise<ParsedMail>,
): Promise<ParsedMail | null> {
  if (!parts.some(({ text }) => BEYOND_ASCII.test(text))) return null
  const given = bytes.toString('latin1')
  const relabelled = given.replace(DECLARED, '$1utf-8')
  if (relabelled === given) return null
  const mail = await parse(Buffer.from(relabelled, 'latin1'))
  return mail.parts.some(({ text }) => text.includes('\ufffd')) ? null : mail
}
