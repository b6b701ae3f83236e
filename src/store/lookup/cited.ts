import type { AnchoredComment } from '../../model/link.ts'
import type { Database } from '../database.ts'
import { placedComments } from '../placed.ts'
import { readMails, type StoredMail } from '../read-mails.ts'

/** Some mails and their comments, by Message-ID: as much as a few issues cite. */
export interface CitedMail {
  readonly mails: ReadonlyMap<string, StoredMail>
  readonly comments: ReadonlyMap<string, readonly AnchoredComment[]>
}

/** Reads these mails alone; unknown ids are left out. */
export async function readCited(database: Database, ids: readonly string[]): Promise<CitedMail> {
  const rows = await database.all<{ id: number }>(
    'SELECT m.id FROM json_each(?) j JOIN message m ON m.message_id = j.atom',
    JSON.stringify([...new Set(ids)]),
  )
  const keys = rows.map(({ id }) => id)
  const mails = await readMails(database, keys)
  const comments = await placedComments(database, keys)
  return {
    mails: new Map(mails.map((mail) => [mail.id, mail])),
    comments: new Map(mails.map((mail) => [mail.id, comments.get(mail.key) ?? []])),
  }
}
