import type { Link, AnchoredComment } from '../model/link.ts'
import { anchorThread } from './anchors.ts'
import { linksOf } from './links.ts'
import type { Mail } from '../model/mail.ts'
import { traceThread } from './trace.ts'

/** What relates the messages of one thread; a pure function of their facts. */
export interface ReviewedThread {
  readonly mails: readonly ReviewedMail[]
  /** Made ids whose message is another copy of one with an id of its own. */
  readonly copies: readonly { readonly id: string; readonly of: string }[]
}

export interface ReviewedMail {
  readonly id: string
  readonly parent: string | null
  readonly links: readonly Link[]
  readonly comments: readonly AnchoredComment[]
}

/** Links the quotes and places the comments of a thread. The order of the mails does not matter. */
export function linkThread(mails: readonly Mail[]): ReviewedThread {
  const copies = copiesIn(mails)
  const isCopy = new Set(copies.map(({ id }) => id))
  const sorted = mails.filter((mail) => !isCopy.has(mail.id)).sort((a, b) => (a.id < b.id ? -1 : 1))
  const traced = traceThread(sorted)
  const anchored = anchorThread(traced)
  return {
    copies,
    mails: [...traced.values()].map((mail) => ({
      id: mail.mail.id,
      parent: mail.parent?.id ?? null,
      links: linksOf(mail),
      comments: anchored.get(mail.mail.id) ?? [],
    })),
  }
}

/** A saved page has no Message-ID of its own: where the mail itself is here, the page is a copy. */
function copiesIn(mails: readonly Mail[]): { id: string; of: string }[] {
  const owners = new Map<string, string>()
  for (const { id, idIsMade, fingerprint } of mails) {
    const known = owners.get(fingerprint)
    if (!idIsMade && (known === undefined || id < known)) owners.set(fingerprint, id)
  }
  return mails.flatMap(({ id, idIsMade, fingerprint }) => {
    const of = owners.get(fingerprint)
    return idIsMade && of !== undefined ? [{ id, of }] : []
  })
}
