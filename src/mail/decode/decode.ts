import type { Headers } from 'mailparser'
import { people } from './address.ts'
import type { Message, Person, RawMessage } from '../../model/message.ts'
import type { Problem, ProblemKind } from '../../model/problem.ts'
import { parseDate } from '../../text/dates.ts'
import { bodyLines, collapse, isBlank } from '../../text/lines.ts'
import { messageIds } from '../../text/message-ids.ts'
import { isListFooter } from '../../text/footers.ts'
import { withoutDashEscapes } from '../../text/armour.ts'
import { ARCHIVED_FROM, withWholeAddresses } from '../../text/obfuscated.ts'
import { readAttached, undeclaredText, type Embedded } from './attached.ts'
import { charsetProblems } from './charset.ts'
import { readAsUtf8, withHonestWords } from './mislabelled.ts'
import { plainDigest } from './digest.ts'
import { withReadableHeader } from './header-bytes.ts'
import { senderOf } from './sender.ts'
import { fingerprintOf, madeId } from './identity.ts'
import { withoutReferences } from '../page/markup.ts'
import { decodePage } from '../page/page.ts'
import { htmlToText } from './html.ts'
import type { ParsedMail } from './parsed-mail.ts'
import { parseMail } from './parser.ts'
import { withoutWideCharset } from './wide-charset.ts'
import { withoutUuencoded } from './uuencode.ts'

/** One mail, and what is embedded in it, in order. */
export interface Decoded {
  readonly message: Message
  /** Mails, and patch files where there are several. */
  readonly embedded: readonly Embedded[]
  /**
   * Patch files whose text follows the message's own: a single one, a cover letter, or those of an
   * answer to a patch.
   */
  readonly lone: readonly Embedded[]
  /** Further mails on one page of an archive. */
  readonly beside: readonly Message[]
}

/**
 * Turns the bytes of one message into a Message. Oddities become problems of the message; rejects
 * only where nothing of it can be read.
 * @param parse another way to take a mail apart, to be compared
 */
export async function decodeMessage(
  raw: RawMessage,
  parse: typeof parseMail = parseMail,
): Promise<Message> {
  return (await decodeWhole(raw, parse)).message
}

/** As `decodeMessage`, with what is embedded. */
export async function decodeWhole(
  raw: RawMessage,
  parse: typeof parseMail = parseMail,
): Promise<Decoded> {
  if (raw.form === 'page') return decodedPage(raw.bytes)
  const problems: Problem[] = []
  const { bytes: readable, isRead } = withReadableHeader(raw.bytes)
  const { bytes, isNarrow } = withoutWideCharset(withHonestWords(readable))
  if (isNarrow)
    problems.push(
      problem('charset', 'text has none of the wide characters it declares; read as UTF-8'),
    )
  if (!isRead)
    problems.push(problem('charset', 'header is in no charset it declares; read as windows-1252'))
  let mail = await parse(bytes)
  const asUtf8 = await readAsUtf8(bytes, mail, parse)
  if (asUtf8) problems.push(problem('charset', 'text is UTF-8, whatever charset it declares'))
  mail = asUtf8 ?? mail
  if (mail.parts.some((part) => part.text.includes('\ufffd')) && !isUtf8WithReplacements(bytes)) {
    // The declared charset is wrong: windows-1252 is what such mail nearly always is.
    problems.push(
      problem('charset', 'text is not in the charset it declares; read as windows-1252'),
    )
    mail = await parse(bytes, 'windows-1252')
  }
  const words = `${rawHeader(mail, 'from')} ${rawHeader(mail, 'subject')}`
  problems.push(...charsetProblems(mail.unknownCharsets, words))
  const digest = plainDigest(mail.parts)
  if (digest) mail = { ...mail, parts: digest.parts }
  const { parts, files } = withoutUuencoded(mail.parts)
  if (files.length > 0) mail = { ...mail, parts, attached: [...mail.attached, ...files] }
  const attachments = readAttached(mail.attached)
  problems.push(...attachments.problems, ...(digest?.problems ?? []))
  const patches = attachments.embedded.filter(({ kind }) => kind === 'patch')
  const lone =
    patches.length === 1 || answersPatch(mail)
      ? patches
      : patches.filter(({ name }) => COVER_FILE.test(name))
  return {
    message: messageFrom(mail, problems, lone),
    embedded: [
      ...(digest?.embedded ?? []),
      ...attachments.embedded.filter((one) => !lone.includes(one)),
    ],
    lone,
    beside: [],
  }
}

function decodedPage(bytes: Buffer): Decoded {
  const { messages, unread } = decodePage(undeclaredText(bytes))
  const [message, ...beside] = messages
  const problems = [
    ...message.problems,
    ...(unread === 0 ? [] : [problem('malformed', `${unread} mails of this page were not read`)]),
  ]
  return { message: { ...message, problems }, embedded: [], lone: [], beside }
}

/** What git format-patch calls a cover letter: the mail that brings it is the cover. */
const COVER_FILE = /^(?:v\d+-)?0000-/

