import { looksLikePage } from './page.ts'

/** What the first bytes of a source say it is; `mail` is one message, headers first. */
export type SourceKind = 'mbox' | 'mail' | 'page' | 'nothing'

const HEADER =
  /^(?:from|to|date|subject|message-id|received|return-path|delivered-to|mime-version|x-[\w-]+|dkim-signature|authentication-results|list-id|reply-to|sender|content-type|references|in-reply-to|arc-[\w-]+)\s*:/i

/** Tells the kind of a source by its first bytes (64 KiB are plenty). */
export function detect(start: Buffer): SourceKind {
  const text = start.toString('utf8').replace(/^\ufeff/, '')
  if (/^From \S.*\r?\n/.test(text)) return 'mbox'
  if (/^\s*(?:<!doctype html|<html|<!--\s*(?:X-Subject|MHonArc|received=|hypermail))/i.test(text)) return 'page'
  if (startsWithHeaders(text)) return 'mail'
  return looksLikePage(text) ? 'page' : 'nothing'
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
