import type { CommentKind, Confidence, Issue, IssueState, Role, Severity } from '../model/issue.ts'
import type { Origin } from '../model/link.ts'
import type { Override } from '../model/override.ts'
import type { Sender } from '../model/reply.ts'
import type { LineFate } from '../model/versions.ts'
import { messageOf, numberOf } from '../text/comment-id.ts'
import { groupedBy } from '../text/grouped-by.ts'
import type { Database, Value } from './database.ts'

/** A comment's verdict, to be kept. */
export interface KeptJudgement {
  readonly messageId: string
  readonly number: number
  readonly position: number | null
  readonly patch: number | null
  readonly kind: CommentKind
  readonly actionable: boolean
  readonly probability: number
  readonly severity: Severity | null
  /** Id of the issue it raises or raises again. */
  readonly issue: string | null
}

/** Verdicts and issues of one series. */
export interface KeptComments {
  readonly key: number
  readonly judgements: readonly KeptJudgement[]
  readonly issues: readonly Issue[]
}

const OF_ISSUES = ['issue_evidence', 'issue_version', 'issue_answer'] as const

/** Replaces verdicts and issues of some series. */
export async function saveComments(
  database: Database,
  reviews: readonly KeptComments[],
): Promise<void> {
  await dropComments(
    database,
    reviews.map(({ key }) => key),
  )
  const ids = new Set(
    reviews.flatMap((r) => [...r.judgements.map((j) => j.messageId), ...r.issues.flatMap(namedBy)]),
  )
  const rows = await database.all<{ id: number; message_id: string; sender: number }>(
    'SELECT m.id, m.message_id, m.sender FROM json_each(?) j JOIN message m ON m.message_id = j.value',
    JSON.stringify([...ids]),
  )
  const known = new Map(rows.map((row) => [row.message_id, row]))
  const key = (id: string | null | undefined): number | null =>
    id ? (known.get(id)?.id ?? null) : null
  const at = (id: string): Value[] => [key(messageOf(id)), numberOf(id)]
  const each = <T>(
    list: (i: Issue) => readonly T[],
    columns: (item: T, turn: number) => Value[],
  ): Value[][] =>
    reviews.flatMap((r) =>
      r.issues.flatMap((i) => list(i).map((item, turn) => [...at(i.id), ...columns(item, turn)])),
    )

  await database.insertRows(
    'judgement',
    [
      'message',
      'number',
      'series',
      'position',
      'patch',
      'kind',
      'actionable',
      'probability',
      'severity',
      'issue_message',
      'issue_number',
    ],
    reviews.flatMap((r) =>
      r.judgements.map((j) => [
        key(j.messageId),
        j.number,
        r.key,
        j.position,
        j.patch,
        j.kind,
        Number(j.actionable),
        j.probability,
        j.severity,
        ...(j.issue === null ? [null, null] : at(j.issue)),
      ]),
    ),
  )
  await database.insertRows(
    'issue',
    [
      'message',
      'number',
      'series',
      'position',
      'patch',
      'line',
      'author',
      'date',
      'sender',
      'role',
      'kind',
      'severity',
      'probability',
      'reasons',
      'summary',
      'about',
      'about_line',
      'about_end_line',
      'state',
      'addressed_in',
      'confidence',
      'marked',
    ],
    reviews.flatMap((r) =>
      r.issues.map((i) => [
        ...at(i.id),
        r.key,
        i.revisionIndex,
        i.patch,
        i.line,
        known.get(i.messageId)?.sender ?? 0,
        i.date,
        i.sender,
        i.role,
        i.kind,
        i.severity,
        i.probability,
        i.reasons.join('; '),
        i.summary,
        key(i.about?.messageId),
        i.about?.line ?? null,
        i.about?.endLine ?? null,
        i.state,
        i.addressedAt,
        i.confidence,
        Number(i.marked),
      ]),
    ),
  )
  await database.insertRows(
    'issue_evidence',
    ['message', 'number', 'turn', 'rule', 'evidence', 'line', 'text'],
    each(
      (i) => i.evidence,
      (e, turn) => [turn, e.rule, key(e.messageId), e.line, e.text],
    ),
  )
  await database.insertRows(
    'issue_version',
    ['message', 'number', 'position', 'state', 'fate', 'place', 'place_line', 'place_end_line'],
    each(versionsOf, (v) => [
      v.position,
      v.state,
      v.step?.fate ?? null,
      key(v.step?.place?.messageId),
      v.step?.place?.line ?? null,
      v.step?.place?.endLine ?? null,
    ]),
  )
  await database.insertRows(
    'issue_answer',
    ['message', 'number', 'turn', 'answer', 'answer_number'],
    each(
      (i) => i.answers,
      (a, turn) => [turn, ...at(a)],
    ),
  )
}

