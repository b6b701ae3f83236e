import type { Message } from '../../model/message.ts'
import type { Problem } from '../../model/problem.ts'
import { parseDate } from '../../text/dates.ts'
import { collapse, isBlank } from '../../text/lines.ts'
import { messageIds } from '../../text/message-ids.ts'
import { fingerprintOf, madeId } from './identity.ts'
import { htmlToText } from './html.ts'
import { headOf } from './page-head.ts'

/** A saved archive page, text or HTML, as a message. Its white space is taken as collapsed. */
export function decodePage(page: string): Message {
  const isHtml = /^\s*</.test(page)
  const marks = isHtml ? pageMarks(page) : {}
  const lines = (isHtml ? htmlToText(bodyOfPage(page)) : page).replace(/\r\n?/g, '\n').split('\n')
  const head = headOf(lines) ?? { fields: new Map<string, string>(), end: 0 }
  const field = (name: string): string => head.fields.get(name) ?? ''
  const problems: Problem[] = []
  const subject = collapse(marks.subject ?? field('subject'))
  const from = personOf(field('from'))
  const body = bodyAfter(lines, head.end)
  const date = parseDate(marks.date ?? field('date'))
  if (!date)
    problems.push({ kind: 'bad-date', text: `Date cannot be read: ${field('date')}`, line: null })
  const fingerprint = fingerprintOf(from, subject, body)
  const id = marks.id ?? messageIds(field('message-id'))[0]
  return {
    id: id ?? madeId(fingerprint),
    idIsMade: id === undefined,
    subject,
    from,
    to: [],
    cc: [],
    date,
    inReplyTo: messageIds(field('in-reply-to')),
    references: marks.references ?? messageIds(field('references')),
    listIds: [],
    body,
    flowed: false,
    collapsed: true,
    fingerprint,
    problems,
  }
}

function bodyAfter(lines: readonly string[], start: number): string {
  let first = start
  while (first < lines.length && isBlank(lines[first])) first++
  return `${lines.slice(first).join('\n').trimEnd().replaceAll('\0', '\u2400')}\n`
}

function personOf(value: string): { name: string | null; address: string | null } {
  const address = /<?([^\s<>()]+@[^\s<>()]+)>?/.exec(value)
  const name = value.replace(address?.[0] ?? '', '').replace(/["()]/g, '')
  return { name: collapse(name) || null, address: address?.[1]?.toLowerCase() ?? null }
}

interface PageMarks {
  id?: string
  subject?: string
  date?: string
  references?: string[]
}

/** What MHonArc and hypermail note in comments of their pages. */
function pageMarks(html: string): PageMarks {
  const mhonarc = (name: string): string | undefined =>
    new RegExp(`<!--X-${name}: (.*?) -->`).exec(html)?.[1]
  const hypermail = (name: string): string | undefined =>
    new RegExp(`<!-- ${name}="(.*?)" -->`).exec(html)?.[1]
  const marks: PageMarks = {}
  const id = unescapeMark(mhonarc('Message-Id') ?? hypermail('id') ?? '')
  if (id.includes('@')) marks.id = `<${id.replace(/^<|>$/g, '')}>`
  const refs = [...html.matchAll(/<!--X-Reference: (.*?) -->/g)].map(
    (m) => `<${unescapeMark(m[1] ?? '')}>`,
  )
  const parent = unescapeMark(hypermail('inreplyto') ?? '')
  if (parent.includes('@')) refs.push(`<${parent}>`)
  if (refs.length > 0) marks.references = refs
  const date = mhonarc('Date') ?? hypermail('sent')
  if (date) marks.date = unescapeMark(date)
  return marks
}

function unescapeMark(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }
  return text
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) =>
      String.fromCharCode(parseInt(code, hex ? 16 : 10)),
    )
    .replace(/&(lt|gt|amp|quot);/g, (_, name: string) => named[name] ?? '')
    .replaceAll('&#45;', '-')
}

/** Between the marks of hypermail and MHonArc, else all of it. */
function bodyOfPage(html: string): string {
  const end = html.search(/<!-- body="end" -->|<!--X-Body-of-Message-End-->/)
  return end > 0 ? html.slice(0, end) : html
}
