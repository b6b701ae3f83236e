import type { IndexedComment, IndexedMessage, TextField } from '../model/indexed.ts'
import type { AnchoredComment } from '../model/link.ts'
import type { DiffFile } from '../model/diff.ts'
import type { Mail } from '../model/mail.ts'
import { stripLevel } from '../text/quoting.ts'
import { patchIdOf } from './patch-id.ts'

/** Characters of one kind of text that are indexed; nobody reviews more in one mail. */
const MOST = 1 << 19
/** Quoted lines above a comment that are searched with it. */
const ABOVE = 5
const IDENTIFIER = /\w*[A-Za-z]\w*/g
const INDEX_LINE = /^index ([0-9a-f]{7,40})\.\.([0-9a-f]{7,40})/

/** Takes the text of a message apart for the full-text index. */
export function indexedMessage(
  mail: Mail & { readonly key: number; readonly subject: string },
): IndexedMessage {
  const fields = fieldsOf(mail)
  const parts: Record<TextField, string[]> = {
    subject: [mail.subject],
    sender: [mail.from.name ?? '', mail.from.address ?? ''],
    own: [],
    quoted: [],
    dfn: mail.files.flatMap(pathsOf),
    dfa: [],
    dfb: [],
    dfhh: [],
    dfctx: [],
    dfpre: [],
    dfpost: [],
    patchid: [patchIdOf(mail.lines, mail.files) ?? ''],
  }
  for (const [i, line] of mail.lines.entries()) {
    const field = fields[i] ?? null
    if (field === null) continue
    parts[field].push(
      field === 'own' || field === 'quoted' ? unquoted(mail, i, line) : line.slice(1),
    )
  }
  for (const file of mail.files) addHeaders(file, mail.lines, parts)
  const texts = Object.fromEntries(
    Object.entries(parts).map(([field, lines]) => [field, lines.join('\n').slice(0, MOST)]),
  ) as Record<TextField, string>
  return { key: mail.key, texts, identifiers: identifiersIn(texts) }
}

type LineField = 'own' | 'quoted' | 'dfa' | 'dfb' | 'dfctx'

/** What each line is; `null` for the headers of a diff. */
function fieldsOf(mail: Mail): (LineField | null)[] {
  const fields = new Array<LineField | null>(mail.lines.length).fill('own')
  for (const quote of mail.quotes) fields.fill('quoted', quote.line - 1, quote.endLine)
  for (const file of mail.files) {
    fields.fill(null, file.line - 1, file.endLine)
    for (const hunk of file.hunks) {
      for (let n = hunk.line + 1; n <= hunk.endLine; n++) {
        const sign = (mail.lines[n - 1] ?? '')[0]
        fields[n - 1] = sign === '+' ? 'dfb' : sign === '-' ? 'dfa' : 'dfctx'
      }
    }
  }
  return fields
}

function pathsOf({ oldPath, newPath }: DiffFile): string[] {
  return [...new Set([oldPath, newPath])].flatMap((path) => path ?? [])
}

function addHeaders(
  file: DiffFile,
  lines: readonly string[],
  parts: Record<TextField, string[]>,
): void {
  for (const hunk of file.hunks) if (hunk.function !== null) parts.dfhh.push(hunk.function)
  for (const line of lines.slice(file.line - 1, file.hunks[0]?.line ?? file.endLine)) {
    const [, before, after] = INDEX_LINE.exec(line) ?? []
    if (before) parts.dfpre.push(before)
    if (after) parts.dfpost.push(after)
  }
}

/** A line without its quote marks. @param i 0-based */
function unquoted(mail: Mail, i: number, line: string): string {
  let text = line
  for (let depth = quoteAt(mail, i + 1); depth > 0; depth--) text = stripLevel(text)
  return text
}

function quoteAt({ quotes }: Mail, line: number): number {
  let low = 0
  let high = quotes.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const quote = quotes[middle]
    if (!quote || line < quote.line) high = middle - 1
    else if (line > quote.endLine) low = middle + 1
    else return Math.min(quote.depth, 50)
  }
  return 0
}

/** The words of the comments that were placed in a message, each with the lines above it. */
export function indexedComments(
  mail: Mail & { readonly key: number },
  comments: readonly AnchoredComment[],
): IndexedComment[] {
  if (comments.length === 0) return []
  const fields = fieldsOf(mail)
  return comments.map((comment) => indexedComment(mail, comment, fields))
}

function indexedComment(
  mail: Mail & { readonly key: number },
  { number, line, endLine }: AnchoredComment,
  fields: readonly (LineField | null)[],
): IndexedComment {
  const above: string[] = []
  for (let n = line - 1; n > 0 && above.length < ABOVE; n--) {
    const text = mail.lines[n - 1] ?? ''
    if (fields[n - 1] !== 'quoted') {
      if (text.trim() !== '') break
      continue
    }
    const bare = unquoted(mail, n - 1, text)
    if (bare.trim() !== '') above.unshift(bare)
  }
  return {
    key: mail.key,
    number,
    line,
    endLine,
    text: mail.lines
      .slice(line - 1, endLine)
      .join('\n')
      .slice(0, MOST),
    above: above.join('\n'),
  }
}

/** Names with an underscore, so that a part of one can find it whole. */
function identifiersIn(texts: Readonly<Record<TextField, string>>): string[] {
  const found = new Set<string>()
  for (const text of Object.values(texts)) {
    if (!text.includes('_')) continue
    for (const [name] of text.matchAll(IDENTIFIER))
      if (name.length > 2 && name.length < 80 && name.includes('_')) found.add(name.toLowerCase())
  }
  return [...found]
}
