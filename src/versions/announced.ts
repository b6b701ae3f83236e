import type { Mail } from '../model/mail.ts'
import type { Series } from '../model/series.ts'
import { mentionedIds } from '../text/message-ids.ts'
import { isSamePerson } from '../text/people.ts'

/** A version that the author announces in a reply: `v4 is here: <link>`. */
export interface Announced {
  readonly version: number
  /** The message of the version. */
  readonly messageId: string
  /** The reply that says so. */
  readonly in: string
}

const VERSION = /(?:^|[^\w.-])v(\d{1,2})\b(?!\.\d)/i

/**
 * Later versions than the last one that is here, as the author's replies name them with a link: the
 * newest word on each. Whether they are in the store under another series is not known here.
 */
export function announcedOf(series: Series, mails: Iterable<Mail>): Announced[] {
  const last = Math.max(...series.revisions.map(({ version }) => version))
  const own = new Set(series.revisions.flatMap((r) => r.members.map((m) => m.messageId)))
  const found = new Map<number, Announced>()
  for (const mail of mails) {
    if (mail.kind !== 'reply' || own.has(mail.id) || !isSamePerson(mail.from, series.author))
      continue
    for (const [i, line] of mail.lines.entries()) {
      if (/^\s*[>|]/.test(line)) continue
      const messageId = mentionedIds(line).find((id) => !own.has(id) && id !== mail.id)
      if (!messageId) continue
      const version = versionOf(line) ?? versionOf(mail.lines[i - 1] ?? '')
      if (version !== null && version > last)
        found.set(version, { version, messageId, in: mail.id })
    }
  }
  return [...found.values()].sort((a, b) => a.version - b.version)
}

/** The version a line names outside of addresses and quotes. */
function versionOf(line: string): number | null {
  if (/^\s*[>|]/.test(line)) return null
  const found = VERSION.exec(
    line.replace(/<?\S*:\/\/\S+/g, ' ').replace(/<[^<>\s]+@[^<>\s]+>/g, ' '),
  )
  return found ? Number(found[1]) : null
}
