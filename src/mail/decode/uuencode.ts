import type { Attached, TextPart } from './parsed-mail.ts'

/** `begin 644 name` (POSIX uuencode), and the line that ends the file. */
const BEGIN = /^begin [0-7]{3,4} (\S.*?)\s*$/
const END = /^end\s*$/

/** A file in a text, and the lines it stands in; `end` is behind them. */
interface Encoded {
  readonly start: number
  readonly end: number
  readonly file: Attached
}

/**
 * The parts of a mail without the files that were put into their text as mail was before MIME, and
 * those files.
 */
export function withoutUuencoded(parts: readonly TextPart[]): {
  readonly parts: readonly TextPart[]
  readonly files: readonly Attached[]
} {
  const files: Attached[] = []
  const rest = parts.map((part) => {
    if (!/^begin [0-7]{3,4} \S/m.test(part.text)) return part
    const lines = part.text.split('\n')
    for (let n = 0; n < lines.length; n++) {
      const found = encodedAt(lines, n)
      if (!found) continue
      files.push(found.file)
      lines.splice(found.start, found.end - found.start)
    }
    return { ...part, text: lines.join('\n') }
  })
  return files.length === 0 ? { parts, files } : { parts: rest, files }
}

/**
 * The file whose `begin` is line `start`; `null` where what follows is not encoded to its `end`.
 */
function encodedAt(lines: readonly string[], start: number): Encoded | null {
  const filename = BEGIN.exec(lines[start] ?? '')?.[1]
  if (filename === undefined) return null
  const chunks: Buffer[] = []
  for (let n = start + 1; n < lines.length; n++) {
    const line = (lines[n] ?? '').replace(/\r$/, '')
    if (END.test(line)) {
      const file = {
        contentType: 'application/octet-stream',
        filename,
        content: Buffer.concat(chunks),
      }
      return { start, end: n + 1, file }
    }
    const chunk = decoded(line)
    if (!chunk) return null
    chunks.push(chunk)
  }
  return null
}

/** One line: its length as a character, then four characters for each three bytes. */
function decoded(line: string): Buffer | null {
  if (line === '' || !/^[ -`]{1,90}$/.test(line)) return null
  const length = valueAt(line, 0)
  if (line.trimEnd().length > 1 + Math.ceil(length / 3) * 4 + 1) return null
  const bytes = Buffer.alloc(Math.ceil(length / 3) * 3)
  for (let at = 0, from = 1; at < length; at += 3, from += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((i) => valueAt(line, from + i))
    bytes.writeUIntBE(((a ?? 0) << 18) | ((b ?? 0) << 12) | ((c ?? 0) << 6) | (d ?? 0), at, 3)
  }
  return bytes.subarray(0, length)
}

/** Blanks at the end of a line may be lost. */
function valueAt(line: string, at: number): number {
  return ((line.charCodeAt(at) || 32) - 32) & 63
}
