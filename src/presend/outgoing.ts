import type { StorableMessage } from '../model/rows.ts'
import type { Series } from '../model/series.ts'

/** Patches as they will be once they are sent. */
export interface Outgoing {
  readonly version: number
  /** The cover, else the first patch. */
  readonly first: StorableMessage
  readonly mails: readonly StorableMessage[]
}

/**
 * The next version of a series, made of patches that have not been sent: each with a Message-ID of
 * its own, the date of today, as an answer to the first. `null` where none is a patch.
 * @param now ISO 8601 UTC, later than all mail of the series
 */
export function outgoing(
  given: readonly StorableMessage[],
  series: Series,
  now: string,
): Outgoing | null {
  const mails = given.filter(({ content }) => ['patch', 'cover'].includes(content.kind))
  const sorted = [...mails].sort((a, b) => numberOf(a) - numberOf(b))
  const [head] = sorted
  if (!head) return null
  const last = Math.max(...series.revisions.map(({ version }) => version))
  const said = head.content.subject
  const version = said.versionGiven && said.version > last ? said.version : last + 1
  const sent = sorted.map((mail, i) => asSent(mail, i, version, now))
  return { version, first: sent[0] ?? head, mails: sent }
}

function numberOf({ content }: StorableMessage): number {
  return content.subject.number ?? (content.kind === 'cover' ? 0 : 1)
}

function asSent(
  mail: StorableMessage,
  index: number,
  version: number,
  now: string,
): StorableMessage {
  const { message, content } = mail
  const first = idOf(0)
  return {
    ...mail,
    message: {
      ...message,
      id: idOf(index),
      idIsMade: false,
      date: now,
      inReplyTo: index === 0 ? [] : [first],
      references: index === 0 ? [] : [first],
    },
    content: {
      ...content,
      subject: { ...content.subject, version, versionGiven: true, resend: false },
    },
  }
}

/** A Message-ID that no mail has. */
function idOf(index: number): string {
  return `<${index}.unsent@presend.patchtrail>`
}
