/** A header, of a mail or of a part of it, what it is of, and what stands behind that. */
interface Entity {
  readonly header: string
  /** The empty line above a text, too. */
  readonly body: string
  /** Delimiters, and what is between them and the next header. */
  readonly between: string
}

const TYPE = /^content-type:.*(?:\r?\n[ \t].*)*/im
const BOUNDARY = /boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/i

/**
 * A mail cut where its parts begin (RFC 2046, 5.1): all put together are the mail again. A mail
 * inside it is not cut.
 * @param mail its bytes, a letter each
 */
export function entitiesOf(mail: string): Entity[] {
  const found: Entity[] = []
  const known = new Set<string>()
  for (let start = 0; start < mail.length;) {
    const end = endOfHeader(mail, start)
    const header = mail.slice(start, end)
    const [, quoted, bare] = BOUNDARY.exec(TYPE.exec(header)?.[0] ?? '') ?? []
    const boundary = quoted ?? bare
    if (boundary !== undefined) known.add(boundary)
    const next = nextPart(mail, end, known)
    found.push({
      header,
      body: mail.slice(end, next.delimiter),
      between: mail.slice(next.delimiter, next.start),
    })
    start = next.start
  }
  return found
}

/** Where the empty line begins that ends the header; it may have no other line. */
function endOfHeader(mail: string, start: number): number {
  const empty = /\r?\n\r?\n/g
  empty.lastIndex = Math.max(start - 1, 0)
  return Math.max(empty.exec(mail)?.index ?? mail.length, start)
}

/** Where the next delimiter is, and where the header begins below the next that opens a part. */
function nextPart(
  mail: string,
  from: number,
  known: ReadonlySet<string>,
): { delimiter: number; start: number } {
  let delimiter = mail.length
  if (known.size === 0) return { delimiter, start: mail.length }
  for (let at = mail.indexOf('\n--', from); at !== -1; at = mail.indexOf('\n--', at + 1)) {
    const eol = mail.indexOf('\n', at + 1)
    const end = eol === -1 ? mail.length : eol
    const name = mail.slice(at + 3, end).trimEnd()
    const opens = known.has(name)
    if (!opens && !(name.endsWith('--') && known.has(name.slice(0, -2)))) continue
    delimiter = Math.min(delimiter, at + 1)
    if (opens) return { delimiter, start: Math.min(end + 1, mail.length) }
  }
  return { delimiter, start: mail.length }
}
