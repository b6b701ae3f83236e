import type { Person } from '../model/message.ts'
import type { Pulled } from '../model/review.ts'
import { PULL_TREE } from '../model/series.ts'
import type { Database } from './database.ts'

/**
 * What pull requests hold of some series, by their keys: patches of the same title and author that
 * have a file in common. As in QEMU, whose maintainers post once more what they ask to be pulled.
 */
export async function pulledOf(
  database: Database,
  keys: readonly number[],
): Promise<Map<number, Pulled[]>> {
  const rows = await database.all<{
    series: number
    id: string
    subject: string
    title: string
    date: string | null
    name: string
    address: string
    request: string
  }>(
    `SELECT DISTINCT r.series, m.message_id AS id, m.subject, q.title, m.date, a.name, a.address,
       x.name AS request
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
  rows.sort((a, b) => (`${a.date ?? '9999'} ${a.id}` < `${b.date ?? '9999'} ${b.id}` ? -1 : 1))
  const found = new Map<number, Pulled[]>()
  for (const { series, id, subject, title, date, name, address, request } of rows) {
    const by: Person = { name: name || null, address: address || null }
    const list = found.get(series)
    const one = { messageId: id, subject, title, date, by, request }
    if (list) list.push(one)
    else found.set(series, [one])
  }
  return found
}

/**
 * Series of which pull requests hold patches are to be reviewed anew.
 * @param patches those whose requests count; `null`: all
 */
export async function markPulled(
  database: Database,
  patches: readonly number[] | null,
): Promise<void> {
  const own =
    patches === null
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
    ...(patches === null ? [] : [JSON.stringify(patches)]),
  )
}
