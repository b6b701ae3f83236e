import type { CommentKind, IssueState, Severity } from '../model/issue.ts'
import type { Override } from '../model/override.ts'
import { nowText } from './write/now.ts'
import { messageOf } from '../text/comment-id.ts'
import type { Database } from './database.ts'

/** Verdicts on the comments of some messages, by `<key of the message> <number>`. */
export async function readJudgements(
  database: Database,
  messages: readonly number[],
): Promise<Map<string, JudgementRow>> {
  const rows = await database.all<JudgementRow>(
    `SELECT t.message, t.number, t.kind, t.actionable, t.severity, s.name AS series, r.version, r.rfc,
       t.patch, m.message_id AS issue_id, t.issue_number, i.state, x.version AS addressed_in,
       x.rfc AS addressed_rfc
     FROM json_each(?) j JOIN judgement t ON t.message = j.value JOIN series s ON s.id = t.series
     LEFT JOIN revision r ON r.series = t.series AND r.position = t.position
     LEFT JOIN message m ON m.id = t.issue_message
     LEFT JOIN issue i ON i.message = t.issue_message AND i.number = t.issue_number
     LEFT JOIN revision x ON x.series = i.series AND x.position = i.addressed_in`,
    JSON.stringify(messages),
  )
  return new Map(rows.map((row) => [`${row.message} ${row.number}`, row]))
}

export interface JudgementRow {
  message: number
  number: number
  kind: CommentKind
  actionable: number
  severity: Severity | null
  series: string
  version: number | null
  rfc: number | null
  patch: number | null
  issue_id: string | null
  issue_number: number | null
  /** Of the issue. */
  state: IssueState | null
  addressed_in: number | null
  addressed_rfc: number | null
}

/** The series that a comment belongs to; `null` for none. */
export async function seriesOfComment(
  database: Database,
  message: number,
  number: number,
): Promise<number | null> {
  return (
    (
      await database.get<{ series: number }>(
        'SELECT series FROM judgement WHERE message = ? AND number = ?',
        message,
        number,
      )
    )?.series ?? null
  )
}

/** What the user said of comments, by their ids. */
export async function readOverrides(database: Database): Promise<Map<string, Override>> {
  const rows = await database.all<{ id: string; state: Override['state']; note: string | null }>(
    'SELECT id, state, note FROM user_mark',
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * Keeps the user's word on a comment, or takes it back where `mark` is `null`; its series goes on
 * the work list.
 */
export async function saveOverride(
  database: Database,
  id: string,
  mark: Override | null,
): Promise<void> {
  await database.transaction(async () => {
    if (mark === null) await database.run('DELETE FROM user_mark WHERE id = ?', id)
    else {
      await database.run(
        `INSERT INTO user_mark (id, state, note, date) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, note = excluded.note, date = excluded.date`,
        id,
        mark.state,
        mark.note,
        nowText(),
      )
    }
    await database.run(
      `INSERT OR IGNORE INTO stale_series
       SELECT j.series FROM judgement j JOIN message m ON m.id = j.message WHERE m.message_id = ?`,
      messageOf(id),
    )
  })
}
