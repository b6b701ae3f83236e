import { hyperKitty } from './hyperkitty.ts'
import { hypermail } from './hypermail.ts'
import { marc } from './marc.ts'
import { mhonarc, mhonarcWithoutComments } from './mhonarc.ts'
import { inlineText, preformatted } from './markup.ts'
import { between } from './markup.ts'
import type { PageParts, PageReader } from './page-parts.ts'
import { patchew } from './patchew.ts'
import { patchwork } from './patchwork.ts'
import { pipermail } from './pipermail.ts'
import { preformattedMail } from './preformatted-mail.ts'
import { groupsIo, ietf, sourcehut } from './sites.ts'
import { atomFeed, modMbox, sourceForge } from './tables.ts'
import { threadPage } from './thread-page.ts'

/**
 * Archives whose pages are known, each told by marks of its own. The first that knows a page reads
 * it.
 */
export const ARCHIVES: readonly (readonly [name: string, PageReader])[] = [
  ['public-inbox, a feed', atomFeed],
  ['public-inbox, a thread', threadPage],
  ['pipermail', one(pipermail)],
  ['hypermail', one(hypermail)],
  ['MHonArc', one(mhonarc)],
  ['HyperKitty', hyperKitty],
  ['Patchwork', patchwork],
  ['Patchew', patchew],
  ['lists.sr.ht', sourcehut],
  ['IETF', one(ietf)],
  ['groups.io', groupsIo],
  ['mod_mbox', one(modMbox)],
  ['SourceForge', sourceForge],
  ['lkml.org', one(lkml)],
  ['marc.info', one(marc)],
  ['public-inbox, openwall: a header in preformatted text', one(preformattedMail)],
  ['MHonArc without its comments', one(mhonarcWithoutComments)],
]

function one(read: (page: string) => PageParts | null): PageReader {
  return (page) => {
    const parts = read(page)
    return parts && [parts]
  }
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
