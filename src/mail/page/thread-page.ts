import { preformatted } from './markup.ts'
import { percentDecoded, type PageParts } from './page-parts.ts'
import { withoutAttachmentNotes } from './preformatted-mail.ts'

/*
 * public-inbox, `T/` and `t/`: all mails of a thread on one page, each below a head of its own,
 *
 *   * subject
 *     time parent's subject, with a link to it
 *   @ time ` name
 *     0 siblings, 1 reply; 2+ messages in thread
 *   From: name @ time UTC (permalink / raw)
 *     To: names; +Cc: names
 *
 * and above a line of links that begins with `^`.
 */

/** Marks that stand for links while the page is text: characters that no mail has. */
const ID = '\ue000'
const ANCHOR = '\ue001'
const TARGET = '\ue002'

const FROM = new RegExp(
  `^From: (.+) @ (\\d{4}-\\d\\d-\\d\\d +\\d{1,2}:\\d\\d) UTC \\(permalink(?:${ID}(.*?)${ID})?`,
)
const SUBJECT = new RegExp(`^(?:${TARGET}(.*?)${TARGET})?\\* (.*)$`)
const AT = /^@ \d{4}-\d\d-\d\d +\d{1,2}:\d\d (?:( *)`)?/
const LINK = new RegExp(`${ANCHOR}(.*?)${ANCHOR}`)
/** A link that stands in a body or a subject tells nothing there. */
const MARKS = new RegExp(`([${ID}${ANCHOR}${TARGET}]).*?\\1`, 'g')
const END = /^\^ (?:permalink|raw)\b/
/** Lines of a head above `From:` are few, even where a mail has many siblings. */
const LONGEST_HEAD = 40

/** What is read of one mail, before it is known which mails the page has. */
interface Entry {
  readonly parts: PageParts
  readonly anchor: string | undefined
  readonly parent: string | undefined
  readonly level: number
}

/** The mails of a page of a whole thread; `null` for other pages. */
export function threadPage(page: string): readonly PageParts[] | null {
  if (!/^(?:<[^<>]*>)*From: .* @ \d{4}-\d\d-\d\d .*UTC/m.test(page)) return null
  const lines = withMarks(page).split('\n')
  const heads = lines.flatMap((line, n) => (FROM.test(line) ? [n] : []))
  const entries = heads.map((n, i) => entryAt(lines, n, heads[i - 1] ?? -1, heads[i + 1]))
  return entries.map((entry, i) => {
    const id = parentOf(entry, entries, i)?.parts.id
    return id === undefined ? entry.parts : { ...entry.parts, inReplyTo: [`<${id}>`] }
  })
}

/** The page as text, links that tell something kept as marks. */
function withMarks(page: string): string {
  const marked = page
    .replace(
      /<a\s+href="([^"]*)"[^<>]*>permalink<\/a>/g,
      (_, href: string) => `permalink${ID}${idIn(href)}${ID}`,
    )
    .replace(/<a\s+href="?#[^\s>]*\s+id="?(m[^\s">]*)"?>/g, `${TARGET}$1${TARGET}`)
    .replace(/<a\s+href="?#(m[^\s">]*)"?>/g, `${ANCHOR}$1${ANCHOR}`)
    .replace(/<\/?(?:pre|hr|ul|li)\b[^<>]*>/gi, '\n')
  return preformatted(marked)
}

/** The Message-ID in the address of a mail's own page. */
function idIn(href: string): string {
  const id = percentDecoded(href.replace(/\/$/, '').split('/').at(-1) ?? '')
  return id.includes('@') ? id : ''
}

/** The mail whose `From:` is line `n`; those before and behind it begin at `above` and `below`. */
function entryAt(lines: readonly string[], n: number, above: number, below?: number): Entry {
  const [, from, date, id] = FROM.exec(lines[n] ?? '') ?? []
  const top = Math.max(above + 1, n - LONGEST_HEAD)
  let first = n - 1
  while (first >= top && !SUBJECT.test(lines[first] ?? '')) first--
  const [, anchor, subject] = SUBJECT.exec(lines[first] ?? '') ?? []
  const head = first < top ? [] : lines.slice(first + 1, n)
  const at = head.findIndex((line) => AT.test(line))
  const [, indent] = AT.exec(head[at] ?? '') ?? []
  const parent = head.slice(0, Math.max(at, 0)).map((line) => LINK.exec(line)?.[1])
  const begin = bodyStart(lines, n + 1)
  const limit = below === undefined ? lines.length : startOfHead(lines, below, begin)
  const end = lines.findIndex((line, i) => i >= begin && i < limit && END.test(line))
  const body = lines.slice(begin, end === -1 ? limit : end)
  return {
    parts: {
      subject: subject?.replace(MARKS, ''),
      from,
      date,
      id: id || undefined,
      body: withoutAttachmentNotes(body).join('\n').replace(MARKS, ''),
    },
    anchor,
    parent: parent.find((link) => link !== undefined),
    level: indent === undefined ? 0 : indent.length / 2 + 1,
  }
}

/** To whom the mail went stands above the body, over several lines. */
function bodyStart(lines: readonly string[], n: number): number {
  let first = n
  while (/^ {2}(?:To|Cc|\+Cc): |^\t\S|^In-Reply-To: /.test(lines[first] ?? '')) first++
  return first
}

function startOfHead(lines: readonly string[], from: number, top: number): number {
  for (let n = from - 1; n >= Math.max(top, from - LONGEST_HEAD); n--)
    if (SUBJECT.test(lines[n] ?? '')) return n
  return from
}

/** By the link to it, else by where the mail stands in the tree. */
function parentOf(entry: Entry, entries: readonly Entry[], i: number): Entry | undefined {
  if (entry.parent !== undefined) return entries.find(({ anchor }) => anchor === entry.parent)
  if (entry.level === 0) return undefined
  return entries.slice(0, i).findLast(({ level }) => level === entry.level - 1)
}
