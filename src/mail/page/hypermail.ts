import { between, inlineText, textOfPart, unescaped } from './markup.ts'
import type { PageParts } from './page-parts.ts'

/** hypermail: fields in comments, the body between two of them. */
export function hypermail(page: string): PageParts | null {
  const field = (name: string): string | undefined => {
    const value = new RegExp(`<!--\\s*${name}="([^]*?)"\\s*-->`).exec(page)?.[1]
    return value === undefined ? undefined : unescaped(value)
  }
  const body = between(page, /<!--\s*body="start"\s*-->/, /<!--\s*body="end"\s*-->/)
  if (body === null) return null
  const parent = wholeAddress(field('inreplyto'))
  const name = field('name')
  return {
    subject: field('subject') ?? inlineText(/<h1[^<>]*>([^]*?)<\/h1>/i.exec(page)?.[1]),
    from: name === undefined ? undefined : `${name} <${wholeAddress(field('email'))}>`,
    date: field('sent') ?? field('isosent') ?? field('received'),
    id: wholeAddress(field('id')) || undefined,
    references: parent.includes('@') ? [`<${parent}>`] : undefined,
    body: textOfPart(body.replace(OWN, '')),
  }
}

/** What hypermail itself writes between the two marks: the fields once more, when it came. */
const OWN = /<span id="received">[^]*?<\/span>|<address class="headers">[^]*?<\/address>/gi

/** `mira_at_example.org`; a host that is `[hidden]` makes no address. */
function wholeAddress(text = ''): string {
  return text.includes('@')
    ? text
    : text.replace(/_at_(?=[^_\s]*$)/, '@').replace(/.*\[hidden\]/, '')
}
