import type { Rung } from '../model/link.ts'
import type { RawReport } from '../model/report/raw.ts'
import { linksOfMessages, type LinkRow } from '../store/read-derived.ts'
import { readHeaders } from '../store/mail/headers.ts'
import type { Database } from '../store/store.ts'
import { Mails } from './mails.ts'
import { resolveRef } from './refs.ts'

/** A message as it was mailed, each quoted line with its origin. Throws UserError. */
export async function rawReport(store: Database, ref: string): Promise<RawReport> {
  const key = await resolveRef(store, ref)
  const links = await linksOfMessages(store, [key])
  const mails = new Mails(store)
  await mails.load([key, ...links.map((l) => l.origin)])
  const mail = mails.get(key)
  return {
    schema: 'patchtrail/raw/1',
    messageId: mail.id,
    subject: mail.subject,
    author: mail.from,
    date: mail.date,
    ...(await readHeaders(store, key)),
    lines: mail.lines.map((text, i) => ({
      line: i + 1,
      text,
      origin: originOf(i + 1, links, mails),
    })),
  }
}

/** Where a quoted line was first said. */
function originOf(
  line: number,
  links: readonly LinkRow[],
  mails: Mails,
): RawReport['lines'][number]['origin'] {
  const link = links.find((one) => one.line <= line && line <= one.end_line)
  if (!link || !isFound(link)) return null
  const from = mails.get(link.origin)
  const there = Math.min(link.origin_end_line, link.origin_line + line - link.line)
  return {
    messageId: from.id,
    line: there,
    text: from.lines[there - 1] ?? '',
    author: from.from.name ?? from.from.address ?? 'unknown',
    match: link.match,
  }
}

type FoundLink = LinkRow & {
  readonly origin: number
  readonly origin_line: number
  readonly origin_end_line: number
  readonly match: Rung
}

function isFound(link: LinkRow): link is FoundLink {
  const { origin, origin_line: line, origin_end_line: endLine, match } = link
  return origin !== null && line !== null && endLine !== null && match !== 'none'
}
