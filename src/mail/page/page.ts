import type { Message } from '../../model/message.ts'
import { parseDate } from '../../text/dates.ts'
import { collapse, isBlank } from '../../text/lines.ts'
import { messageIds } from '../../text/message-ids.ts'
import { withWholeAddresses } from '../../text/obfuscated.ts'
import { htmlToText } from '../decode/html.ts'
import { fingerprintOf, madeId } from '../decode/identity.ts'
import { personIn } from '../decode/person.ts'
import { ARCHIVES } from './archives.ts'
import { headOf } from './page-head.ts'
import type { PageParts } from './page-parts.ts'

/**
 * A saved archive page, text or HTML, as a message. Its white space is taken as collapsed. Throws
 * where sender, date and subject of one mail cannot all be told: a page that is not understood is
 * not kept as mail.
 */
export function decodePage(page: string): Message {
  const parts = partsOf(page.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'))
  const subject = collapse(parts?.subject ?? '')
  const from = personIn(parts?.from ?? '')
  const date = parseDate(parts?.date ?? '')
  if (!parts || subject === '' || (!from.name && !from.address) || !date)
    throw new Error('no mail in this page that I can recognise')
  const body = withWholeAddresses(bodyFrom(parts.body ?? ''))
  const fingerprint = fingerprintOf(from, subject, body)
  const id = parts.id === undefined ? undefined : messageIds(`<${parts.id}>`)[0]
  const isId = id?.includes('@') ?? false
  return {
    id: isId && id ? id : madeId(fingerprint),
    idIsMade: !isId,
    subject,
    from,
    to: [],
    cc: [],
    date,
    inReplyTo: parts.inReplyTo ?? [],
    references: parts.references ?? [],
    listIds: [],
    body,
    flowed: false,
    collapsed: true,
    fingerprint,
    problems: [],
  }
}

function partsOf(page: string): PageParts | null {
  for (const [, read] of ARCHIVES) {
    const parts = read(page)
    if (parts) return parts
  }
  return anyPage(page)
}

/** Pages of an archive that is not known: fields that begin lines, the text below them. */
function anyPage(page: string): PageParts | null {
  const lines = (/^\s*</.test(page) ? htmlToText(page) : page).split('\n')
  const head = headOf(lines)
  if (!head) return null
  const field = (name: string): string | undefined => head.fields.get(name)
  return {
    subject: field('subject'),
    from: field('from'),
    date: field('date'),
    id: messageIds(field('message-id') ?? '')[0]?.slice(1, -1),
    references: messageIds(field('references') ?? ''),
    inReplyTo: messageIds(field('in-reply-to') ?? ''),
    body: lines.slice(head.end).join('\n'),
  }
}

function bodyFrom(text: string): string {
  const lines = text.split('\n')
  const first = lines.findIndex((line) => !isBlank(line))
  const body = first === -1 ? '' : lines.slice(first).join('\n').trimEnd()
  return `${body.replaceAll('\0', '\u2400')}\n`
}
