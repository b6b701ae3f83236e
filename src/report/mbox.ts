import type { Person } from '../model/message.ts'
import type { RawReport } from '../model/report/raw.ts'

const ASCII = /^[\x20-\x7e]*$/
/** Bytes of one encoded word (RFC 2047, 2: at most 75 characters with its marks). */
const WORD_BYTES = 45

/**
 * A message as an mbox that `git am` and mail programs read, made from what the store keeps: the
 * headers that tell who, when, to whom and in answer to what, and the decoded text.
 */
export function mboxOf(mail: RawReport): string {
  const { author, to, cc, date, subject, messageId, inReplyTo, references } = mail
  const sent = date === null ? null : new Date(date)
  const headers = [
    ['From', personHeader(author)],
    ['To', to.map(personHeader).join(',\n ')],
    ['Cc', cc.map(personHeader).join(',\n ')],
    ['Subject', encoded(subject)],
    ['Date', sent === null ? '' : sent.toUTCString().replace('GMT', '+0000')],
    ['Message-ID', oneLine(messageId)],
    ['In-Reply-To', inReplyTo.map(oneLine).join(' ')],
    ['References', references.map(oneLine).join('\n ')],
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['Content-Transfer-Encoding', '8bit'],
  ] as const
  const head = headers.filter(([, value]) => value !== '').map(([name, v]) => `${name}: ${v}`)
  const body = mail.lines.map(({ text }) => text.replace(/^(>*From )/, '>$1'))
  return [`From mboxrd@z ${separatorDate(sent)}`, ...head, '', ...body, '', ''].join('\n')
}

/** `Thu Jan  1 00:00:00 1970` */
function separatorDate(date: Date | null): string {
  const [day, number, month, year, time] = (date ?? new Date(0))
    .toUTCString()
    .replace(',', '')
    .split(' ')
  return `${day} ${month} ${String(Number(number)).padStart(2)} ${time} ${year}`
}

function personHeader({ name, address }: Person): string {
  const where = oneLine(address ?? 'unknown@invalid')
  if (name === null) return where
  const isPlain = /^[\w .-]+$/.test(name)
  const shown = isPlain
    ? name
    : ASCII.test(name)
      ? `"${name.replace(/["\\]/g, '\\$&')}"`
      : encoded(name)
  return `${shown} <${where}>`
}

/** A header value in ASCII: encoded words (RFC 2047) where it needs them. */
function encoded(text: string): string {
  const line = oneLine(text)
  if (ASCII.test(line)) return line
  const words: string[] = []
  let word = ''
  for (const character of line) {
    if (Buffer.byteLength(word + character) > WORD_BYTES) {
      words.push(word)
      word = ''
    }
    word += character
  }
  return [...words, word]
    .map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`)
    .join('\n ')
}

/** Nothing that a mail says may begin a header of its own. */
function oneLine(text: string): string {
  return text.replace(/[\x00-\x1f\x7f]+/g, ' ').trim()
}
