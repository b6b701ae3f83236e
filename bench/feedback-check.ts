import { createHash } from 'node:crypto'
import { feedbackReport, touchedByDiff } from '../src/query/feedback.ts'
import { readMails } from '../src/store/read-mails.ts'
import type { Database } from '../src/store/store.ts'
import type { Counts } from './table.ts'

/** Comments asked for. */
const SAMPLE = 150
const FIRST = 10

interface Asked {
  readonly message_id: string
  readonly number: number
  readonly path: string
  /** Keys of the patches of the later version that change the file, as a JSON list. */
  readonly later: string
  readonly date: string
}

/**
 * For comments on lines of a diff whose series has a later version that changes the file too: does
 * `feedback`, asked with all that the later version changes in that file, at the time it was sent,
 * name the comment among the first ten discussions? Comments are chosen by a hash of their ids.
 * @returns those that are not
 */
export async function checkFeedback(store: Database, counts: Counts): Promise<string[]> {
  const rows = await store.all<Asked>(
    `SELECT m.message_id, a.number, a.path, json_group_array(DISTINCT f.message) AS later, min(l.date) AS date FROM anchor a JOIN message m ON m.id = a.message JOIN revision_message r ON r.message = a.about
     JOIN revision_patch p ON p.series = r.series AND p.position = r.position + 1 AND p.carried = 0
     JOIN file f ON f.message = p.message AND f.new_path = a.path JOIN message l ON l.id = f.message AND l.date > m.date WHERE a.path IS NOT NULL
     GROUP BY a.message, a.number`,
  )
  const order = (row: Asked): string =>
    createHash('sha1').update(`${row.message_id}#${row.number}`).digest('hex')
  const chosen = rows
    .map((row) => ({ row, order: order(row) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .slice(0, SAMPLE)
  const missed: string[] = []
  for (const { row } of chosen) {
    const mails = await readMails(store, JSON.parse(row.later) as number[])
    const diff = mails
      .flatMap((mail) =>
        mail.files
          .filter((file) => file.newPath === row.path)
          .map((file) => mail.lines.slice(file.line - 1, file.endLine).join('\n')),
      )
      .join('\n')
    const { items } = await feedbackReport(store, touchedByDiff(diff) ?? [], {
      limit: FIRST,
      before: row.date,
    })
    const id = `${row.message_id}#${row.number}`
    counts.add('feedback.asked')
    if (items.some(({ comment, others }) => comment.comment.id === id || others.includes(id)))
      counts.add('feedback.found')
    else missed.push(`${id} ${row.path}`)
  }
  return missed
}
