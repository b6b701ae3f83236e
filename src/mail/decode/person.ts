import libmime from 'libmime'
import type { Person } from '../../model/message.ts'
import { collapse } from '../../text/lines.ts'

/** Encoded words (RFC 2047) as what they say. */
export function decodedWords(text: string): string {
  return text.includes('=?') ? libmime.decodeWords(text) : text
}

/**
 * One mailbox as headers and people write it: `Name <address>`, `address (Name)`, `address`,
 * `Name`. An address that an archive hid in part (`m@...ple.org`, `m@xxxxxxx`) is none.
 */
export function personIn(value: string): Person {
  const text = collapse(decodedWords(value)).replace(/<mailto:[^<>]*>/gi, '')
  const m = /<?\b([^\s<>()"',;:]+@[^\s<>()"',;:]+)>?/.exec(text)
  const rest = m ? text.replace(m[0], ' ') : text
  const name = collapse(rest.replace(/["<>]/g, ' ')).replace(/^(?:'(.*)'|\((.*)\))$/, '$1$2')
  const address = m?.[1]?.toLowerCase() ?? null
  return { name: name || null, address: address && isWhole(address) ? address : null }
}

function isWhole(address: string): boolean {
  return !/@(?:\.{2,}|x{3,}(?:\.|$))|\.{2,}|@[^.]*$/.test(address) || /@localhost$/.test(address)
}

/** The mailboxes of a header value, comma between them; commas in quotes part nothing. */
export function peopleIn(value: string): Person[] {
  return (value.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? [])
    .map(personIn)
    .filter(({ name, address }) => name !== null || address !== null)
}
