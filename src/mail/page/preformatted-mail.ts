import { isBlank } from '../../text/lines.ts'
import { messageIds } from '../../text/message-ids.ts'
import { preformatted } from './markup.ts'
import { headOf } from './page-head.ts'
import type { PageParts } from './page-parts.ts'

/** What public-inbox and blists write where a mail has an attachment. */
const ABOUT_ATTACHMENT =
  /^\[-- (?:Attachment #|Type: |Warning: |Decoded ).*--\]\s*$|^(?:View|Download) attachment ".*" of type ".*" \(\d+ bytes\)\s*$|^Content of type ".*" skipped\s*$/

/** The lines without what the archive says of attachments. */
export function withoutAttachmentNotes(lines: readonly string[]): string[] {
  return lines.filter((line) => !ABOUT_ATTACHMENT.test(line))
}

/** A header and a body in preformatted text, as public-inbox and openwall show them. */
export function preformattedMail(page: string): PageParts | null {
  if (!/^\s*</.test(page)) return null
  const texts = [...page.matchAll(/<pre\b[^<>]*>([^]*?)(?:<\/pre>|$)/gi)].map(([, inner = '']) =>
    preformatted(inner),
  )
  for (const [i, text] of texts.entries()) {
    const lines = text.split('\n')
    const head = headOf(lines)
    if (!head) continue
    const below = lines.slice(head.end)
    // Some archives set the header apart from the text.
    const body = below.some((line) => !isBlank(line)) ? below : (texts[i + 1] ?? '').split('\n')
    const field = (name: string): string | undefined => head.fields.get(name)
    return {
      subject: field('subject'),
      from: field('from'),
      date: field('date')?.replace(/\s*\[.*$/, ''),
      id: messageIds(field('message-id') ?? '')[0]?.slice(1, -1),
      references: messageIds(field('references') ?? ''),
      inReplyTo: messageIds(field('in-reply-to') ?? ''),
      body: withoutAttachmentNotes(body).join('\n'),
    }
  }
  return null
}
