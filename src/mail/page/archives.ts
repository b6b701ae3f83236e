import { messageIds } from '../../text/message-ids.ts'
import { wholeMarcAddresses } from '../../text/obfuscated.ts'
import { between, inlineText, preformatted, textOfPart, unescaped } from './markup.ts'
import { mhonarc } from './mhonarc.ts'
import { headOf } from './page-head.ts'
import type { PageParts, PageReader } from './page-parts.ts'

/**
 * Archives whose pages are known, each told by marks of its own. The first that knows a page reads
 * it.
 */
export const ARCHIVES: readonly (readonly [name: string, PageReader])[] = [
  ['public-inbox, a thread', threadPage],
  ['pipermail', pipermail],
  ['hypermail', hypermail],
  ['MHonArc', mhonarc],
  ['HyperKitty', hyperKitty],
  ['lkml.org', lkml],
  ['marc.info', marc],
  ['public-inbox, openwall: a header in preformatted text', preformattedMail],
]

/** `T/` and `t/` pages hold many mails without their headers: the mailbox beside them has all. */
function threadPage(page: string): null {
  const heads = page.match(/^(?:<[^<>]*>)*From: .* @ \d{4}-\d\d-\d\d .*UTC/gm) ?? []
  if (heads.length === 0) return null
  throw new Error('a page of a whole thread; save its t.mbox.gz instead')
}

