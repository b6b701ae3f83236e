import { headerOf, readFields } from './header.ts'
import type { ParsedMail } from './parsed-mail.ts'
import { parsePlain } from './plain.ts'

/**
 * Decodes one message: the plain case by itself, all other by mailparser. Rejects where mailparser
 * cannot make sense of it.
 * @param fallbackCharset read text declared as UTF-8, ASCII or nothing in this charset instead
 */
export async function parseMail(
  bytes: Buffer,
  fallbackCharset: string | null = null,
): Promise<ParsedMail> {
  const head = headerOf(bytes)
  const plain =
    head && fallbackCharset === null
      ? parsePlain(readFields(head.header, '\n'), bytes.subarray(head.bodyStart))
      : null
  if (plain) return plain
  // Loaded where there is mail for it: that takes longer than a hundred plain mails.
  const { parseWithMailparser } = await import('./mailparser.ts')
  return parseWithMailparser(bytes, fallbackCharset)
}
