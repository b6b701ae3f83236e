import { messageIds } from '../../text/message-ids.ts'
import { decodedWords } from '../decode/person.ts'
import { between, inlineText, preformatted } from './markup.ts'
import { englishTime, type PageParts } from './page-parts.ts'

const HEADERS = /<div[^<>]*\bid="patch-?headers"[^<>]*>/i
/** A mail on the page: the patch itself, then what was answered. */
const BLOCK = /(?=<div[^<>]*\bclass="(?:submission-message|comment)"[^<>]*>)/i
const CONTENT = /<pre[^<>]*\bclass="content"[^<>]*>/i
const PATCH = /<div[^<>]*\bid="patch"[^<>]*>/i

/** Patchwork: a patch or cover with its header, its diff apart, and the comments below. */
export function patchwork(page: string): readonly PageParts[] | null {
  const header = between(page, HEADERS, /<\/div>/i)
  if (header === null) return null
  const fields = fieldsOf(preformatted(between(header, /<pre\b[^<>]*>/i, /<\/pre>/i) ?? ''))
  const [, own, ...others] = page.split(BLOCK)
  const diff = contentIn(page.split(PATCH)[1])
  const id = messageIds(fields.get('message-id') ?? '')[0]
  const subject = decodedWords(fields.get('subject') ?? '')
  const patch: PageParts = {
    subject,
    from: fields.get('from'),
    date: fields.get('date'),
    id: id?.slice(1, -1),
    references: messageIds(fields.get('references') ?? ''),
    inReplyTo: messageIds(fields.get('in-reply-to') ?? ''),
    body: `${contentIn(own)}\n\n${diff}`,
  }
  return [patch, ...others.map((block) => commentIn(block, subject, id))]
}

/** An answer; its id is not shown, and what it answers is the patch or another answer to it. */
function commentIn(block: string, subject: string, id: string | undefined): PageParts {
  const meta = between(block, /<div[^<>]*\bclass="meta"[^<>]*>/i, /<pre\b/i) ?? ''
  const [who = '', when = ''] = meta.split(/<span[^<>]*\bclass="message-date"[^<>]*>/i)
  const date = inlineText(when).split('|')[0] ?? ''
  return {
    subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`,
    from: inlineText(who),
    date: englishTime(date),
    references: id === undefined ? undefined : [id],
    body: contentIn(block),
  }
}

function contentIn(html: string | undefined): string {
  return preformatted(between(html ?? '', CONTENT, /<\/pre>/i) ?? '').replace(/^\n+|\s+$/g, '')
}

function fieldsOf(header: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const field of header.trim().split(/\n(?![ \t])/)) {
    const m = /^([\w-]+):\s*([^]*)$/.exec(field)
    if (m?.[1]) fields.set(m[1].toLowerCase(), (m[2] ?? '').replace(/\n\s*/g, ' '))
  }
  return fields
}
