import { wholeMarcAddresses } from '../../text/obfuscated.ts'
import { preformatted } from './markup.ts'
import type { PageParts } from './page-parts.ts'

/** Links of the archive, and what it says of attachments. */
const OWN_LINE =
  /^\s*\[(?:prev|next|download|attachment) .*\]|^Configure \| About \| |^\s*\["[^"]*" \([\w.+-]+\/[\w.+-]+\)\]\s*$/i

/**
 * marc.info, as HTML or as text: addresses as `x () example ! org`, links of its own around the
 * text.
 */
export function marc(page: string): PageParts | null {
  const isHtml = /^\s*</.test(page)
  const lines = wholeMarcAddresses(isHtml ? preformatted(page) : page).split('\n')
  const start = lines.findIndex((line) => /^\s*List:\s+\S/.test(line))
  if (start === -1 || !/\(\) \S+ ! |marc\.info/i.test(preformatted(page))) return null
  const field = (name: string): string | undefined =>
    lines
      .slice(start, start + 12)
      .find((line) => line.trim().startsWith(`${name}:`))
      ?.replace(/^[^:]*:\s*/, '')
  const first = lines.findIndex((line, i) => i > start && line.trim() === '')
  const rest = lines.slice(first)
  const end = rest.findIndex((line) => /^\s*\[prev in list\]/.test(line))
  const body = (end === -1 ? rest : rest.slice(0, end)).filter((line) => !OWN_LINE.test(line))
  return {
    subject: field('Subject'),
    from: field('From'),
    date: field('Date'),
    id: field('Message-ID')?.replace(/^<|>$/g, '').trim(),
    body: body.join('\n'),
  }
}
