import { between, inlineText, textOfPart, unescaped } from './markup.ts'
import { messageIds } from '../../text/message-ids.ts'
import { withWholeAddresses } from '../../text/obfuscated.ts'
import { idIn, type PageParts } from './page-parts.ts'

/**
 * MHonArc, which also makes mail-archive.com, spinics.net and the archives of many projects: fields
 * in comments, a head as a list or a table, the body between two comments. Where a site drops the
 * comments, its own names of things are read.
 */
export function mhonarc(page: string): PageParts | null {
  const field = (name: string): string | undefined => {
    const value = new RegExp(`<!--\\s*X-${name}: ([^]*?) ?-->`).exec(page)?.[1]
    return value === undefined ? undefined : unescaped(value)
  }
  const body = bodyOf(page)
  if (
    body === null ||
    !/<!--\s*(?:X-Subject|X-Message-Id|X-Date|MHonArc|X-Body-of-Message)|MHonArc/.test(page)
  )
    return null
  const shown = shownFields(page)
  const references = [...page.matchAll(/<!--\s*X-Reference: ([^]*?) ?-->/g)]
  return {
    subject:
      field('Subject') ??
      shown.get('subject') ??
      inlineText(/<h1[^<>]*>([^]*?)<\/h1>/i.exec(page)?.[1]),
    from: senderOf(wholeIn(shown.get('from')), field('From-R13') ?? field('From')),
    date: shown.get('date') ?? field('Date'),
    id: bare(field('Message-Id') ?? idInForm(page)),
    references: references.map(([, id]) => `<${bare(unescaped(id ?? '')) ?? ''}>`),
    body: textOfPart(withoutAttachments(body)),
  }
}

/** An id without its brackets, its address made whole where the site hides addresses. */
function bare(id: string | undefined): string | undefined {
  return id === undefined
    ? undefined
    : withWholeAddresses(`<${id.replace(/^<|>$/g, '')}>`).slice(1, -1)
}

function wholeIn(text: string | undefined): string | undefined {
  return text === undefined ? undefined : withWholeAddresses(text)
}

/** A site that drops all comments: the list of fields, a rule, the text, a rule. */
export function mhonarcWithoutComments(page: string): PageParts | null {
  const begin = page.search(/<pre\b/i)
  if (begin === -1) return null
  const shown = shownFields(page.slice(0, begin))
  if (!shown.has('from') || !shown.has('date')) return null
  const rest = page.slice(begin).split(/<hr\b|<table\b|<!--/i, 1)[0] ?? ''
  const end = rest.toLowerCase().lastIndexOf('</pre>')
  const body = end === -1 ? rest : rest.slice(0, end)
  const ids = (name: string): string[] => messageIds(shown.get(name) ?? '')
  return {
    subject: shown.get('subject') ?? inlineText(/<h1[^<>]*>([^]*?)<\/h1>/i.exec(page)?.[1]),
    from: senderOf(withWholeAddresses(shown.get('from') ?? ''), undefined),
    date: shown.get('date'),
    id: idIn(shown.get('message-id') ?? ''),
    inReplyTo: ids('in-reply-to'),
    references: ids('references'),
    body: textOfPart(withoutAttachments(body)),
  }
}

/** mail-archive.com has the id where it can be answered. */
function idInForm(page: string): string | undefined {
  const value = /<input[^<>]*name="msgid"[^<>]*value="([^"]*@[^"]*)"/i.exec(page)?.[1]
  return value === undefined ? undefined : unescaped(value)
}

function withoutAttachments(body: string): string {
  return body.replace(
    /<p>\s*(?:<(?:strong|b|tt)>\s*)*Attachment\s*:[^]*?(?:<\/p>|(?=<pre|<p>)|$)/gi,
    '',
  )
}

/** mail-archive.com leaves the second comment out. */
const BODY_END =
  /<!--\s*X-Body-of-Message-End\s*-->|(?:<\/div>\s*)?<div[^<>]*class="msg(?:Buttons|Link|Nav)/i

function bodyOf(page: string): string | null {
  return (
    between(page, /<!--\s*X-Body-of-Message\s*-->/, BODY_END) ??
    between(page, /<div[^<>]*(?:itemprop="articleBody"|class="msgBody")[^<>]*>/i, BODY_END)
  )
}

/** The fields of the head that readers see: `<em>From</em>: value`, cells of a table, or spans. */
function shownFields(page: string): ReadonlyMap<string, string> {
  const end = page.search(
    /<!--\s*X-(?:Head-of-Message-End|Body-of-Message)\s*-->|itemprop="articleBody"/,
  )
  const head = page.slice(0, end === -1 ? 8000 : end)
  const fields = new Map<string, string>()
  const labelled =
    /<(em|strong|b|i|td|th)\b[^<>]*>\s*(?:<\w+>)?(From|Date|Subject|Sender|Message-ID|In-Reply-To|References)\s*:?\s*(?:<\/\w+>\s*)+:?\s*([^]*?)(?=<\/(?:li|tr|dd|p)>|<li\b|<br|\n\s*\n)/gi
  for (const [, , name = '', value] of head.matchAll(labelled))
    if (!fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), inlineText(value))
  const spans = /<span[^<>]*class="(subject|sender|date)\b[^"]*"[^<>]*>([^]*?)<\/span>/gi
  for (const [, name = '', value] of head.matchAll(spans)) {
    const key = name.toLowerCase() === 'sender' ? 'from' : name.toLowerCase()
    if (!fields.has(key)) fields.set(key, inlineText(value))
  }
  return fields
}

/** The name as readers see it, the address as the comment hides it. */
function senderOf(shown: string | undefined, hidden: string | undefined): string | undefined {
  const address = hidden === undefined ? undefined : /[^\s<>]+@[^\s<>]+/.exec(plain(hidden))?.[0]
  if (shown === undefined) return hidden === undefined ? undefined : plain(hidden)
  if (/[^\s<>]+@[^\s<>]+\.\w/.test(shown) && !/@x+/.test(shown)) return shown
  return `${shown.replace(/<[^<>]*>|&lt;.*/g, '')} <${address ?? ''}>`
}

const TURNED = '@ABCDEFGHIJKLMNOPQRSTUVWXYZ['
const PLAIN = 'NOPQRSTUVWXYZ[@ABCDEFGHIJKLM'

/** MHonArc turns `@` with the capital letters; sites that turn letters alone leave it. */
function plain(hidden: string): string {
  const keepsAt = hidden.includes('@')
  return hidden.replace(/[@-[a-z]/g, (c) => {
    if (c >= 'a') return String.fromCharCode(((c.charCodeAt(0) - 97 + 13) % 26) + 97)
    if (!keepsAt) return TURNED[PLAIN.indexOf(c)] ?? c
    return c >= 'A' && c <= 'Z' ? String.fromCharCode(((c.charCodeAt(0) - 65 + 13) % 26) + 65) : c
  })
}