/** State and fate of an issue, version by version. */
function versionsOf({
  states,
  fates,
}: Issue): { position: number; state: IssueState; step: Issue['fates'][number] | null }[] {
  return states.map(({ revisionIndex, state }) => ({
    position: revisionIndex,
    state,
    step: fates.find((f) => f.revisionIndex === revisionIndex) ?? null,
  }))
}

/** Drops verdicts and issues of some series. */
export async function dropComments(database: Database, keys: readonly number[]): Promise<void> {
  const list = JSON.stringify(keys)
  for (const table of OF_ISSUES) {
    await database.run(
      `DELETE FROM ${table} WHERE (message, number) IN (SELECT i.message, i.number FROM json_each(?) j JOIN issue i ON i.series = j.value)`,
      list,
    )
  }
  for (const table of ['issue', 'judgement'])
    await database.run(
      `DELETE FROM ${table} WHERE series IN (SELECT value FROM json_each(?))`,
      list,
    )
}

function namedBy(issue: Issue): string[] {
  const places = issue.fates.flatMap((f) => f.place?.messageId ?? [])
  return [
    issue.messageId,
    issue.about?.messageId ?? '',
    ...places,
    ...issue.evidence.flatMap((e) => e.messageId ?? []),
    ...issue.answers.map(messageOf),
  ].filter(Boolean)
}

interface IssueRow {
  message: number
  number: number
  series: number
  position: number
  patch: number
  line: number
  message_id: string
  name: string
  address: string
  date: string | null
  sender: Sender
  role: Role
  kind: CommentKind
  severity: Severity | null
  probability: number
  reasons: string
  summary: string
  about_id: string | null
  about_line: number | null
  about_end_line: number | null
  state: IssueState
  addressed_in: number | null
  confidence: Confidence
  marked: number
}

/** An issue and the series it belongs to. */
export interface StoredIssue extends Issue {
  readonly series: number
}

/** Issues of some series, in the order of versions, patches and lines. */
export async function readIssues(
  database: Database,
  series: readonly number[],
): Promise<StoredIssue[]> {
  const list = JSON.stringify(series)
  const rows = await database.all<IssueRow>(
    `SELECT i.*, m.message_id, a.name, a.address, b.message_id AS about_id FROM json_each(?) j JOIN issue i ON i.series = j.value
     JOIN message m ON m.id = i.message JOIN address a ON a.id = i.author LEFT JOIN message b ON b.id = i.about
     ORDER BY j.key, i.position, i.patch, i.about_line IS NULL, i.about_line, i.date, m.message_id, i.line`,
    list,
  )
  const of = async <T>(
    columns: string,
    table: string,
    join: string,
    order: string,
  ): Promise<Map<string, T[]>> =>
    groupedBy(
      await database.all<T & { message: number; number: number }>(
        `SELECT t.message, t.number, ${columns} FROM json_each(?) j JOIN issue i ON i.series = j.value JOIN ${table} t ON t.message = i.message AND t.number = i.number ${join} ORDER BY t.message, t.number, ${order}`,
        list,
      ),
      keyOf,
    )
  const evidence = await of<{
    rule: string
    message_id: string | null
    line: number | null
    text: string
  }>(
    't.rule, t.line, t.text, m.message_id',
    'issue_evidence',
    'LEFT JOIN message m ON m.id = t.evidence',
    't.turn',
  )
  const versions = await of<VersionRow>(
    't.position, t.state, t.fate, t.place_line, t.place_end_line, m.message_id',
    'issue_version',
    'LEFT JOIN message m ON m.id = t.place',
    't.position',
  )
  const answers = await of<{ message_id: string; answer_number: number }>(
    't.answer_number, m.message_id',
    'issue_answer',
    'JOIN message m ON m.id = t.answer',
    't.turn',
  )
  return rows.map((row) => {
    const at = `${row.message} ${row.number}`
    return {
      ...issueFrom(row),
      series: row.series,
      evidence: (evidence.get(at) ?? []).map((e) => ({
        rule: e.rule,
        messageId: e.message_id,
        line: e.line,
        text: e.text,
      })),
      fates: (versions.get(at) ?? []).flatMap((v) =>
        v.fate === null
          ? []
          : [
              {
                revisionIndex: v.position,
                fate: v.fate,
                place: originOf(v.message_id, v.place_line, v.place_end_line),
              },
            ],
      ),
      states: (versions.get(at) ?? []).map(({ position, state }) => ({
        revisionIndex: position,
        state,
      })),
      answers: (answers.get(at) ?? []).map((a) => `${a.message_id}#${a.answer_number}`),
    }
  })
}