/** mailman 2: the mail stands between two comments, its id in the address that answers it. */
function pipermail(page: string): PageParts | null {
  const body = between(page, /<!--\s*beginarticle\s*-->/i, /<!--\s*endarticle\s*-->/i)
  if (body === null) return null
  const head = page.slice(0, page.search(/<!--\s*beginarticle/i))
  const link = /<a\s+href="mailto:([^"]*)"[^>]*>([^]*?)<\/a>/i.exec(head)
  const name = inlineText(/<h1>[^]*?<b>([^]*?)<\/b>/i.exec(head)?.[1])
  const id = /in-reply-to=([^&"]+)/i.exec(unescaped(link?.[1] ?? head))?.[1]
  return {
    subject: inlineText(/<h1>([^]*?)<\/h1>/i.exec(head)?.[1]),
    from: `${name} <${inlineText(link?.[2]).replace(' at ', '@')}>`,
    date: inlineText(/<i>([^]*?)<\/i>/i.exec(head)?.[1]),
    id: id === undefined ? undefined : percentDecoded(id).replace(/^<|>$/g, ''),
    body: textOfPart(body),
  }
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** hypermail: fields in comments, the body between two of them. */
function hypermail(page: string): PageParts | null {
  const field = (name: string): string | undefined => {
    const value = new RegExp(`<!--\\s*${name}="([^]*?)"\\s*-->`).exec(page)?.[1]
    return value === undefined ? undefined : unescaped(value)
  }
  const body = between(page, /<!--\s*body="start"\s*-->/, /<!--\s*body="end"\s*-->/)
  if (body === null) return null
  const parent = field('inreplyto')
  return {
    subject: field('subject') ?? inlineText(/<h1[^<>]*>([^]*?)<\/h1>/i.exec(page)?.[1]),
    from:
      field('name') === undefined ? undefined : `${field('name') ?? ''} <${field('email') ?? ''}>`,
    date: field('sent') ?? field('isosent') ?? field('received'),
    id: field('id'),
    references: parent?.includes('@') ? [`<${parent}>`] : undefined,
    body: textOfPart(body),
  }
}

/** mailman 3. */
function hyperKitty(page: string): PageParts | null {
  const body = between(
    page,
    /<div[^<>]*class="[^"]*\bemail-body\b[^"]*"[^<>]*>/i,
    /<div[^<>]*class="[^"]*\b(?:email-info|attachments|email-footer|row|btn)\b/i,
  )
  if (body === null) return null
  const author = between(page, /<div[^<>]*class="[^"]*\bemail-author\b[^"]*"[^<>]*>/i, /<\/div>/i)
  const sender = /title="See the profile for ([^"]*)"/i.exec(author ?? '')?.[1]
  const time = /title="(?:Sender's time|[^"]*?time): ([^"]*)"/i.exec(page)?.[1]
  const id =
    /(?:in-reply-to=|\bmessage-id:?\s*(?:&lt;|<|%3C))([^&"<>]+@[^&"<>]+?)(?:&gt;|>|%3E|[&"])/i.exec(
      page,
    )?.[1]
  return {
    subject: inlineText(/<h1[^<>]*>([^]*?)<\/h1>/i.exec(page)?.[1]),
    from: inlineText(sender ?? author ?? ''),
    date: time === undefined ? undefined : englishTime(unescaped(time)),
    id: id === undefined ? undefined : percentDecoded(id),
    body: textOfPart(body.replace(/<\/div>\s*$/, '')),
  }
}

/** Django's dates: "March 4, 2025 9 a.m.", "noon", "midnight". */
function englishTime(text: string): string {
  return text
    .replace(/\bnoon\b/, '12:00 PM')
    .replace(/\bmidnight\b/, '12:00 AM')
    .replace(/(\d)\s*([ap])\.m\./i, '$1 $2m')
    .replace(/(?<![:\d])(\d{1,2}) ([ap]m)/i, '$1:00 $2')
}

function lkml(page: string): PageParts | null {
  const field = (name: string): string | undefined => {
    const cell = new RegExp(`<td[^<>]*itemprop="${name}"[^<>]*>([^]*?)</td>`, 'i').exec(page)?.[1]
    return cell === undefined ? undefined : inlineText(cell)
  }
  const body = between(page, /<pre[^<>]*itemprop="articleBody"[^<>]*>/i, /<\/pre>/i)
  if (body === null) return null
  return {
    subject: field('name'),
    from: field('author'),
    date: field('datePublished'),
    body: preformatted(body),
  }
}

const MARC_LINK = /^\s*\[(?:prev|next|download|attachment) .*\]|^Configure \| About \| /i

/**
 * marc.info, as HTML or as text: addresses as `x () example ! org`, links of its own around the
 * text.
 */
function marc(page: string): PageParts | null {
  const isHtml = /^\s*</.test(page)
  const lines = wholeMarcAddresses(isHtml ? preformatted(page) : page).split('\n')
  const start = lines.findIndex((line) => /^\s*List:\s+\S/.test(line))
  if (start === -1 || !/\(\) \S+ ! |marc\.info/i.test(preformatted(page))) return null
  const field = (name: string): string | undefined =>
    lines
      .slice(start, start + 12)
      .find((line) => line.trim().startsWith(`${name}:`))
      ?.replace(/^[^:]*:\s*/, '')
  const first = lines.findIndex((line, i) => i > start && line.trim() === '')
  const rest = lines.slice(first)
  const end = rest.findIndex((line) => /^\s*\[prev in list\]/.test(line))
  const body = (end === -1 ? rest : rest.slice(0, end)).filter((line) => !MARC_LINK.test(line))
  return {
    subject: field('Subject'),
    from: field('From'),
    date: field('Date'),
    id: field('Message-ID')?.replace(/^<|>$/g, '').trim(),
    body: body.join('\n'),
  }
}

/** A header and a body in preformatted text, as public-inbox and openwall show them. */
function preformattedMail(page: string): PageParts | null {
  if (!/^\s*</.test(page)) return null
  for (const [, inner = ''] of page.matchAll(/<pre\b[^<>]*>([^]*?)(?:<\/pre>|$)/gi)) {
    const lines = preformatted(inner).split('\n')
    const head = headOf(lines)
    if (!head) continue
    const field = (name: string): string | undefined => head.fields.get(name)
    return {
      subject: field('subject'),
      from: field('from'),
      date: field('date')?.replace(/\s*\[.*$/, ''),
      id: messageIds(field('message-id') ?? '')[0]?.slice(1, -1),
      references: messageIds(field('references') ?? ''),
      inReplyTo: messageIds(field('in-reply-to') ?? ''),
      body: lines.slice(head.end).join('\n'),
    }
  }
  return null
}
