import { MailParser, type AttachmentStream, type Headers } from 'mailparser'
import { isKnownCharset } from './charset.ts'
import type { Attached, ParsedMail, TextPart } from './parsed-mail.ts'
import { headerOf, readFields } from './header.ts'
import { fromUtf7, isUtf7 } from './utf7.ts'

/** What we read of a node of mailparser's tree. */
interface TreeNode {
  contentType?: string | false
  charset?: string
  textContent?: string
  isAttachment?: boolean
  children: TreeNode[]
  node: SplitNode
  wasFlowed?: boolean
  wasUtf7?: boolean
}

/** What we read of a part as mailsplit found it. */
interface SplitNode {
  flowed: boolean
  root: boolean
  contentType?: string | false
  parentNode?: { contentType?: string | false }
  headers?: { hasHeader(name: string): boolean } | false
}

interface Internals {
  createNode(this: MailParser, node: TreeNode['node']): TreeNode
  tree?: TreeNode
}

const internals = MailParser.prototype as unknown as Internals
const UTF8 = /^(?:us-?ascii|ascii|utf-?8|unknown-8bit|x-unknown|unknown|default|)$/i

const TEXT = /^text\/(plain|html)$/

const OPTIONS = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  // mailsplit's: a mail inside a mail is an attachment, wherever it stands.
  ignoreEmbedded: true,
}

/**
 * mailparser, told to leave `format=flowed` lines as they are (body lines are physical lines) and,
 * where asked, to read text that claims to be UTF-8 in another charset.
 */
class PhysicalLineParser extends MailParser {
  readonly fallbackCharset: string | null
  readonly unknownCharsets = new Set<string>()

  constructor(fallbackCharset: string | null) {
    super(OPTIONS)
    this.fallbackCharset = fallbackCharset
  }

  createNode(source: TreeNode['node']): TreeNode {
    const wasFlowed = source.flowed
    source.flowed = false
    // RFC 2046, 5.1.5: what a digest holds is mail where it does not say otherwise.
    if (
      source.parentNode?.contentType === 'multipart/digest' &&
      source.headers &&
      !source.headers.hasHeader('content-type')
    )
      source.contentType = 'message/rfc822'
    const node = internals.createNode.call(this, source)
    node.wasFlowed = wasFlowed
    const charset = node.charset ?? ''
    node.wasUtf7 = isUtf7(charset)
    if (node.wasUtf7) node.charset = 'us-ascii'
    const isKnown = isKnownCharset(charset)
    if (!isKnown && TEXT.test(node.contentType || 'text/plain')) this.unknownCharsets.add(charset)
    if (this.fallbackCharset && !node.wasUtf7 && (UTF8.test(charset) || !isKnown))
      node.charset = this.fallbackCharset
    return node
  }
}

/**
 * Decodes one message. Rejects where mailparser cannot make sense of it.
 * @param fallbackCharset read text declared as UTF-8, ASCII or nothing in this charset instead
 */
export async function parseWithMailparser(
  bytes: Buffer,
  fallbackCharset: string | null = null,
): Promise<ParsedMail> {
  const { encoded, plainTail } = splitBase64(bytes)
  const parser = new PhysicalLineParser(fallbackCharset)
  const attached: Attached[] = []
  await new Promise<void>((resolve, reject) => {
    parser.on('error', reject)
    parser.on('end', resolve)
    parser.on('data', (data: { type: string }) => {
      if (data.type === 'attachment') collectAttachment(data as AttachmentStream, attached)
    })
    parser.end(withoutUnread(encoded))
  })
  const parts: TextPart[] = []
  const { tree } = parser as unknown as Internals
  if (tree) textParts(tree, false, parts)
  if (plainTail !== '')
    parts.push({ contentType: 'text/plain', text: plainTail, flowed: false, alternative: false })
  return {
    headers: parser.headers || (new Map() as Headers),
    headerLines: parser.headerLines || [],
    parts,
    attached,
    unknownCharsets: [...parser.unknownCharsets],
  }
}

/** The message without those header fields of its own that are never read. */
function withoutUnread(bytes: Buffer): Buffer {
  const head = headerOf(bytes)
  if (!head) return bytes
  return Buffer.concat([
    Buffer.from(`${readFields(head.header, '\r\n')}\r\n\r\n`, 'latin1'),
    bytes.subarray(head.bodyStart),
  ])
}

/** Some lists append their footer as it is to a body that is base64: those lines are no base64. */
function splitBase64(bytes: Buffer): { encoded: Buffer; plainTail: string } {
  const whole = { encoded: bytes, plainTail: '' }
  const head = headerOf(bytes)
  if (!head || !/^content-transfer-encoding:\s*base64\s*$/im.test(head.header)) return whole
  const body = bytes.toString('latin1', head.bodyStart)
  const tail = /^(?!\s*$)(?![A-Za-z0-9+/]+={0,2}\s*$).*/m.exec(body)
  if (!tail || tail.index === 0) return whole
  const cut = head.bodyStart + tail.index
  return { encoded: bytes.subarray(0, cut), plainTail: bytes.toString('utf8', cut) }
}

function collectAttachment(data: AttachmentStream, into: Attached[]): void {
  const chunks: Buffer[] = []
  data.content.on('data', (chunk: Buffer) => chunks.push(chunk))
  data.content.on('end', () => {
    into.push({
      contentType: data.contentType,
      filename: data.filename || null,
      content: Buffer.concat(chunks),
    })
    data.release?.()
  })
}

/** Iterative: mail can nest its parts as deep as it likes. */
function textParts(root: TreeNode, alternative: boolean, into: TextPart[]): void {
  const stack = [{ node: root, alternative }]
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node } = top
    const contentType = node.contentType || 'text/plain'
    if (node.textContent !== undefined && TEXT.test(contentType)) {
      into.push({
        contentType,
        text: node.wasUtf7 ? fromUtf7(node.textContent) : node.textContent,
        flowed: node.wasFlowed === true,
        alternative: top.alternative,
      })
    }
    const inside = top.alternative || contentType === 'multipart/alternative'
    for (const child of [...node.children].reverse())
      stack.push({ node: child, alternative: inside })
  }
}