interface VersionRow {
  position: number
  state: IssueState
  fate: LineFate | null
  message_id: string | null
  place_line: number | null
  place_end_line: number | null
}

function issueFrom(row: IssueRow): Omit<Issue, 'evidence' | 'fates' | 'states' | 'answers'> {
  return {
    id: `${row.message_id}#${row.number}`,
    messageId: row.message_id,
    line: row.line,
    revisionIndex: row.position,
    patch: row.patch,
    summary: row.summary,
    by: { name: row.name || null, address: row.address || null },
    date: row.date,
    sender: row.sender,
    role: row.role,
    kind: row.kind,
    severity: row.severity,
    probability: row.probability,
    reasons: row.reasons.split('; ').filter(Boolean),
    about: originOf(row.about_id, row.about_line, row.about_end_line),
    state: row.state,
    addressedAt: row.addressed_in,
    confidence: row.confidence,
    marked: row.marked === 1,
  }
}

function originOf(
  messageId: string | null,
  line: number | null,
  endLine: number | null,
): Origin | null {
  return messageId === null || line === null || endLine === null
    ? null
    : { messageId, line, endLine }
}

function keyOf({ message, number }: { readonly message: number; readonly number: number }): string {
  return `${message} ${number}`
}

/** Verdicts on the comments of some messages, by `<key of the message> <number>`. */
export async function readJudgements(
  database: Database,
  messages: readonly number[],
): Promise<Map<string, JudgementRow>> {
  const rows = await database.all<JudgementRow>(
    `SELECT t.message, t.number, t.kind, t.actionable, t.severity, s.name AS series, r.version, t.patch, m.message_id AS issue_id, t.issue_number,
       i.state, x.version AS addressed_in
     FROM json_each(?) j JOIN judgement t ON t.message = j.value JOIN series s ON s.id = t.series
     LEFT JOIN revision r ON r.series = t.series AND r.position = t.position LEFT JOIN message m ON m.id = t.issue_message
     LEFT JOIN issue i ON i.message = t.issue_message AND i.number = t.issue_number LEFT JOIN revision x ON x.series = i.series AND x.position = i.addressed_in`,
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
  patch: number | null
  issue_id: string | null
  issue_number: number | null
  /** Of the issue. */
  state: IssueState | null
  addressed_in: number | null
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

/** Keeps the user's word on a comment, or takes it back where `mark` is `null`; its series goes on the work list. */
export async function saveOverride(
  database: Database,
  id: string,
  mark: Override | null,
): Promise<void> {
  await database.transaction(async () => {
    if (mark === null) await database.run('DELETE FROM user_mark WHERE id = ?', id)
    else {
      await database.run(
        `INSERT INTO user_mark (id, state, note, date) VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, note = excluded.note, date = excluded.date`,
        id,
        mark.state,
        mark.note,
      )
    }
    await database.run(
      'INSERT OR IGNORE INTO stale_series SELECT j.series FROM judgement j JOIN message m ON m.id = j.message WHERE m.message_id = ?',
      messageOf(id),
    )
  })
}
