import type { AnnouncedVersion } from '../model/report/status.ts'
import type { Mail } from '../model/mail.ts'
import type { Series } from '../model/series.ts'
import { linesAround } from '../text/lines-around.ts'
import { mentionedIds } from '../text/message-ids.ts'
import { isSamePerson } from '../text/people.ts'
import { meaningOf } from './evidence/mentions.ts'

const VERSION = /(?:^|[^\w.-])v(\d{1,2})\b(?!\.\d)/i

/**
 * Versions that the author names with a link and that this series does not have: later ones as
 * replies name them (`v4 is here: <link>`), the newest word on each; earlier ones as covers and
 * changelogs do (`Link to v1: <link>`). Whether they are in the store under another series is not
 * known here.
 */
export function announcedOf(series: Series, mails: Iterable<Mail>): AnnouncedVersion[] {
  const all = [...mails]
  const found = new Map<string, AnnouncedVersion>()
  for (const one of [...earlierOf(series, all), ...laterOf(series, all)])
    found.set(`${one.version} ${one.rfc}`, one)
  return [...found.values()].sort((a, b) => Number(b.rfc) - Number(a.rfc) || a.version - b.version)
}

function membersOf(series: Series): ReadonlySet<string> {
  return new Set(series.revisions.flatMap((r) => r.members.map((m) => m.messageId)))
}

function laterOf(series: Series, mails: readonly Mail[]): AnnouncedVersion[] {
  const last = Math.max(...series.revisions.map(({ version }) => version))
  const own = membersOf(series)
  return mails.flatMap((mail): AnnouncedVersion[] => {
    if (mail.kind !== 'reply' || own.has(mail.id) || !isSamePerson(mail.from, series.author))
      return []
    return mail.lines.flatMap((line, i) => {
      if (/^\s*[>|]/.test(line)) return []
      const messageId = mentionedIds(line).find((id) => !own.has(id) && id !== mail.id)
      const version = messageId ? (versionOf(line) ?? versionOf(mail.lines[i - 1] ?? '')) : null
      if (!messageId || version === null || version <= last) return []
      return [{ version, rfc: false, messageId, in: mail.id }]
    })
  })
}

/** What each version says of those before it, above its diffs. */
function earlierOf({ revisions }: Series, mails: readonly Mail[]): AnnouncedVersion[] {
  const byId = new Map(mails.map((mail) => [mail.id, mail]))
  const has = (version: number, rfc: boolean): boolean =>
    revisions.some((r) => r.version === version && r.rfc === rfc)
  return revisions.flatMap((r) =>
    r.members
      .flatMap(({ messageId }) => {
        const mail = byId.get(messageId)
        return mail ? namedIn(mail) : []
      })
      .filter(({ version, rfc }) => !has(version, rfc) && (version < r.version || (rfc && !r.rfc))),
  )
}

/** An address alone (`Cc: <stable@...>`) is a person's. */
const LINK = /^(?!\s*[>|]).*(?::\/\/|\b(?:message-?id|mid|id|supersedes|obsoletes):)/i

/** Earlier versions that the text of a posting links to. */
function namedIn(mail: Mail): AnnouncedVersion[] {
  const end = (mail.files[0]?.line ?? mail.lines.length + 1) - 1
  const lines = mail.lines.slice(0, end)
  return lines.flatMap((line, i) => {
    const [messageId] = LINK.test(line) ? mentionedIds(line) : []
    if (!messageId || messageId === mail.id) return []
    const around = linesAround(lines, i)
    const { relation, version } = meaningOf({ messageId, line, around })
    const named = [line, ...around].find((text) => versionOf(text) !== null || isRfc(text))
    if (relation !== 'earlier' || version === null || named === undefined) return []
    const rfc = isRfc(named)
    return [{ version: versionOf(named) ?? 1, rfc, messageId, in: mail.id }]
  })
}

function isRfc(line: string): boolean {
  return /\brfc\b/i.test(bare(line))
}

/** The version a line names outside of addresses and quotes. */
function versionOf(line: string): number | null {
  if (/^\s*[>|]/.test(line)) return null
  const found = VERSION.exec(bare(line))
  return found ? Number(found[1]) : null
}

/** A line without its addresses. */
function bare(line: string): string {
  return line.replace(/<?\S*:\/\/\S+/g, ' ').replace(/<[^<>\s]+@[^<>\s]+>/g, ' ')
}
