import { createHash } from 'node:crypto'
import type { Person } from '../../model/message.ts'
import { footerLine } from '../../text/footers.ts'
import { bodyLines, squash } from '../../text/lines.ts'

/**
 * Equal for two copies of one mail, even where an archive collapsed white space, dropped the
 * list's footer or hid the address. 32 hex digits.
 */
export function fingerprintOf(from: Person, subject: string, body: string): string {
  const who = squash(from.name ?? from.address ?? '').toLowerCase()
  const said = squash(withoutFooter(body))
  return createHash('sha256')
    .update(`${who}\n${squash(withoutListTag(subject)).toLowerCase()}\n${said}`)
    .digest('hex')
    .slice(0, 32)
}

/** A Message-ID for a message that has none: stable, and plainly not one of the mail's own. */
export function madeId(fingerprint: string): string {
  return `<${fingerprint}@made.patchtrail>`
}

/** `[valves] ` in front says by which list a copy came; what numbers a patch is kept. */
function withoutListTag(subject: string): string {
  return subject.replace(
    /^((?:(?:re|aw|sv|fwd?)\s*:\s*)*)\[(?![^\]]*(?:patch|rf[ct]|pull|resend|\d))[^\][]{1,40}\]\s*(?=\S)/i,
    '$1',
  )
}

/** What lists put below a mail; they cut it off where they make pages of it. */
function withoutFooter(body: string): string {
  const at = body.search(/^_{20,}\n(?:.*\n){0,8}?.*(?:mailing list|unsubscribe)/im)
  if (at > 0) return body.slice(0, at)
  if (!/unsubscribe|mailing list/i.test(body)) return body
  const lines = bodyLines(body)
  const footer = footerLine(lines)
  const rule = /^-- ?$/.test(lines[footer - 2] ?? '') ? 1 : 0
  return footer > lines.length ? body : lines.slice(0, footer - 1 - rule).join('\n')
}
