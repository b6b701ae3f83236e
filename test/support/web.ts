import { once } from 'node:events'
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { ingest } from '../../src/ingest/ingest.ts'
import { openForIngest } from '../../src/store/store.ts'
import { serveStore, type Running } from '../../src/web/server.ts'

/** An answer of a server. */
export interface Got {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
}

/** Asks for exactly this path: unlike `fetch`, nothing is put right, and any `Host` can be said. */
export async function got(
  address: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Got> {
  const { hostname, port } = new URL(address)
  const asked = request({ host: hostname, port, path, headers, method, agent: false })
  asked.end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    bytes,
    text: bytes.toString('utf8'),
  }
}

/** Serves a fresh store of these sources on a free port of loopback. */
export async function served(
  db: string,
  sources: readonly string[],
  names: readonly string[] = [],
): Promise<Running> {
  const store = await openForIngest(db)
  await ingest(store, [...sources]).finally(() => store.close())
  return serveStore(db, { host: '127.0.0.1', port: 0, names })
}

/** An element of a document. */
export interface Node {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: (Node | string)[]
}

const VOID = new Set(['meta', 'link', 'input', 'br', 'hr', 'img'])
/** What ends a paragraph that is open: a browser would make another tree of it. */
const BLOCKS = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'details',
  'dialog',
  'div',
  'dl',
  'fieldset',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'main',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'ul',
])
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Character references decoded. Throws where `<` or `&` stands bare, and at references that a browser would read otherwise. */
function decoded(text: string, where: string, mayHaveLess = false): string {
  if (!mayHaveLess && text.includes('<'))
    throw new Error(`a bare < in ${where}: ${text.slice(0, 200)}`)
  return text.replace(
    /&(?:#x([0-9a-f]+);|#(\d+);|([a-z]+);)?/gi,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : null
      const character = code === null ? NAMED[name ?? ''] : String.fromCodePoint(code)
      if (character === undefined) throw new Error(`a bare & in ${where}: ${whole}`)
      return character
    },
  )
}

interface Tag {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly isEmpty: boolean
  /** Where the text after it begins. */
  readonly end: number
}

/** The start tag at `from`, read character by character as strictly as it was written. */
function startTag(text: string, from: number, { mayHaveLess }: Language): Tag {
  const name = /^<([a-zA-Z][a-zA-Z0-9:]*)/.exec(text.slice(from, from + 60))?.[1]
  if (name === undefined) throw new Error(`no tag: ${text.slice(from, from + 80)}`)
  const attributes = new Map<string, string>()
  let at = from + 1 + name.length
  for (;;) {
    const closed = /^\s*(\/?)>/.exec(text.slice(at, at + 9))
    if (closed) return { name, attributes, isEmpty: closed[1] === '/', end: at + closed[0].length }
    const attribute = /\s+([a-zA-Z][a-zA-Z0-9:-]*)(?:="([^"]*)"|(?=[\s>]))/y
    attribute.lastIndex = at
    const found = attribute.exec(text)
    if (!found?.[1]) throw new Error(`no attribute: ${text.slice(at, at + 120)}`)
    if (attributes.has(found[1]))
      throw new Error(`${found[1]} twice in ${text.slice(from, from + 200)}`)
    attributes.set(found[1], decoded(found[2] ?? '', `${name} ${found[1]}`, mayHaveLess))
    at += found[0].length
  }
}

interface Language {
  /** May an attribute hold `<`? */
  readonly mayHaveLess: boolean
  readonly isVoid: (tag: Tag) => boolean
  /** Elements whose content ends only at their own end tag, and holds no references. */
  readonly isRaw: (name: string) => boolean
  readonly check: (open: readonly Node[], tag: Tag) => void
}

const HTML: Language = {
  mayHaveLess: true,
  isVoid: ({ name }) => VOID.has(name),
  isRaw: (name) => name === 'script' || name === 'style',
  check: (open, { name, isEmpty }) => {
    if (isEmpty) throw new Error(`<${name}/> is no end in HTML`)
    if (BLOCKS.has(name) && open.some((one) => one.name === 'p'))
      throw new Error(`<${name}> in a paragraph`)
    if (name === 'a' && open.some((one) => one.name === 'a')) throw new Error('a link in a link')
  },
}
const XML: Language = {
  mayHaveLess: false,
  isVoid: ({ isEmpty }) => isEmpty,
  isRaw: () => false,
  check: () => undefined,
}

