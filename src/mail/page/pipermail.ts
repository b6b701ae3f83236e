import { between, inlineText, textOfPart, unescaped } from './markup.ts'
import { idInReplyLink, type PageParts } from './page-parts.ts'

/** mailman 2: the mail stands between two comments, its id in the address that answers it. */
export function pipermail(page: string): PageParts | null {
  const body = between(page, /<!--\s*beginarticle\s*-->/i, /<!--\s*endarticle\s*-->/i)
  if (body === null) return null
  const head = page.slice(0, page.search(/<!--\s*beginarticle/i))
  const link = /<a\s+href="mailto:([^"]*)"[^>]*>([^]*?)<\/a>/i.exec(head)
  const name = inlineText(/<h1>[^]*?<b>([^]*?)<\/b>/i.exec(head)?.[1])
  return {
    subject: inlineText(/<h1>([^]*?)<\/h1>/i.exec(head)?.[1]),
    from: `${name} <${wholeAddress(inlineText(link?.[2]))}>`,
    date: inlineText(/<i>([^]*?)<\/i>/i.exec(head)?.[1]),
    id: idInReplyLink(unescaped(link?.[1] ?? head)),
    body: textOfPart(body),
  }
}

/** `mira at example.org`, in the language of the list. */
function wholeAddress(text: string): string {
  return text.replace(/^(\S+) (?:at|à|a|an|en|em|no|op|på|w|в) (\S+\.\S+)$/, '$1@$2')
}
