import type { AnchoredComment } from '../../model/link.ts'
import type { Database } from '../database.ts'
import { placedComments } from '../placed.ts'
import { linesOf, readMails, type StoredMail } from '../read-mails.ts'

/** Some mails and their comments, by Message-ID: as much as a few issues cite. */
export interface CitedMail {
  readonly mails: ReadonlyMap<string, StoredMail>
  readonly comments: ReadonlyMap<string, readonly AnchoredComment[]>
}

/** The lines of some mails, by Message-ID; unknown ids are left out. */
export async function linesOfMails(
  database: Database,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await database.all<{ message_id: string; body: string }>(
    'SELECT m.message_id, m.body FROM json_each(?) j JOIN message m ON m.message_id = j.atom',
    JSON.stringify([...new Set(ids)]),
  )
  return new Map(rows.map(({ message_id, body }) => [message_id, linesOf(body)]))
}

/** The lines of some mails above their diffs, by Message-ID; unknown ids are left out. */
export async function linesAboveDiffs(
  database: Database,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await database.all<{ message_id: string; body: string; first: number | null }>(
    `SELECT m.message_id, m.body, (SELECT min(f.line) FROM file f WHERE f.message = m.id) AS first
     FROM json_each(?) j JOIN message m ON m.message_id = j.atom`,
    JSON.stringify(ids),
  )
  return new Map(
    rows.map(({ message_id, body, first }) => [
      message_id,
      first === null ? linesOf(body) : body.split('\n', first - 1),
    ]),
  )
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
