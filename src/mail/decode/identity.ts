import { createHash } from 'node:crypto'
import type { Person } from '../../model/message.ts'
import { squash } from '../../text/lines.ts'

/**
 * Equal for two copies of one mail, even where an archive collapsed white space, dropped the
 * list's footer or hid the address. 32 hex digits.
 */
export function fingerprintOf(from: Person, subject: string, body: string): string {
  const who = squash(from.name ?? from.address ?? '').toLowerCase()
  const said = squash(withoutFooter(body))
  return createHash('sha256')
    .update(`${who}\n${squash(subject).toLowerCase()}\n${said}`)
    .digest('hex')
    .slice(0, 32)
}

/** A Message-ID for a message that has none: stable, and plainly not one of the mail's own. */
export function madeId(fingerprint: string): string {
  return `<${fingerprint}@made.patchtrail>`
}

function withoutFooter(body: string): string {
  const at = body.search(/^_{20,}\n(?:.*\n){0,8}?.*(?:mailing list|unsubscribe)/im)
  return at > 0 ? body.slice(0, at) : body
}
