import type { Message, Person } from '../../model/message.ts'
import { parseDate } from '../../text/dates.ts'
import { bodyLines, collapse, isBlank } from '../../text/lines.ts'
import { messageIds } from '../../text/message-ids.ts'
import { withEnglishMonth } from './months.ts'
import { withWholeAddresses } from '../../text/obfuscated.ts'
import { htmlToText } from '../decode/html.ts'
import { fingerprintOf, madeId } from '../decode/identity.ts'
import { personIn } from '../decode/person.ts'
import { senderOf } from '../decode/sender.ts'
import { ARCHIVES } from './archives.ts'
import { headOf } from './page-head.ts'
import { idIn, type PageParts } from './page-parts.ts'

/** The mails of a saved archive page. */
export interface DecodedPage {
  /** At least one. */
  readonly messages: readonly [Message, ...Message[]]
  /** Mails on it whose sender, date or subject cannot be told. */
  readonly unread: number
}

/**
 * A saved archive page, text or HTML, as the mails that it shows. Their white space is taken as
 * collapsed. Throws where sender, date and subject of no mail can all be told: a page that is not
 * understood is not kept as mail.
 */
export function decodePage(page: string): DecodedPage {
  const all = partsOf(page.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'))
  const messages = all.flatMap((parts) => messageOf(parts) ?? [])
  const [first, ...others] = messages
  if (!first) throw new Error(refusal(page))
  return { messages: [first, ...others], unread: all.length - messages.length }
}

/** Why a page is not read, and what to do. */
function refusal(page: string): string {
  const isScript = /groups\.google\.com|AF_initDataCallback|Pony Mail|<noscript\b/i.test(page)
  const what = isScript
    ? 'a page that a script fills; there is no mail in it'
    : 'no mail in this page that I can recognise'
  return `${what}; give the raw mail or the mbox that the archive offers`
}

function messageOf(parts: PageParts): Message | null {
  const subject = collapse(parts.subject ?? '')
  const body = withWholeAddresses(bodyFrom(parts.body ?? ''))
  const from = senderOn(withWholeAddresses(parts.from ?? ''), body)
  const date = dateOn(parts.date ?? '')
  if (subject === '' || (!from.name && !from.address) || !date) return null
  const fingerprint = fingerprintOf(from, subject, body)
  const id = parts.id === undefined ? undefined : messageIds(`<${parts.id}>`)[0]
  // An archive that hides the hosts of addresses (`@...ple.org`) hides those of ids, too.
  const isId = (id?.includes('@') && !/@[^>]*\.\./.test(id)) ?? false
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

/** As the page writes it, in its own language. */
function dateOn(text: string): string | null {
  return parseDate(text) ?? parseDate(withEnglishMonth(text))
}

/** The sender, without the list that sent for him. */
function senderOn(value: string, body: string): Person {
  const from = personIn(value)
  const person = senderOf({
    from,
    rawFrom: '',
    addressed: () => [],
    originalFrom: '',
    replyTo: '',
    envelope: '',
    list: '',
    body: () => bodyLines(body),
  })
  if (person.address !== null || person.name === null) return person
  return { ...person, name: person.name.replace(/ via [\w .+@-]+$/i, '') }
}

function partsOf(page: string): readonly PageParts[] {
  for (const [, read] of ARCHIVES) {
    const parts = read(page)
    if (parts) return parts
  }
  const parts = anyPage(page)
  return parts ? [parts] : []
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
    id: idIn(field('message-id') ?? ''),
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