/** What hangs on an answer to a patch shows what the answer means; it is no series of its own. */
function answersPatch(mail: ParsedMail): boolean {
  return /^\s*(?:re|aw|sv)\s*:.*\[[^\]]*patch[^\]]*\]/i.test(textHeader(mail.headers, 'subject'))
}

/** A U+FFFD that was really sent, as UTF-8 bytes or encoded, is no decoding error of ours. */
function isUtf8WithReplacements(bytes: Buffer): boolean {
  return bytes.includes(Buffer.from('\ufffd')) || bytes.includes('=EF=BF=BD')
}

function problem(kind: ProblemKind, text: string): Problem {
  return { kind, text, line: null }
}

function messageFrom(mail: ParsedMail, problems: Problem[], patches: readonly Embedded[]): Message {
  const header = (name: string): string => rawHeader(mail, name)
  const { body, flowed } = bodyOf(mail, problems, patches)
  const subject = collapse(textHeader(mail.headers, 'subject'))
  const from = fromOf(mail, body)
  if (!from.address && !from.name)
    problems.push(problem('no-from', 'no From header with an address'))
  const date = dateOf(header('date'), problems)
  const fingerprint = fingerprintOf(from, subject, body)
  const [sentId] = idsOf(header('message-id'))
  if (!sentId)
    problems.push(problem('no-message-id', 'no Message-ID; one was made from the content'))
  return {
    id: sentId ?? madeId(fingerprint),
    idIsMade: !sentId,
    subject,
    from,
    to: people(mail.headers, 'to'),
    cc: people(mail.headers, 'cc'),
    date,
    inReplyTo: messageIds(header('in-reply-to')),
    references: messageIds(header('references')),
    listIds: messageIds(header('list-id')).map((id) => id.slice(1, -1).toLowerCase()),
    body,
    flowed,
    collapsed: false,
    fingerprint,
    problems,
  }
}

function fromOf(mail: ParsedMail, body: string): Person {
  const header = (name: string): string => rawHeader(mail, name)
  return senderOf({
    from: people(mail.headers, 'from')[0] ?? { name: null, address: null },
    rawFrom: header('from'),
    addressed: () => [...people(mail.headers, 'cc'), ...people(mail.headers, 'to')],
    originalFrom: header('x-original-from'),
    replyTo: header('reply-to'),
    envelope: `${header('x-original-sender')}, ${header('x-mailfrom')}`,
    list: `${header('list-id')} ${header('list-post')} <mailto:${header('x-beenthere')}>`,
    body: () => bodyLines(body),
  })
}

/** Message-IDs that lost their brackets are taken when they look like one. */
function idsOf(value: string): string[] {
  const ids = messageIds(value)
  if (ids.length > 0) return ids
  const bare = value.replace(/\s+/g, '')
  return /^[^<>@]+@[^<>@]+$/.test(bare) ? [`<${bare}>`] : []
}

function dateOf(value: string, problems: Problem[]): string | null {
  const date = value === '' ? null : parseDate(value)
  if (value === '') problems.push(problem('no-date', 'no Date header'))
  else if (!date) problems.push(problem('bad-date', `Date cannot be read: ${value.slice(0, 60)}`))
  return date
}

/** The value of the last header of that name, still encoded, unfolded. */
function rawHeader(mail: ParsedMail, name: string): string {
  const line = mail.headerLines.filter((header) => header.key === name).at(-1)
  return line
    ? line.line
        .replace(/^[^:]*:/, '')
        .replace(/\r?\n/g, '')
        .trim()
    : ''
}

function textHeader(headers: Headers, name: string): string {
  const value: unknown = headers.get(name)
  if (typeof value === 'string') return value
  return Array.isArray(value) && typeof value[0] === 'string' ? value[0] : ''
}

function bodyOf(
  mail: ParsedMail,
  problems: Problem[],
  patches: readonly Embedded[],
): { body: string; flowed: boolean } {
  const plain = mail.parts.filter((part) => part.contentType === 'text/plain')
  const written = plain.filter((part) => !isBlank(part.text))
  const texts = written.map((part) => withoutReferences(part.text))
  const html = mail.parts.find((part) => part.contentType === 'text/html' && !isBlank(part.text))
  if (html && texts.every(isListFooter)) {
    problems.push(problem('html-only', 'HTML without a text part; its text was taken'))
    texts.unshift(htmlToText(html.text))
  }
  texts.push(...patches.map(({ bytes }) => undeclaredText(bytes)))
  if (texts.length === 0) problems.push(problem('no-text', 'no text in this message'))
  let body = texts
    .map((text) => text.replace(/\r\n?/g, '\n'))
    .map((text) => (text.endsWith('\n') ? text : `${text}\n`))
    .join('')
  if (body.includes('\0')) {
    problems.push(problem('nul-bytes', 'NUL bytes; each became U+2400'))
    body = body.replaceAll('\0', '\u2400')
  }
  if (ARCHIVED_FROM.test(rawHeader(mail, 'from'))) body = withWholeAddresses(body)
  if (body.includes('-----BEGIN PGP SIGNED MESSAGE-----')) body = withoutDashEscapes(body)
  return { body, flowed: written[0]?.flowed ?? false }
}