function parsed(text: string, from: number, language: Language): Node {
  const root: Node = { name: '', attributes: new Map(), children: [] }
  const open: Node[] = [root]
  const top = (): Node => open.at(-1) ?? root
  let at = from
  while (at < text.length) {
    const next = text.indexOf('<', at)
    const words = text.slice(at, next === -1 ? text.length : next)
    if (words !== '') top().children.push(decoded(words, `<${top().name}>`))
    if (next === -1) break
    if (text[next + 1] === '/') {
      const end = /^<\/([a-zA-Z][a-zA-Z0-9:]*)>/.exec(text.slice(next, next + 60))
      if (!end || end[1] !== top().name)
        throw new Error(`${text.slice(next, next + 40)} ends <${top().name}>`)
      open.pop()
      at = next + end[0].length
      continue
    }
    const tag = startTag(text, next, language)
    language.check(open, tag)
    const node: Node = { name: tag.name, attributes: tag.attributes, children: [] }
    top().children.push(node)
    at = tag.end
    if (language.isVoid(tag)) continue
    open.push(node)
    if (!language.isRaw(tag.name)) continue
    const close = text.indexOf(`</${tag.name}`, at)
    if (close > at) node.children.push(text.slice(at, close))
    at = close
  }
  if (open.length !== 1) throw new Error(`<${top().name}> has no end`)
  return root
}

const NO_CHARACTER =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/**
 * A page as a tree. Throws at all that a browser would have to put right, so that what is read here
 * is what it sees: comments, tags that do not match, attributes without quotes, bare `<` and `&`, a
 * block in a paragraph.
 */
export function htmlOf(text: string): Node {
  if (!text.startsWith('<!doctype html>')) throw new Error(`no doctype: ${text.slice(0, 60)}`)
  return parsed(text, '<!doctype html>'.length, HTML)
}

/** A feed as a tree. Throws where it is not well-formed. */
export function xmlOf(text: string): Node {
  const declaration = '<?xml version="1.0" encoding="utf-8"?>\n'
  if (!text.startsWith(declaration)) throw new Error(`no declaration: ${text.slice(0, 60)}`)
  const control = NO_CHARACTER.exec(text)
  if (control)
    throw new Error(
      `no character of XML: ${JSON.stringify(text.slice(Math.max(0, control.index - 40), control.index + 20))}`,
    )
  if (text.includes(']]>'))
    throw new Error(
      `]]> in text: ${text.slice(Math.max(0, text.indexOf(']]>') - 60), text.indexOf(']]>') + 3)}`,
    )
  const root = parsed(text, declaration.length, XML)
  const elements = root.children.filter((child) => typeof child !== 'string')
  if (elements.length !== 1 || !elements[0])
    throw new Error(`${elements.length} elements at the top`)
  return elements[0]
}

/** All elements below, in the order of the document; those of one name. */
export function elementsIn(node: Node, name?: string): Node[] {
  return node.children.flatMap((child) =>
    typeof child === 'string'
      ? []
      : [...(name === undefined || child.name === name ? [child] : []), ...elementsIn(child, name)],
  )
}

/** The text that a reader sees of it. */
export function textOf(node: Node | string): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('')
}

/** One page or feed that a crawl came by. */
export interface Crawled {
  readonly path: string
  readonly status: number
  readonly type: string
  readonly text: string
  /** `null` where it is no HTML. */
  readonly tree: Node | null
  /** Links to the same server, as they are written: path, query and anchor. */
  readonly links: readonly string[]
}

/** Follows links from these paths, each page once, but for those like `but`. Pages that cannot be parsed throw. */
export async function crawled(
  address: string,
  from: readonly string[],
  most: number,
  but = /^$/,
): Promise<Map<string, Crawled>> {
  const pages = new Map<string, Crawled>()
  const waiting = [...from]
  for (
    let path = waiting.shift();
    path !== undefined && pages.size < most;
    path = waiting.shift()
  ) {
    if (pages.has(path) || but.test(path)) continue
    const { status, headers, text } = await got(address, path)
    const type = headers['content-type'] ?? ''
    const tree = type.startsWith('text/html') ? parsedAt(path, () => htmlOf(text)) : null
    const links = tree
      ? hrefsOf(tree, ['href', 'src']).flatMap((href) =>
          href.startsWith('#') ? [path + href] : href.startsWith('/') ? [href] : [],
        )
      : []
    pages.set(path, { path, status, type, text, tree, links })
    waiting.push(...links.map((link) => link.replace(/#.*/, '')))
  }
  return pages
}

function parsedAt<T>(path: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error })
  }
}

/** Where a page leads to or loads from: links, styles, scripts, forms. */
export function hrefsOf(tree: Node, names = ['href', 'src', 'action']): string[] {
  return elementsIn(tree).flatMap(({ attributes }) =>
    names.flatMap((name) => attributes.get(name) ?? []),
  )
}

/** Values of `id`. */
export function idsOf(tree: Node): string[] {
  return elementsIn(tree).flatMap(({ attributes }) => attributes.get('id') ?? [])
}

/** Anchors of internal links that no element of their page has, as `from: link`. */
export function brokenAnchors(pages: ReadonlyMap<string, Crawled>): string[] {
  const ids = new Map(
    [...pages].map(([path, { tree }]) => [path, new Set(tree ? idsOf(tree) : [])]),
  )
  return [...pages.values()].flatMap(({ path, links }) =>
    links.flatMap((link) => {
      const [to = '', anchor] = link.split('#', 2)
      const known = ids.get(to)
      return anchor === undefined || !known || known.has(decodeURIComponent(anchor))
        ? []
        : [`${path}: ${link}`]
    }),
  )
}
