import { domainToASCII } from 'node:url'
import type { Headers } from 'mailparser'
import type { Person } from '../../model/message.ts'
import { collapse } from '../../text/lines.ts'

/**
 * An address as mail carries it: in lower case, an international domain in its ASCII form (RFC
 * 5890), whatever a reader made of it. `null`: none, or an encoded word that stood where an
 * address should. Lists put `.invalid` (RFC 2606) behind one that forbids forwarding.
 */
export function addressIn(text: string): string | null {
  const address = text.toLowerCase().replace(/(@.*\..*)\.invalid$/, '$1')
  if (address === '' || address.includes('=?')) return null
  const at = address.lastIndexOf('@')
  if (at === -1 || /^[\x00-\x7f]*$/.test(address.slice(at))) return address
  const domain = domainToASCII(address.slice(at + 1))
  return domain === '' ? address : `${address.slice(0, at)}@${domain}`
}

interface ParsedAddress {
  name?: string
  address?: string
  group?: ParsedAddress[]
}

/** The mailboxes of a header field, those of groups included. */
export function people(headers: Headers, name: string): Person[] {
  const value: unknown = headers.get(name)
  const lists = (Array.isArray(value) ? value : [value]) as (
    { value?: ParsedAddress[] } | undefined
  )[]
  return lists
    .flatMap((list) => list?.value ?? [])
    .flatMap((entry) => entry.group ?? [entry])
    .map((entry) => ({
      name: collapse(entry.name ?? '') || null,
      address: addressIn(entry.address ?? ''),
    }))
    .filter((person) => person.name !== null || person.address !== null)
}
