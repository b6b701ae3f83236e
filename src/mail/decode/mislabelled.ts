import { isAscii, isUtf8 } from 'node:buffer'
import { endOfHeader } from './header-bytes.ts'
import { entitiesOf } from './entities.ts'
import type { ParsedMail } from './parsed-mail.ts'

/**
 * Charsets of one byte a letter that programs name out of habit. In none of them is a text likely
 * that is UTF-8 by chance: each letter beyond ASCII would have to stand before a sign, never before
 * another letter.
 */
const SURE = 'iso-8859-[19]|windows-125[24]'
/**
 * Others have letters where UTF-8 goes on: a capital before one of them is UTF-8 by chance, twice
 * hardly ever. In iso-8859-5 all capitals are such, so that it is none of these.
 */
const UNSURE = 'iso-8859-(?:[2-47]|1[03-6])|windows-125[0137]|koi8-[ru]'
const DECLARED = new RegExp(`(charset\\s*=\\s*"?)(?:(${SURE})|${UNSURE})\\b`, 'i')
const WORD = new RegExp(
  `=\\?(?:(${SURE}|us-ascii)|${UNSURE})((?:\\*[^?\\s]*)?\\?([bq])\\?([^?\\s]*)\\?=)`,
  'gi',
)

/** The mail with encoded words (RFC 2047) that are UTF-8 declared so, whatever they say. */
export function withHonestWords(bytes: Buffer): Buffer {
  const end = endOfHeader(bytes)
  const header = bytes.toString('latin1', 0, end)
  const honest = header.replace(
    WORD,
    (word: string, sure: string | undefined, rest: string, how: string, text: string) => {
      const meant = how.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : fromQuoted(text)
      return isMeantAsUtf8(meant, sure !== undefined) ? `=?utf-8${rest}` : word
    },
  )
  if (honest === header) return bytes
  return Buffer.concat([Buffer.from(honest, 'latin1'), bytes.subarray(end)])
}

function fromQuoted(text: string): Buffer {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}

/** Letters beyond ASCII that it takes to tell UTF-8 from a charset that is not sure. */
const ENOUGH = 2

function isMeantAsUtf8(bytes: Buffer, isSure: boolean): boolean {
  if (isAscii(bytes) || !isUtf8(bytes)) return false
  return isSure || bytes.filter((byte) => byte >= 0xc2).length >= ENOUGH
}

/**
 * A line that is not quoted: what is quoted may have been read falsely before, and then the charset
 * is true.
 */
const BEYOND_ASCII = /^(?! ?>).*[^\0-\x7f]/m

/**
 * The mail read as UTF-8 where a text in it declares another charset and is UTF-8 all the same;
 * `null` where all are what they say.
 */
export async function readAsUtf8(
  bytes: Buffer,
  { parts }: ParsedMail,
  parse: (bytes: Buffer) => Promise<ParsedMail>,
): Promise<ParsedMail | null> {
  if (!parts.some(({ text }) => BEYOND_ASCII.test(text))) return null
  const given = bytes.toString('latin1')
  const relabelled = withHonestParts(given)
  return relabelled === given ? null : await parse(Buffer.from(relabelled, 'latin1'))
}

const TYPE = /^content-type:.*(?:\r?\n[ \t].*)*/im
const ENCODING = /^content-transfer-encoding:[ \t]*(base64|quoted-printable)\b/im

/** Headers alone declare a charset: a line of a text may show one. */
function withHonestParts(mail: string): string {
  if (!DECLARED.test(mail)) return mail
  return entitiesOf(mail)
    .flatMap(({ header, body, between }) => [
      isMislabelled(header, body)
        ? header.replace(TYPE, (field) => field.replace(DECLARED, '$1utf-8'))
        : header,
      body,
      between,
    ])
    .join('')
}

function isMislabelled(header: string, body: string): boolean {
  const type = TYPE.exec(header)?.[0] ?? ''
  const declared = DECLARED.exec(type)
  if (!declared || !/^content-type:\s*text\//i.test(type)) return false
  if (/^content-disposition:[ \t]*attachment\b/im.test(header)) return false
  const text = decoded(ENCODING.exec(header)?.[1], body)
  return (
    BEYOND_ASCII.test(text.toString('latin1')) && isMeantAsUtf8(text, declared[2] !== undefined)
  )
}

function decoded(encoding: string | undefined, body: string): Buffer {
  if (encoding === undefined) return Buffer.from(body, 'latin1')
  if (encoding.toLowerCase() === 'quoted-printable') return fromQuoted(body)
  // Lists append their footer as it is.
  const lines = body.split('\n')
  const tail = lines.findIndex((line) => !/^[A-Za-z0-9+/]*={0,2}\s*$/.test(line))
  return Buffer.from(lines.slice(0, tail === -1 ? lines.length : tail).join('\n'), 'base64')
}
