import { between, inlineText, preformatted, unescaped } from './markup.ts'
import { englishTime, percentDecoded, type PageParts } from './page-parts.ts'

const MAIL = /(?=<div[^<>]*\bclass="[^"]*\bpanel\b[^"]*\bmessage\b)/i

/** Patchew: a posting and its answers. Ids are not shown, but for that of the whole series. */
export function patchew(page: string): readonly PageParts[] | null {
  if (!/\bclass="message-author"/.test(page) || !/<pre[^<>]*\bclass="body-full"/.test(page))
    return null
  const blocks = page.split(MAIL).filter((block, i) => i > 0 && /message-author/.test(block))
  // The page of a single patch marks it in the list of all.
  const isHead = !/<li class="active"/.test(page)
  const series = percentDecoded(/href="\/[^"]*?([^"/]+@[^"/]+)\/mbox"/.exec(page)?.[1] ?? '')
  const id = isHead && series !== '' ? series : undefined
  const references = id === undefined ? undefined : [`<${id}>`]
  return blocks.map((block, i) => ({ ...mailIn(block), ...(i === 0 ? { id } : { references }) }))
}

function mailIn(block: string): PageParts {
  const title = between(block, /<h3[^<>]*\bclass="panel-title"[^<>]*>/i, /<\/h3>|<span\b/i)
  const body = between(block, /<pre[^<>]*\bclass="body-full"[^<>]*>/i, /<\/pre>/i)
  const shown = (name: string): string =>
    unescaped(new RegExp(`class="${name}"[^<>]*\\btitle="([^"]*)"`, 'i').exec(block)?.[1] ?? '')
  return {
    subject: inlineText(title ?? ''),
    from: shown('message-author'),
    date: timeOf(shown('(?:message-age|timestamp)')),
    body: preformatted(body ?? ''),
  }
}

/** Seconds, or a date in words. */
function timeOf(text: string): string {
  return /^\d{9,10}(?:\.\d+)?$/.test(text)
    ? new Date(Number(text) * 1000).toUTCString()
    : englishTime(text)
}
