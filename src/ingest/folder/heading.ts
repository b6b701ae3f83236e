/** What the headers of a mail say of where it was sent, and of what it answers. */
export interface Heading {
  /** The lists that it came over, as their List-Ids name them: `flow.lists.example.org`. */
  readonly lists: readonly string[]
  /** Everybody it is addressed to, in the form of a List-Id. */
  readonly sentTo: readonly string[]
  /** Its Message-ID, in angle brackets; `null` where it has none. */
  readonly id: string | null
  /** The Message-IDs of what it answers, the nearest first. */
  readonly answers: readonly string[]
}

/** Bytes of headers that are looked at; the longest lists of recipients fit in. */
const LONGEST = 1 << 17
const WANTED = /^(list-id|list-post|x-mailing-list|to|cc|message-id|in-reply-to|references)[ \t]*:/i
const ADDRESS = /[^\s<>@,;:"'()]+@[^\s<>@,;:"'()]+/g
const MESSAGE_ID = /<[^<>\s]+>/g

/** Reads the few headers by which a mail finds its list; the rest is decoded elsewhere. */
export function headingOf(bytes: Buffer): Heading {
  const fields = fieldsOf(bytes)
  const of = (...names: readonly string[]): string[] =>
    fields.flatMap(([name, value]) => (names.includes(name) ? [value] : []))
  const ids = of('list-id').flatMap(listIdsIn)
  const posts = of('list-post', 'x-mailing-list').flatMap(addressesIn)
  const named = (name: string): string[] =>
    of(name).flatMap((value) => value.match(MESSAGE_ID) ?? [])
  return {
    lists: [...new Set(ids.length > 0 ? ids : posts)],
    sentTo: [...new Set(of('to', 'cc').flatMap(addressesIn))],
    id: named('message-id')[0] ?? null,
    answers: [...new Set([...named('in-reply-to'), ...named('references').reverse()])],
  }
}

function fieldsOf(bytes: Buffer): (readonly [name: string, value: string])[] {
  const text = bytes.toString('latin1', 0, Math.min(bytes.length, LONGEST))
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length
  const lines = text
    .slice(0, end)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
  return lines.flatMap((line) => {
    const name = WANTED.exec(line)?.[1]?.toLowerCase()
    return name === undefined ? [] : [[name, line.slice(line.indexOf(':') + 1).trim()] as const]
  })
}

/** RFC 2919: a phrase, and the id in angle brackets; some write the id alone. */
function listIdsIn(value: string): string[] {
  const bracketed = /<([^<>\s]+)>/.exec(value)?.[1]
  const id = bracketed ?? (/^\S+$/.test(value) ? value : '')
  return id === '' ? [] : [listForm(id)]
}

function addressesIn(value: string): string[] {
  return (value.replace(/mailto:/gi, '').match(ADDRESS) ?? []).map(listForm)
}

/** `flow@lists.example.org` and `flow.lists.example.org` are one list. */
function listForm(text: string): string {
  return text.toLowerCase().replace('@', '.')
}
