import type { ReplyNode } from '../model/reply.ts'

/**
 * The armour of OpenPGP (RFC 4880, 7) around a text that was signed, its head and the signature; and
 * what nobody else can read.
 */
export function markArmour(lines: readonly string[], types: ReplyNode['type'][]): void {
  for (let i = 0; i < lines.length; i++) {
    if (types[i] === 'quote' || !(lines[i] ?? '').startsWith('-----BEGIN PGP ')) continue
    const isEncoded = /^-----BEGIN PGP (?:SIGNATURE|PUBLIC KEY|MESSAGE)/.test(lines[i] ?? '')
    let end = i
    if (isEncoded) {
      while (end + 1 < lines.length && !/^-----END PGP /.test(lines[end] ?? '')) end++
    } else while (/^[A-Z][\w-]*: \S/.test(lines[end + 1] ?? '')) end++
    types.fill('footer', i, end + 1)
    i = end
  }
}
