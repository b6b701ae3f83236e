import { toXml } from 'xast-util-to-xml'
import { x } from 'xastscript'
import { harmlessLines } from '../style.ts'

/** Something that happened. */
export interface FeedEntry {
  /** Permanent: a Message-ID, say. */
  readonly id: string
  readonly title: string
  /** Address of its page on this site. */
  readonly href: string
  readonly author: string
  /** ISO 8601. */
  readonly date: string
  readonly summary: string
}

/**
 * An Atom feed (RFC 4287), newest entries first.
 * @param origin of the site, as `http://127.0.0.1:8080`
 * @param self address of the feed on it
 */
export function atomFeed(
  title: string,
  origin: string,
  self: string,
  entries: readonly FeedEntry[],
): string {
  const tree = x('feed', { xmlns: 'http://www.w3.org/2005/Atom' }, [
    x('title', clean(`${title} \u2013 patchtrail`)),
    x('id', origin + self),
    x('link', { rel: 'self', href: origin + self }),
    x('updated', entries[0]?.date ?? '1970-01-01T00:00:00Z'),
    ...entries.map((e) =>
      x('entry', [
        x('title', clean(e.title)),
        x('id', `mid:${encodeURIComponent(e.id.replace(/^<|>$/g, ''))}`),
        x('link', { rel: 'alternate', href: origin + e.href }),
        x('updated', e.date),
        x('author', [x('name', clean(e.author))]),
        x('summary', clean(e.summary)),
      ]),
    ),
  ])
  // Where a text holds it, that is all that is left to escape (XML 1.0, 2.4).
  return `<?xml version="1.0" encoding="utf-8"?>\n${toXml(tree).replaceAll(']]>', ']]&gt;')}\n`
}

/** XML has no control characters. */
function clean(text: string): string {
  return harmlessLines(text).replace(/[\ud800-\udfff\ufffe\uffff]/gu, '\ufffd')
}
