import { between, inlineText, preformatted, unescaped } from './markup.ts'
import { percentDecoded, type PageParts } from './page-parts.ts'

/** mod_mbox, the archive of Apache's lists until 2021: a row for each field, hosts hidden. */
export function modMbox(page: string): PageParts | null {
  if (!/<table[^<>]*\bid="msgview"/i.test(page)) return null
  const row = (name: string): string =>
    between(page, new RegExp(`<tr[^<>]*\\bclass="${name}"[^<>]*>`, 'i'), /<\/tr>/i) ?? ''
  const value = (name: string): string =>
    inlineText(between(row(name), /<td[^<>]*\bclass="right"[^<>]*>/i, /<\/td>/i) ?? '')
  const body = between(row('contents'), /<pre[^<>]*>/i, /<\/pre>/i)
  return {
    subject: value('subject'),
    from: value('from'),
    date: value('date'),
    body: body === null ? undefined : preformatted(body),
  }
}

/** SourceForge: a table for each mail, hosts hidden, ids not shown. */
export function sourceForge(page: string): readonly PageParts[] | null {
  if (!/<td[^<>]*\bclass="email_body"|<tr[^<>]*\bclass="email_body"/i.test(page)) return null
  const blocks = page.split(/(?=<tr[^<>]*\bclass="email_header")/i).slice(1)
  return blocks.map((block) => {
    const head = inlineText(between(block, /<small[^<>]*>/i, /<\/small>/i) ?? '')
    const [, from, date] = /^From: (.*) - (\d{4}-\d\d-\d\d \d\d:\d\d.*)$/.exec(head) ?? []
    const body = between(block, /<pre[^<>]*>/i, /<\/pre>/i)
    return {
      subject: inlineText(between(block, /<b>/i, /<\/b>/i) ?? ''),
      from,
      date,
      body: body === null ? undefined : preformatted(body),
    }
  })
}

/** The Atom feed of public-inbox, newest mail first. */
export function atomFeed(page: string): readonly PageParts[] | null {
  if (!/<feed\b[^<>]*"http:\/\/www\.w3\.org\/2005\/Atom"/i.test(page)) return null
  return page
    .split(/(?=<entry\b)/i)
    .slice(1)
    .reverse()
    .map((entry) => {
      const text = (name: string): string =>
        inlineText(new RegExp(`<${name}\\b[^<>]*>([^]*?)</${name}>`, 'i').exec(entry)?.[1])
      const parent = idIn(/<thr:in-reply-to\b[^<>]*\bhref="([^"]*)"/i.exec(entry)?.[1])
      const body = between(entry, /<pre\b[^<>]*>/i, /<\/pre>/i)
      return {
        // What stands in a title is HTML in itself.
        subject: unescaped(text('title')),
        from: `${text('name')} <${text('email')}>`,
        date: text('updated'),
        id: idIn(/<link\b[^<>]*\bhref="([^"]*)"/i.exec(entry)?.[1]),
        inReplyTo: parent === undefined ? [] : [`<${parent}>`],
        body: body === null ? undefined : preformatted(body),
      }
    })
}

/** The id in the address of a mail's own page. */
function idIn(href = ''): string | undefined {
  const id = percentDecoded(unescaped(href).replace(/\/$/, '').split('/').at(-1) ?? '')
  return id.includes('@') ? id : undefined
}
