import { between, inlineText, preformatted, textOfPart, unescaped } from './markup.ts'
import { englishTime, idInReplyLink, type PageParts } from './page-parts.ts'

const BODY = /<div[^<>]*class="[^"]*\bemail-body\b[^"]*"[^<>]*>/i
const BODY_END = /<div[^<>]*class="[^"]*\b(?:email-info|attachments|email-footer|row|btn)\b/i
const HEADER = /(?=<div[^<>]*class="[^"]*\bemail-header\b)/i

/** "Sender's time: March 4, 2025, 9 a.m.", in the language of the archive. */
const TIME = /title="(?:Sender(?:'|&#0?39;)s time|[^":：]*)\s*[:：] ?([^"]*\d{4}[^"]*)"/i

/** mailman 3: a mail, or a thread with all that was loaded of it. */
export function hyperKitty(page: string): readonly PageParts[] | null {
  if (!BODY.test(page)) return null
  const title = inlineText(/<h1[^<>]*>([^]*?)<\/h1>/i.exec(page)?.[1])
  const blocks = page.split(HEADER).filter((block) => BODY.test(block))
  const mails = (blocks.length > 1 ? blocks : [page]).map((block) => mailIn(block, title))
  const first = mails[0]?.id
  // Which mail answers which is drawn with pictures; that all of them belong together is sure.
  const references = first === undefined ? undefined : [`<${first}>`]
  return mails.map((mail, i) => (i === 0 ? mail : { ...mail, references }))
}

function mailIn(block: string, title: string): PageParts {
  const author = between(block, /<div[^<>]*class="[^"]*\bemail-author\b[^"]*"[^<>]*>/i, /<\/div>/i)
  const sender = /title="See the profile for ([^"{]*)"/i.exec(author ?? '')?.[1]
  const dated = between(block, /<div[^<>]*class="[^"]*\bemail-date\b/i, BODY) ?? block
  const time = TIME.exec(dated)?.[1]
  const own = /<a\b[^<>]*title="([^"]*)"[^<>]*>\s*permalink\s*<\/a>/i.exec(block)?.[1]
  return {
    subject: own === undefined ? title : unescaped(own),
    from: inlineText(sender ?? author ?? ''),
    date: time === undefined ? undefined : englishTime(unescaped(time)),
    id: idInReplyLink(unescaped(block)),
    body: bodyText(between(block, BODY, BODY_END) ?? ''),
  }
}

/**
 * Older pages show text as it is, and hide quotes behind a switch; newer ones make Markdown of it.
 */
function bodyText(html: string): string {
  const text = html
    .replace(/<div[^<>]*class="[^"]*\bquoted-switch\b[^]*?<\/div>/gi, '')
    .replace(/(?:<\/div>\s*)+$/, '')
  if (!/<(?:p|pre|br|blockquote)\b/i.test(text)) return preformatted(text)
  return textOfPart(
    text.replace(
      /<div[^<>]*class="[^"]*\bquoted-text\b[^"]*"[^<>]*>([^]*?)<\/div>/gi,
      '<pre>$1</pre>',
    ),
  )
}
