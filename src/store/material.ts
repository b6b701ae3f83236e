import type { Trailer } from '../model/content.ts'
import type { AnchoredComment } from '../model/link.ts'
import type { Person } from '../model/message.ts'
import type { SeriesMail } from '../model/review.ts'
import type { Database } from './database.ts'
import { placedComments } from './placed.ts'
import { committedOf } from './joining/committed.ts'
import { pulledOf } from './pulled.ts'
import { readMails, type StoredMail } from './read-mails.ts'
import { readSeries, type StoredSeries } from './series.ts'

/** What is known of one series, with the keys of its mail. */
export interface StoredMaterial extends SeriesMail {
  readonly series: StoredSeries
  readonly mails: ReadonlyMap<string, StoredMail>
}

/**
 * The mail of each series: its versions, and below them all that answers without being of another
 * series. By date and Message-ID: what is derived may not depend on the order of arrival. Each is
 * looked up by itself: PostgreSQL cannot know how few they are, and would read all messages.
 */
const MAIL = `
WITH RECURSIVE mail(series, message) AS (
  SELECT r.series, r.message FROM json_each(?) j JOIN revision_message r ON r.series = j.value
  UNION
  SELECT m.series, t.message FROM mail m JOIN thread t ON t.parent = m.message
  WHERE NOT EXISTS (SELECT 1 FROM revision_message r WHERE r.message = t.message AND r.series <> m.series)
)
SELECT series, message FROM (
  SELECT x.series, x.message,
    (SELECT m.date FROM message m WHERE m.id = x.message) AS date,
    (SELECT m.message_id FROM message m WHERE m.id = x.message) AS id
  FROM (
    SELECT series, message FROM mail
    UNION SELECT r.series, r.message FROM json_each(?) j JOIN revision_patch r ON r.series = j.value
  ) x
) y WHERE id IS NOT NULL ORDER BY series, date IS NULL, date, id`

/** How mails are read: whole, unless somebody needs less of them. */
type ReadMails = typeof readMails

/**
 * Reads everything that is known of some series: a dozen statements, however many.
 * @param read how their mails are read
 */
export async function readMaterial(
  database: Database,
  keys: readonly number[],
  read: ReadMails = readMails,
): Promise<StoredMaterial[]> {
  const all = await readSeries(database, keys)
  const list = JSON.stringify(keys)
  const mail = await database.all<{ series: number; message: number }>(MAIL, list, list)
  const messages = [...new Set(mail.map(({ message }) => message))]
  const mails = new Map((await read(database, messages)).map((mail) => [mail.key, mail]))
  const ids = JSON.stringify(messages)
  const comments = await placedComments(database, messages)
  const parents = new Map(
    (
      await database.all<{ message: number; parent: string | null }>(
        'SELECT t.message, p.message_id AS parent FROM json_each(?) j JOIN thread t ON t.message = j.value LEFT JOIN message p ON p.id = t.parent',
        ids,
      )
    ).map((row) => [row.message, row.parent]),
  )
  const trailers = await trailersOf(database, ids)
  const authors = new Map(
    (
      await database.all<{ message: number; name: string; address: string }>(
        'SELECT p.message, a.name, a.address FROM json_each(?) j JOIN patch p ON p.message = j.value JOIN address a ON a.id = p.author',
        ids,
      )
    ).map((row): [number, Person] => [
      row.message,
      { name: row.name || null, address: row.address || null },
    ]),
  )
  const mailOf = new Map<number, StoredMail[]>()
  for (const { series, message } of mail) {
    const mail = mails.get(message)
    const list = mailOf.get(series)
    if (mail && list) list.push(mail)
    else if (mail) mailOf.set(series, [mail])
  }
  const pulled = await pulledOf(database, keys)
  const committed = await committedOf(database, keys)
  return all.map((series) => ({
    ...materialOf(series, mailOf.get(series.key) ?? [], { comments, parents, trailers, authors }),
    pulled: pulled.get(series.key) ?? [],
    committed: committed.get(series.key) ?? [],
  }))
}

interface ByKey {
  readonly comments: ReadonlyMap<number, readonly AnchoredComment[]>
  readonly parents: ReadonlyMap<number, string | null>
  readonly trailers: ReadonlyMap<number, readonly Trailer[]>
  readonly authors: ReadonlyMap<number, Person>
}

function materialOf(
  series: StoredSeries,
  mail: readonly StoredMail[],
  by: ByKey,
): Omit<StoredMaterial, 'pulled' | 'committed'> {
  const pick = <T>(map: ReadonlyMap<number, T>): Map<string, T> =>
    new Map(
      mail.flatMap((mail) => {
        const value = map.get(mail.key)
        return value === undefined ? [] : [[mail.id, value] as const]
      }),
    )
  return {
    series,
    mails: new Map(mail.map((mail) => [mail.id, mail])),
    comments: pick(by.comments),
    parents: pick(by.parents),
    trailers: pick(by.trailers),
    authors: pick(by.authors),
  }
}

async function trailersOf(database: Database, ids: string): Promise<Map<number, Trailer[]>> {
  const rows = await database.all<{
    message: number
    line: number
    end_line: number
    name: string
    value: string
  }>(
    'SELECT t.* FROM json_each(?) j JOIN trailer t ON t.message = j.value ORDER BY t.message, t.line',
    ids,
  )
  const found = new Map<number, Trailer[]>()
  for (const row of rows) {
    const list = found.get(row.message)
    const trailer = { line: row.line, endLine: row.end_line, name: row.name, value: row.value }
    if (list) list.push(trailer)
    else found.set(row.message, [trailer])
  }
  return found
}
