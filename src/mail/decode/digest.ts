import type { Problem } from '../../model/problem.ts'
import { isBlank } from '../../text/lines.ts'
import type { Embedded } from './attached.ts'
import type { TextPart } from './parsed-mail.ts'

/** The mails of a digest in plain text, and what stands above them. */
interface Digest {
  readonly preamble: string
  /** Each with its header, in UTF-8. */
  readonly mails: readonly string[]
  /** Parts that have no sender, and so are no mails. */
  readonly unread: number
}

/** RFC 1153: 70 hyphens below the preamble, 30 between messages; some programs write a few more. */
const FIRST = /^-{60,80}\s*$/
const BETWEEN = /^-{25,40}\s*$/
const NUMBER = /^Message:? #?\d+\s*$/i
const FIELD = /^[A-Z][\w-]*:(?:\s|$)/i
const FOLDED = /^[ \t]+\S/
const END = /^End of .*(?:Digest|Issue|Vol)/i

/**
 * The mails of a digest in plain text, and the parts of its mail without them; `null` for other
 * mail.
 */
export function plainDigest(
  parts: readonly TextPart[],
): { parts: TextPart[]; embedded: Embedded[]; problems: Problem[] } | null {
  const at = parts.findIndex(({ contentType }) => contentType === 'text/plain')
  const digest = digestIn((parts[at]?.text ?? '').replace(/\r\n?/g, '\n'))
  if (!digest) return null
  const text = `${digest.unread} parts of a digest were not read`
  return {
    parts: parts.map((part, n) => (n === at ? { ...part, text: digest.preamble } : part)),
    embedded: digest.mails.map((mail) => ({ name: '', bytes: Buffer.from(mail), kind: 'mail' })),
    problems: digest.unread === 0 ? [] : [{ kind: 'attachment', text, line: null }],
  }
}

/**
 * Takes a digest in plain text apart (RFC 1153, as mailman 2 writes it); `null` for all other text.
 */
function digestIn(text: string): Digest | null {
  if (!/^-{60,80}[ \t]*$/m.test(text)) return null
  const lines = text.split('\n')
  const first = lines.findIndex((line, n) => FIRST.test(line) && beginsMail(lines, n + 1))
  if (first === -1) return null
  const starts = [first]
  for (let n = first + 1; n < lines.length; n++) {
    if (!BETWEEN.test(lines[n] ?? '') || !isBlank(lines[n - 1])) continue
    const next = nextLine(lines, n + 1)
    if (beginsMail(lines, n + 1) || END.test(lines[next] ?? '') || isFooter(lines, next))
      starts.push(n)
  }
  const parts = starts.map((start, i) => partOf(lines, start + 1, starts[i + 1] ?? lines.length))
  const mails = parts.flatMap((part) => (part.isMail ? [part.text] : []))
  const isEnded = lines.some((line) => END.test(line))
  // One mail alone between rules is more likely a report; a digest says where it ends.
  if (mails.length === 0 || (mails.length === 1 && !isEnded)) return null
  const unread = parts.filter((part) => !part.isMail && !part.isOwn).length
  return { preamble: lines.slice(0, first).join('\n'), mails, unread }
}

function nextLine(lines: readonly string[], n: number): number {
  let next = n
  while (next < lines.length && isBlank(lines[next])) next++
  return next
}

/** Where the header of the mail below line `n` begins: below an empty line and a number. */
function headerAt(lines: readonly string[], n: number): number {
  const next = nextLine(lines, n)
  return NUMBER.test(lines[next] ?? '') ? nextLine(lines, next + 1) : next
}

function beginsMail(lines: readonly string[], n: number): boolean {
  const names = fieldsAt(lines, headerAt(lines, n))
  return names.has('from') && (names.has('subject') || names.has('date'))
}

function isFooter(lines: readonly string[], n: number): boolean {
  return /^Subject: .*\bfooter\b/i.test(lines[n] ?? '')
}

function fieldsAt(lines: readonly string[], n: number): ReadonlySet<string> {
  const names = new Set<string>()
  for (let at = n; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (FIELD.test(line)) names.add(line.slice(0, line.indexOf(':')).toLowerCase())
    else if (!FOLDED.test(line) || names.size === 0) break
  }
  return names
}

interface Part {
  readonly text: string
  readonly isMail: boolean
  /** It is the digest's own: its footer, its end. */
  readonly isOwn: boolean
}

function partOf(lines: readonly string[], start: number, end: number): Part {
  const first = headerAt(lines, start)
  const isMail = beginsMail(lines, start)
  const isOwn = END.test(lines[first] ?? '') || isFooter(lines, first)
  return { text: isMail ? mailText(lines.slice(first, end)) : '', isMail, isOwn }
}

/**
 * The text of a digest has one charset, whatever its mails declared before they were put into it.
 */
function mailText(lines: readonly string[]): string {
  let end = 0
  while (end < lines.length && (FIELD.test(lines[end] ?? '') || FOLDED.test(lines[end] ?? '')))
    end++
  const header = lines
    .slice(0, end)
    .join('\n')
    .split(/\n(?![ \t])/)
  const isFlowed = header.some((field) => /^content-type:[^]*format="?flowed/i.test(field))
  const kept = header.filter((field) => !/^(?:content-|mime-version)/i.test(field))
  const type = `Content-Type: text/plain; charset=utf-8${isFlowed ? '; format=flowed' : ''}`
  return `${kept.join('\n')}\n${type}\n\n${lines.slice(end).join('\n').trim()}\n`
}
