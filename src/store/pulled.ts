import type { Person } from '../model/message.ts'
import type { Pulled, Request } from '../model/review.ts'
import { PULL_TREE } from '../model/series.ts'
import type { Database } from './database.ts'
import { readMails, type StoredMail } from './read-mails.ts'

/**
 * What pull requests hold of some series, by their keys: patches of the same title and author that
 * have a file in common. As in QEMU, whose maintainers post once more what they ask to be pulled.
 */
export async function pulledOf(
  database: Database,
  keys: readonly number[],
): Promise<Map<number, Pulled[]>> {
  const rows = await database.all<Row>(
    `SELECT DISTINCT r.series, m.message_id AS id, m.subject, q.title, m.date, a.name, a.address,
       n.series AS pull, n.position
     FROM json_each(?) j JOIN series s ON s.id = j.value AND s.tree IS NULL
     JOIN revision_message r ON r.series = s.id
     JOIN patch p ON p.message = r.message AND p.is_cover = 0
     JOIN patch q ON q.title = p.title AND q.is_cover = 0
     JOIN address b ON b.id = p.author JOIN address c ON c.id = q.author AND c.address = b.address
     JOIN revision_message n ON n.message = q.message
     JOIN series x ON x.id = n.series AND x.tree = '${PULL_TREE}'
     JOIN message m ON m.id = q.message AND m.removed = 0 JOIN address a ON a.id = m.sender
     WHERE EXISTS (SELECT 1 FROM file f JOIN file g ON g.message = q.message
       AND coalesce(g.new_path, g.old_path) = coalesce(f.new_path, f.old_path)
       WHERE f.message = p.message)`,
    JSON.stringify(keys),
  )
  if (rows.length === 0) return new Map()
  const requests = await requestsOf(database, [...new Set(rows.map((row) => row.pull))])
  rows.sort((a, b) => (`${a.date ?? '9999'} ${a.id}` < `${b.date ?? '9999'} ${b.id}` ? -1 : 1))
  const found = new Map<number, Pulled[]>()
  for (const { series, id, subject, title, date, name, address, pull, position } of rows) {
    const by: Person = { name: name || null, address: address || null }
    const own = requests.filter((one) => one.pull === pull)
    const { mail, answers = [] } = own.find((one) => one.position === position) ?? {}
    const one = {
      ...{ messageId: id, subject, title, date, by, answers },
      request: mail?.id ?? id,
      later: own.filter((other) => other.position > position),
    }
    const list = found.get(series)
    if (list) list.push(one)
    else found.set(series, [one])
  }
  return found
}

interface Row {
  readonly series: number
  readonly id: string
  readonly subject: string
  readonly title: string
  readonly date: string | null
  readonly name: string
  readonly address: string
  /** Key of the series that the request is, and which of its versions. */
  readonly pull: number
  readonly position: number
}

type Asked = Request & Pick<Row, 'pull' | 'position'>

/** The mails that ask for something to be pulled, and what is answered to them, by their keys. */
async function requestsOf(database: Database, pulls: readonly number[]): Promise<Asked[]> {
  const asked = await database.all<{ pull: number; position: number; message: number }>(
    `SELECT v.series AS pull, v.position, v.message
     FROM json_each(?) j JOIN revision v ON v.series = j.value ORDER BY v.series, v.position`,
    JSON.stringify(pulls),
  )
  const replies = await database.all<{ head: number; message: number }>(
    `SELECT t.parent AS head, t.message FROM json_each(?) h JOIN thread t ON t.parent = h.value
     JOIN message m ON m.id = t.message AND m.content = 'reply'
     UNION SELECT u.parent, t.message FROM json_each(?) h JOIN thread u ON u.parent = h.value
     JOIN thread t ON t.parent = u.message
     JOIN message m ON m.id = t.message AND m.content = 'reply'
     JOIN message n ON n.id = u.message AND n.content = 'reply'`,
    ...[1, 2].map(() => JSON.stringify(asked.map(({ message }) => message))),
  )
  const all = [...asked, ...replies].map(({ message }) => message)
  const mails = new Map((await readMails(database, [...new Set(all)])).map((m) => [m.key, m]))
  const answers = new Map<number, StoredMail[]>()
  for (const { head, message } of replies) {
    const mail = mails.get(message)
    if (mail) answers.set(head, [...(answers.get(head) ?? []), mail])
  }
  return asked.flatMap(({ pull, position, message }) => {
    const mail = mails.get(message)
    if (!mail) return []
    const own = [...(answers.get(message) ?? [])].sort(byTime)
    return [{ pull, position, mail, subject: mail.subject, answers: own }]
  })
}

function byTime(a: StoredMail, b: StoredMail): number {
  return `${a.date ?? '9999'} ${a.id}` < `${b.date ?? '9999'} ${b.id}` ? -1 : 1
}

/**
 * Series of which pull requests hold patches are to be reviewed anew.
 * @param patches those whose requests count; `null`: all
 */
export async function markPulled(
  database: Database,
  patches: readonly number[] | null,
): Promise<void> {
  await mark(database, patches && JSON.stringify(patches))
}

/**
 * The same where threads are derived anew: what is answered to a request may refuse it.
 * @param messages their keys, JSON
 */
export async function markAnswered(database: Database, messages: string): Promise<void> {
  await mark(database, messages)
}

async function mark(database: Database, messages: string | null): Promise<void> {
  const own =
    messages === null
      ? ''
      : `AND x.id IN (SELECT r.series FROM json_each(?) j
           JOIN revision_message r ON r.message = j.value)`
  await database.run(
    `INSERT OR IGNORE INTO stale_series
     SELECT DISTINCT s.id FROM series x JOIN revision_message n ON n.series = x.id
     JOIN patch q ON q.message = n.message JOIN patch p ON p.title = q.title
     JOIN revision_message r ON r.message = p.message
     JOIN series s ON s.id = r.series AND s.tree IS NULL
     WHERE x.tree = '${PULL_TREE}' ${own}`,
    ...(messages === null ? [] : [messages]),
  )
}
