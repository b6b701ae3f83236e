import { domainToASCII } from 'node:url'

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
