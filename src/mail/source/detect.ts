import { looksLikePage } from '../page/page-head.ts'

/** What the first bytes of a source say it is; `mail` is one message, headers first. */
export type SourceKind = 'mbox' | 'mail' | 'page' | 'nothing'

export type Compression = 'gzip' | 'zstd' | 'xz' | 'bzip2'

const HEADER =
  /^(?:from|to|date|subject|message-id|received|return-path|delivered-to|mime-version|x-[\w-]+|dkim-signature|authentication-results|list-id|reply-to|sender|content-type|references|in-reply-to|arc-[\w-]+)\s*:/i

/**
 * Magic bytes, as latin1: RFC 1952 (gzip), RFC 8878 (zstd, a skippable frame may come first), the
 * .xz file format 1.2.1, and bzip2's header with the start of its first block, or of its end where
 * it is empty.
 */
const MAGIC: readonly (readonly [Compression, RegExp])[] = [
  ['gzip', /^\x1f\x8b\x08/],
  ['zstd', /^(?:\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18)/],
  ['xz', /^\xfd7zXZ\x00/],
  ['bzip2', /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/],
]

/** How the bytes that begin like this are compressed; `null` where they are not. */
export function compressionOf(start: Buffer): Compression | null {
  const magic = start.toString('latin1', 0, 16)
  return MAGIC.find(([, shape]) => shape.test(magic))?.[0] ?? null
}

/** HTML, an XML declaration or a comment of the archive's program before it or not. */
const PAGE =
  /^\s*(?:<\?[^]{0,2000}?\?>\s*)*(?:<!--\s*(?:X-Subject|MHonArc|received=|hypermail)|(?:<!--[^]{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|feed)\b)/i

/** Tells the kind of a source by its first bytes (64 KiB are plenty). */
export function detect(start: Buffer): SourceKind {
  const text = start.toString('utf8').replace(/^\ufeff/, '')
  if (/^(?:\r?\n)*(?:From (?:\S.*)?|\x01{4})\r?\n/.test(text)) return 'mbox'
  if (PAGE.test(text)) return 'page'
  if (startsWithHeaders(text)) return 'mail'
  // A page that was saved as text has no control characters; Babyl mailboxes do.
  return !/[\x01\x1f]/.test(text) && looksLikePage(text) ? 'page' : 'nothing'
}

/**
 * The bytes of the mail in a file of Apple Mail (.emlx): its length in the first line, then the
 * mail, then what the program notes of it. `null` for anything else.
 */
export function appleMail(start: Buffer): { readonly begin: number; readonly end: number } | null {
  const first = /^(\d{1,9})[ \t]*\n/.exec(start.toString('latin1', 0, 32))
  const begin = first?.[0].length ?? 0
  if (!first || !startsWithHeaders(start.toString('utf8', begin))) return null
  return { begin, end: begin + Number(first[1]) }
}

/** The first block is made of header fields alone, two or more of which mail is known by. */
function startsWithHeaders(text: string): boolean {
  const block = text.replace(/\r\n/g, '\n').split('\n\n', 1)[0] ?? ''
  const lines = block.split('\n').filter(Boolean)
  let known = 0
  for (const line of lines) {
    if (/^[ \t]/.test(line)) continue
    if (!/^[!-9;-~]+[ \t]*:/.test(line)) return false
    if (HEADER.test(line)) known++
  }
  return known >= 2 && /^[!-9;-~]+[ \t]*:/.test(text)
}
