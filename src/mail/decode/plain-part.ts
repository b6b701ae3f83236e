import { isAscii } from 'node:buffer'
import type { HeaderLines } from 'mailparser'
import type { TextPart } from './parsed-mail.ts'

/** Fields that are given a meaning here; mail that has one of them twice is for mailparser. */
const ONCE: ReadonlySet<string> = new Set([
  'from',
  'to',
  'cc',
  'subject',
  'content-type',
  'content-transfer-encoding',
  'mime-version',
  'content-disposition',
])
const FIELD = /^([!-9;-~]+):/
const TYPE =
  /^text\/plain\s*(?:;\s*(?:charset="?[\w-]+"?|format="?(?:flowed|fixed)"?|delsp="?(?:yes|no)"?)\s*)*;?$/i
const UTF8 = /^(?:utf-?8|us-ascii|ascii)$/i
/** Charsets in which bytes below 128 are ASCII. */
const ASCII_BELOW = /^(?:iso-8859-1|iso-8859-15|windows-1252)$/i

const SIGNED = /^multipart\/(?:signed|mixed)\s*;/i
const SIGNATURE = /^application\/(?:pgp-signature|(?:x-)?pkcs7-signature)\b/i
/** Boundaries of RFC 2046, 5.1.1, without those that hold a blank. */
const BOUNDARY = /;\s*boundary=(?:"([\w'()+,./:=?-]+)"|([\w'+.-]+)(?=\s*(?:;|$)))/i
/** A signed part may hold one that was signed before. */
const DEEPEST = 3

/** The header of a mail or of a part of it. */
export interface Fields {
  readonly lines: HeaderLines
  /** Unfolded, by name in lower case. */
  readonly values: ReadonlyMap<string, string>
}

/** `null` where a line is no field, or a field that is read stands twice. */
export function fieldsOf(header: string): Fields | null {
  const lines: { key: string; line: string }[] = []
  const values = new Map<string, string>()
  for (const line of header.split(/\r?\n(?![ \t])/)) {
    const key = FIELD.exec(line)?.[1]?.toLowerCase()
    if (key === undefined) return null
    if (ONCE.has(key) && values.has(key)) return null
    lines.push({ key, line })
    values.set(
      key,
      line
        .slice(key.length + 1)
        .replace(/\r?\n[ \t]*/g, ' ')
        .trim(),
    )
  }
  return { lines, values }
}

/**
 * The text of a mail or of a part: its own, or that of its parts, which must be plain text and
 * signatures. `null` for all else.
 */
export function partsOf(
  values: Fields['values'],
  body: Buffer,
  depth = 0,
): readonly TextPart[] | null {
  const type = values.get('content-type') ?? ''
  if (SIGNED.test(type)) return depth < DEEPEST ? partsBetween(type, body, depth) : null
  const text = textOf(values, body)
  if (text === null) return null
  const flowed = /;\s*format="?flowed/i.test(type)
  return [{ contentType: 'text/plain', text, flowed, alternative: false }]
}

/** RFC 2046, 5.1.1. The line end before a boundary belongs to it. */
function partsBetween(type: string, body: Buffer, depth: number): readonly TextPart[] | null {
  const [, quoted, bare] = BOUNDARY.exec(type) ?? []
  const boundary = quoted ?? bare
  if (boundary === undefined) return null
  const pieces = `\n${body.toString('latin1')}`.split(`\n--${boundary}`).slice(1)
  const last = pieces.pop()
  if (last === undefined || !/^--\s*$/.test(last)) return null
  const found: TextPart[] = []
  for (const piece of pieces) {
    const parts = partsIn(piece, depth)
    if (parts === null) return null
    found.push(...parts)
  }
  return found
}

/** @param piece what stands behind a boundary */
function partsIn(piece: string, depth: number): readonly TextPart[] | null {
  const m = /^[\t ]*\r?\n([^]*?)\r?\n\r?\n/.exec(piece)
  const fields = m && fieldsOf(m[1] ?? '')
  if (!fields) return null
  if (SIGNATURE.test(fields.values.get('content-type') ?? '')) return []
  const content = piece.slice(m[0].length).replace(/\r$/, '')
  return partsOf(fields.values, Buffer.from(content, 'latin1'), depth + 1)
}

function textOf(values: ReadonlyMap<string, string>, body: Buffer): string | null {
  const type = values.get('content-type') ?? 'text/plain'
  if (!TYPE.test(type) || (values.get('content-disposition') ?? 'inline') !== 'inline') return null
  const bytes = decoded((values.get('content-transfer-encoding') ?? '').toLowerCase(), body)
  if (!bytes) return null
  const charset = /charset="?([\w-]+)/i.exec(type)?.[1] ?? 'utf-8'
  const text = inCharset(charset, bytes)
  return text && text.replace(/\r?\n/g, '\n')
}

/** `null`: this wants one of the many charsets that mailparser knows. */
function inCharset(charset: string, bytes: Buffer): string | null {
  if (UTF8.test(charset)) return bytes.toString('utf8')
  if (!ASCII_BELOW.test(charset)) return null
  const text = bytes.toString('latin1')
  // What stands between 0x80 and 0x9f is meant as windows-1252, whatever the mail declares.
  const isRead = /^iso-8859-1$/i.test(charset) ? !/[\x80-\x9f]/.test(text) : isAscii(bytes)
  return isRead ? text : null
}

/** Transfer encodings of RFC 2045, 6; `null` for a body that does not keep to its own. */
function decoded(encoding: string, body: Buffer): Buffer | null {
  if (encoding === '' || encoding === '7bit' || encoding === '8bit') return body
  if (encoding === 'base64') {
    const text = body.toString('latin1')
    return /^(?:[A-Za-z0-9+/]+\r?\n)*[A-Za-z0-9+/]*={0,2}\s*$/.test(text)
      ? Buffer.from(text, 'base64')
      : null
  }
  if (encoding !== 'quoted-printable') return null
  const text = body
    .toString('latin1')
    .replace(/[\t ]+(?=\r?$)/gm, '')
    .replace(/=\r?\n/g, '')
  if (/=(?![0-9A-Fa-f]{2})/.test(text)) return null
  return Buffer.from(
    text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  )
}
