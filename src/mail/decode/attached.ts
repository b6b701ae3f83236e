import { isUtf8 } from 'node:buffer'
import type { Problem } from '../../model/problem.ts'
import { mboxEntries } from '../source/mbox.ts'
import { filesOfTar, filesOfZip, isTar, isZip } from './archive.ts'
import { windows1252 } from './header-bytes.ts'
import type { Attached } from './parsed-mail.ts'
import { decompressedBytes, isCompressed } from './unpack.ts'

/** A mail or a patch file inside a mail. */
export interface Embedded {
  /** What the attachment is called; '' where it has no name. */
  readonly name: string
  readonly bytes: Buffer
  /** `patch`: what git format-patch or diff wrote; its sender is that of the mail it is in. */
  readonly kind: 'mail' | 'patch'
}

/** What the attachments of a mail hold. */
export interface Attachments {
  readonly embedded: readonly Embedded[]
  readonly problems: readonly Problem[]
}

const BOM = Buffer.from('\ufeff')
const LARGEST = 1 << 24
/**
 * More in one mail are not read: no digest has so many, and a few bytes could be made to hold them.
 */
const MOST = 1000
const NESTED_ZIP = 2
/** Names of what ought to be a patch or a mail. */
const NAMED = /\.(?:patch|diff|mbox|eml)(?:\.\w{1,4})?$/i
const PACKED = /\.(?:t[gbx]z|tbz2|tar(?:\.\w{1,4})?|zip|7z|rar)$/i
/** Outlook packs a whole mail into this, and nobody else can read it. */
const OUTLOOK = /^winmail\.dat$|^application\/(?:ms-tnef|vnd\.ms-tnef)/i

/** Sorts out what is attached: mails, mailboxes, patch files, compressed or not. */
export function readAttached(attached: readonly Attached[]): Attachments {
  const embedded: Embedded[] = []
  const problems: Problem[] = []
  for (const part of attached) {
    const found = embeddedIn(part, 0)
    if (found) embedded.push(...found.slice(0, MOST - embedded.length))
    const name = part.filename ?? part.contentType
    if (found === null && [NAMED, PACKED, OUTLOOK].some((shape) => shape.test(name)))
      problems.push({ kind: 'attachment', text: `an attachment was not read: ${name}`, line: null })
  }
  return { embedded, problems }
}

/** `null` where the part is, or may be, nothing of ours. */
function embeddedIn(part: Attached, depth: number): Embedded[] | null {
  const { contentType } = part
  const content = part.content.subarray(part.content.subarray(0, 3).equals(BOM) ? 3 : 0)
  const name = part.filename ?? ''
  if (content.length > LARGEST) return null
  if (isCompressed(content)) return unzipped(part, depth)
  if (isTar(content) || isZip(content)) return unpacked(part, depth)
  if (/^message\/rfc822\b/i.test(contentType) || /\.eml$/i.test(name))
    return looksLikeMail(content) ? [{ name, bytes: content, kind: 'mail' }] : null
  if (content.includes(0)) return null
  if (/^application\/mbox|^text\/mbox/i.test(contentType) || /\.(?:mbox|patch|mbx)$/i.test(name)) {
    const entries = content.toString('latin1', 0, 5) === 'From ' ? mboxEntries(content) : []
    // A file with one patch is shown as it is, its `From <commit>` line included.
    const [only, another] = entries
    if (only && !another && kindOf(only) === 'patch')
      return [{ name, bytes: content, kind: 'patch' }]
    if (entries.length > 0) return entries.map((bytes) => ({ name, bytes, kind: kindOf(bytes) }))
  }
  return isPatchText(part) ? [{ name, bytes: content, kind: 'patch' }] : null
}

/** The patches and mails of a packed folder, in the order of their names. */
function unpacked({ content }: Attached, depth: number): Embedded[] | null {
  if (depth >= NESTED_ZIP) return null
  try {
    const files = isTar(content) ? filesOfTar(content) : filesOfZip(content)
    return files
      .filter(({ name }) => NAMED.test(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap(({ name, content: bytes }) => {
        const filename = name.replace(/^.*\//, '')
        const part = { contentType: 'application/octet-stream', filename, content: bytes }
        return embeddedIn(part, depth + 1) ?? []
      })
  } catch {
    return null
  }
}

function unzipped(part: Attached, depth: number): Embedded[] | null {
  const name = part.filename ?? ''
  // A log or a kernel configuration is no mail, and nobody reads it here.
  if (depth >= NESTED_ZIP || !(name === '' || NAMED.test(name) || PACKED.test(name))) return null
  const content = decompressedBytes(part.content, LARGEST)
  if (content === null) return null
  const filename = name
    .replace(/\.(?:gz|z|xz|bz2|zst)$/i, '')
    .replace(/\.t(?:gz|xz|bz2?|zst)$/i, '.tar')
  return embeddedIn({ contentType: 'application/octet-stream', filename, content }, depth + 1)
}

/** An entry of an attached mailbox: git format-patch writes no Message-ID, mail programs do. */
function kindOf(bytes: Buffer): Embedded['kind'] {
  const head = bytes.toString('latin1', 0, 1 << 16).split(/\r?\n\r?\n/, 1)[0] ?? ''
  return /^message-id\s*:/im.test(head) ? 'mail' : 'patch'
}

function looksLikeMail(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 1 << 16).split(/\r?\n\r?\n/, 1)[0] ?? ''
  return /^from\s*:/im.test(head) && /^(?:message-id|date)\s*:/im.test(head)
}

function isPatchText(part: Attached): boolean {
  const named =
    /^(?:text|application)\/(?:x-)?(?:patch|diff)\b/i.test(part.contentType) ||
    /\.(patch|diff)$/i.test(part.filename ?? '')
  const text = /^text\/plain|application\/octet-stream/i.test(part.contentType)
  return (
    named || (text && /^(?:diff --git |--- \S)/m.test(part.content.toString('latin1', 0, 1 << 16)))
  )
}

/** Text whose charset nobody declares: UTF-8 where it can be, else windows-1252. */
export function undeclaredText(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : windows1252(bytes)
}
