import type { Headers } from 'mailparser'
import type { ParsedMail } from './parsed-mail.ts'
import { decodedWords } from './person.ts'
import { fieldsOf, partsOf } from './plain-part.ts'

const PEOPLE = ['from', 'to', 'cc'] as const

/**
 * Reads the plain case by itself: one text/plain part, or one with a signature beside it, ASCII
 * headers, addresses without comments, groups and escapes. It gives what mailparser gives, in a
 * fifth of the time; `npm run eval` holds
 * the two against each other over whole archives.
 * @param bytes the mail, its header without the fields that are never read
 * @returns `null` for all other mail, which is for mailparser to read
 */
export function parsePlain(header: string, body: Buffer): ParsedMail | null {
  if (/[^\x01-\x7f]/.test(header)) return null
  const fields = fieldsOf(header)
  const headers = fields && headersOf(fields.values)
  if (!fields || !headers) return null
  const parts = partsOf(fields.values, body)
  if (parts === null) return null
  return {
    headers,
    headerLines: fields.lines,
    parts,
    attached: [],
    unknownCharsets: [],
  }
}

function headersOf(values: ReadonlyMap<string, string>): Headers | null {
  const headers = new Map<string, unknown>()
  for (const name of PEOPLE) {
    const field = values.get(name)
    if (field === undefined || field === '') continue
    const value = addressesIn(field)
    if (!value) return null
    headers.set(name, { value })
  }
  const subject = values.get('subject')
  if (subject) headers.set('subject', decodedWords(subject))
  return headers as Headers
}

const ADDRESS =
  /\s*(?:(?:"([^"\\]*)"|([^"<>(),:;@\\[\]]*?))\s*<([^\s"<>(),:;@\\[\]]+@[^\s"<>(),:;@\\[\]]+)>|([^\s"<>(),:;@\\[\]]+@[^\s"<>(),:;@\\[\]]+))\s*(?:,|$)/y

/** Addresses of the plain forms of RFC 5322, 3.4; `null` where there is any other. */
function addressesIn(field: string): { name: string; address: string }[] | null {
  const found: { name: string; address: string }[] = []
  ADDRESS.lastIndex = 0
  while (ADDRESS.lastIndex < field.length) {
    const m = ADDRESS.exec(field)
    if (!m) return null
    const address = m[3] ?? m[4] ?? ''
    const name = m[1] ?? m[2] ?? ''
    found.push({ name: name === address ? '' : decodedWords(name), address })
  }
  return found
}
