import { messageIds } from '../../text/message-ids.ts'
import { between, inlineText, preformatted, textOfPart, unescaped } from './markup.ts'
import type { PageParts } from './page-parts.ts'

/** lists.sr.ht: all mails of a thread, each with its id below "Details". */
export function sourcehut(page: string): readonly PageParts[] | null {
  if (!/<pre[^<>]*\bclass="message-body"/i.test(page)) return null
  const title = inlineText(/<h3[^<>]*>([^]*?)<\/h3>/i.exec(page)?.[1])
  const blocks = page.split(/(?=<div[^<>]*\bclass="message-header"[^<>]*>)/i).slice(1)
  return blocks.map((block, i) => {
    const ids = (name: string): string[] => messageIds(definitionIn(block, name))
    const date = between(block, /<div[^<>]*\bclass="date"[^<>]*>/i, /<\/div>/i) ?? ''
    return {
      subject: i === 0 ? title : `Re: ${title.replace(/^re:\s*/i, '')}`,
      from: inlineText(between(block, /<div[^<>]*\bclass="from"[^<>]*>/i, /<\/div>/i) ?? ''),
      date: /title="([^"]*\d{4}[^"]*)"/i.exec(date)?.[1] ?? inlineText(date),
      id: ids('Message ID')[0]?.slice(1, -1),
      inReplyTo: ids('In-Reply-To'),
      body: preformatted(
        between(block, /<pre[^<>]*\bclass="message-body"[^<>]*>/i, /<\/pre>/i) ?? '',
      ),
    }
  })
}

function definitionIn(block: string, name: string): string {
  return inlineText(new RegExp(`<dt>${name}</dt>([^]*?)</dd>`, 'i').exec(block)?.[1])
}

/** The archive of the IETF: the mail's own header, shown on demand, and its text. */
export function ietf(page: string): PageParts | null {
  const field = (id: string): string =>
    inlineText(new RegExp(`<span[^<>]*\\bid="${id}"[^<>]*>([^]*?)</span>`, 'i').exec(page)?.[1])
  const head = between(page, /<div[^<>]*\bid="msg-header"[^<>]*>/i, /<\/div>/i)
  const body = between(page, /<div[^<>]*\bclass="msg-payload"[^<>]*>/i, /<\/div>/i)
  if (head === null || body === null) return null
  const shown = preformatted(head)
  const ids = (name: string): string[] =>
    messageIds(new RegExp(`^\\s*${name}:(.*)$`, 'im').exec(shown)?.[1] ?? '')
  return {
    subject: inlineText(/<h3[^<>]*>([^]*?)<\/h3>/i.exec(page)?.[1]),
    from: field('msg-from'),
    date: field('msg-date'),
    id: ids('Message-ID')[0]?.slice(1, -1),
    references: ids('References'),
    inReplyTo: ids('In-Reply-To'),
    body: textOfPart(body),
  }
}

/** groups.io: the time stands in a script, in billionths of a second; ids and hosts are hidden. */
export function groupsIo(page: string): readonly PageParts[] | null {
  const title = inlineText(/<title[^<>]*>([^]*?)<\/title>/i.exec(page)?.[1])
  if (!/\bgroups\.io\b/i.test(title) || !title.includes('|')) return null
  const subject = title.slice(title.indexOf('|') + 1).trim()
  const blocks = page.split(/(?=<span[^<>]*\bclass="[^"]*\bthumb-username\b)/i).slice(1)
  return blocks.map((block) => {
    const time = /DisplayShortTime\((\d{10})\d{9}\b/.exec(block)?.[1]
    const body = between(block, /<div[^<>]*\bclass="[^"]*\bforcebreak\b[^<>]*>/i, /<\/div>/i)
    return {
      subject,
      from: inlineText(/^<span[^<>]*>([^]*?)<\/span>/i.exec(block)?.[1]),
      date: time === undefined ? undefined : new Date(Number(time) * 1000).toUTCString(),
      body: /<(?:p|blockquote)\b/i.test(body ?? '') ? textOfPart(body ?? '') : lines(body ?? ''),
    }
  })
}

function lines(html: string): string {
  return unescaped(preformatted(html.replace(/<br\s*\/?>\s*/gi, '\n')))
}
