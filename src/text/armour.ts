const BEGIN = '-----BEGIN PGP SIGNED MESSAGE-----'
const SIGNATURE = '-----BEGIN PGP SIGNATURE-----'

/**
 * A text that was signed in the clear, its lines as they were (RFC 4880, 7.1): those that begin
 * with a hyphen, as half of a diff does, have `- ` put before them.
 */
export function withoutDashEscapes(text: string): string {
  const start = text.indexOf(BEGIN)
  if (start === -1) return text
  const found = text.indexOf(SIGNATURE, start)
  const end = found === -1 ? text.length : found
  const signed = text.slice(start, end).replace(/^- (?=-|From )/gm, '')
  return text.slice(0, start) + signed + text.slice(end)
}
