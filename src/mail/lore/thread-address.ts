import { SourceError } from '../source-error.ts'

/** What `--lore` is most often: the public-inbox that holds every list of kernel.org. */
export const LORE = 'https://lore.kernel.org/all/'

/**
 * Short forms that are sent on to lore; asked there at once, since what follows the id would be
 * lost on the way.
 */
const FORWARDERS = new Set(['msgid.link', 'patch.msgid.link'])

/** How a public-inbox may show one message; stands after its id. */
const VIEW = /^(?:[TtRdf]|raw|t\.mbox\.gz|t\.atom)$/

/** Is this the address of something on the web, rather than a path? */
export function isWebAddress(named: string): boolean {
  return /^https?:\/\//i.test(named)
}

/**
 * Has this the shape of a Message-ID (RFC 5322, 3.6.4)? Without brackets it must have no slash:
 * that is far more often the path of a mail in a Maildir.
 */
export function isMessageId(named: string): boolean {
  return /^<[^\s<>@]+@[^\s<>]+>$/.test(named) || /^[^\s<>@/\\]+@[^\s<>@/\\]+$/.test(named)
}

/**
 * Where a public-inbox server keeps the thread of a message as an mbox
 * (https://public-inbox.org/design_www.html).
 * @param named the address of any view of a message, or a Message-ID with or without brackets
 * @param base the address of the inbox that bare Message-IDs are looked up in; `null` where none
 * are
 * @throws SourceError where it names no message; says what to do instead
 */
export function threadAddress(named: string, base: string | null): URL {
  if (isWebAddress(named)) {
    const url = webAddress(named)
    const { inbox, id } = parts(url)
    if (id === null) throw new SourceError(whyNoThread(url, inbox))
    return addressIn(url, inbox, id)
  }
  if (base === null)
    throw new SourceError(
      `no such file; if it is a Message-ID, add --lore ${LORE} to fetch its thread`,
    )
  if (!isWebAddress(base))
    throw new SourceError(`--lore ${base} is no address: it begins with https:// or http://`)
  const url = webAddress(base)
  return addressIn(url, segmentsOf(url), withoutBrackets(named))
}

function webAddress(text: string): URL {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new SourceError('no address that can be read')
  }
  // The store keeps what the user named, and a password has no business there.
  if (url.username || url.password)
    throw new SourceError('an address with a user name or password in it; these are not sent')
  return url
}

function segmentsOf(url: URL): string[] {
  return url.pathname.split('/').filter(Boolean)
}

/**
 * The path of the inbox, still encoded, and the decoded id of the message; `null` where none is
 * named.
 */
function parts(url: URL): { inbox: string[]; id: string | null } {
  const segments = segmentsOf(url)
  const plain = segments.map(decoded)
  let at = plain.findLastIndex((segment) => segment.includes('@'))
  // An id need not have an @: then only the view that follows tells it from an inbox.
  if (at === -1 && segments.length > 2 && VIEW.test(segments.at(-1) ?? '')) at = segments.length - 2
  if (at !== -1) return { inbox: segments.slice(0, at), id: withoutBrackets(plain[at] ?? '') }
  const asked = withoutBrackets(url.searchParams.get('i') ?? '')
  return { inbox: segments, id: asked === '' ? null : asked }
}

function withoutBrackets(id: string): string {
  return id.trim().replace(/^<|>$/g, '')
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function addressIn(url: URL, inbox: readonly string[], id: string): URL {
  // Only a slash and what a path cannot hold is escaped (RFC 3986, 3.3: pchar), as the server
  // itself does.
  const escaped = encodeURIComponent(id).replace(
    /%(?:40|3A|24|26|2B|2C|3B|3D)/g,
    decodeURIComponent,
  )
  if (FORWARDERS.has(url.hostname)) return new URL(`${LORE}${escaped}/t.mbox.gz`)
  const anyList =
    url.hostname === 'lore.kernel.org' && (inbox.length === 0 || inbox.join('/') === 'r')
  return new URL(`${url.origin}/${[...(anyList ? ['all'] : inbox), escaped].join('/')}/t.mbox.gz`)
}

/** What an address names that is not a message, and the way to have it. */
function whyNoThread(url: URL, inbox: readonly string[]): string {
  if (url.searchParams.has('q')) return 'a search, not a thread: name one of the messages it finds'
  const last = inbox.at(-1)
  const here = `${url.origin}/${inbox.join('/')}`
  if (last === undefined)
    return `names no message: give an address such as ${url.origin}/<inbox>/<Message-ID>/`
  // The one inbox of lore that has no repository of its own.
  if (`${here}/` === LORE) return `names no message: give an address such as ${LORE}<Message-ID>/`
  if (url.search !== '' || /\.(?:html?|php|txt|atom|mbox|gz)$/i.test(last))
    return 'names no message of a public-inbox: save the page and ingest that file'
  if (/^\d+$|\.git$/.test(last))
    return `a git repository: git clone --mirror ${here} ${last.replace(/(?:\.git)?$/, '.git')}, and ingest that folder`
  return `a whole inbox, not a thread: git clone --mirror ${here}/0 ${last}-0.git, and ingest that folder`
}
