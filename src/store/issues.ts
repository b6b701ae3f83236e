import type { Issue } from '../model/issue.ts'
import type { Origin } from '../model/link.ts'
import { groupedBy } from '../text/grouped-by.ts'
import type { Database } from './database.ts'
import { ISSUE_ANSWER, ISSUE_EVIDENCE, ISSUE_VERSION, type ISSUE } from './tables/issue.ts'
import type { RowOf, Table } from './tables/table.ts'

type IssueRow = RowOf<typeof ISSUE> & {
  readonly message_id: string
  readonly name: string
  readonly address: string
  readonly about_id: string | null
}

/** An issue and the series it belongs to. */
export interface StoredIssue extends Issue {
  readonly series: number
}

/** What hangs on an issue and is read apart from it. */
type Apart = 'evidence' | 'fates' | 'states' | 'answers' | 'passedOver' | 'again'

/** An issue without what hangs on it. */
export type IssueHead = Omit<StoredIssue, Apart> & { readonly key: number; readonly number: number }

/** Issues of some series, in the order of versions, patches and lines. */
export async function readIssues(
  database: Database,
  series: readonly number[],
): Promise<StoredIssue[]> {
  return withParts(database, await readIssueHeads(database, series))
}

/** The same without what hangs on them, for who shows few of many. */
export async function readIssueHeads(
  database: Database,
  series: readonly number[],
): Promise<IssueHead[]> {
  const rows = await database.all<IssueRow>(
    `SELECT i.*, m.message_id, a.name, a.address, b.message_id AS about_id
     FROM json_each(?) j JOIN issue i ON i.series = j.value
     JOIN message m ON m.id = i.message JOIN address a ON a.id = i.author
     LEFT JOIN message b ON b.id = i.about
     ORDER BY j.key, i.position, i.patch, i.about_line IS NULL, i.about_line,
       i.date NULLS FIRST,       m.message_id, i.line`,
    JSON.stringify(series),
  )
  return rows.map((row) => ({
    ...issueFrom(row),
    series: row.series,
    key: row.message,
    number: row.number,
  }))
}

/** Whole issues, in the order given. */
export async function withParts(
  database: Database,
  heads: readonly IssueHead[],
): Promise<StoredIssue[]> {
  if (heads.length === 0) return []
  const parts = await readParts(
    database,
    JSON.stringify(heads.map((h) => [h.key, h.number])),
    JSON.stringify([...new Set(heads.map((h) => h.series))]),
  )
  return heads.map(({ key, number, ...head }) => ({
    ...head,
    ...partsFrom(parts, `${key} ${number}`),
  }))
}

/** Rows that hang on issues, by `keyOf`. */
interface Parts {
  readonly evidence: ReadonlyMap<string, readonly EvidenceRow[]>
  readonly versions: ReadonlyMap<string, readonly VersionRow[]>
  readonly answers: ReadonlyMap<string, readonly AnswerRow[]>
  readonly again: ReadonlyMap<string, readonly AgainRow[]>
}

/** `message_id`: of the message that the row names. */
type EvidenceRow = RowOf<typeof ISSUE_EVIDENCE> & { readonly message_id: string | null }
type VersionRow = RowOf<typeof ISSUE_VERSION> & { readonly message_id: string | null }
type AnswerRow = RowOf<typeof ISSUE_ANSWER> & { readonly message_id: string }

/** A comment that raises an issue, named by `message` and `number`, again. */
interface AgainRow {
  readonly message: number
  readonly number: number
  readonly position: number
  readonly patch: number
  readonly message_id: string
  readonly by_number: number
}

/**
 * @param list of pairs of message and number, as JSON
 * @param series keys of all their series, as JSON
 */
async function readParts(database: Database, list: string, series: string): Promise<Parts> {
  const of = async <T extends { readonly message: number; readonly number: number }>(
    table: Table,
    named: string,
    order: string,
  ): Promise<Map<string, T[]>> =>
    groupedBy(
      await database.all<T>(
        `SELECT t.*, m.message_id
         FROM json_each(?) j
         JOIN ${table.name} t ON t.message = CAST(j.value ->> 0 AS BIGINT) AND t.number = CAST(j.value ->> 1 AS BIGINT)
         LEFT JOIN message m ON m.id = t.${named}
         ORDER BY t.message, t.number, t.${order}`,
        list,
      ),
      keyOf,
    )
  return {
    evidence: await of(ISSUE_EVIDENCE, 'evidence', 'ordinal'),
    versions: await of(ISSUE_VERSION, 'place', 'position'),
    answers: await of(ISSUE_ANSWER, 'answer', 'ordinal'),
    again: groupedBy(await readAgain(database, series), keyOf),
  }
}

/** In the order of versions. */
function readAgain(database: Database, series: string): Promise<AgainRow[]> {
  return database.all<AgainRow>(
    `SELECT g.issue_message AS message, g.issue_number AS number, g.position, g.patch,
       m.message_id, g.number AS by_number
     FROM json_each(?) j JOIN judgement g ON g.series = j.value
     JOIN message m ON m.id = g.message
     WHERE g.issue_message IS NOT NULL AND g.position IS NOT NULL
       AND (g.message <> g.issue_message OR g.number <> g.issue_number)
     ORDER BY g.position, m.date, m.message_id, g.number`,
    series,
  )
}

function partsFrom(parts: Parts, at: string): Pick<Issue, Apart> {
  const versions = parts.versions.get(at) ?? []
  return {
    evidence: (parts.evidence.get(at) ?? []).map((e) => ({
      rule: e.rule,
      messageId: e.message_id,
      line: e.line,
      text: e.text,
    })),
    fates: versions.flatMap(({ position, fate, message_id: id, place_line, place_end_line }) =>
      fate === null
        ? []
        : [{ revisionIndex: position, fate, place: originOf(id, place_line, place_end_line) }],
    ),
    passedOver: versions.flatMap(({ position, passed }) => (passed === 1 ? [position] : [])),
    states: versions.map(({ position, state }) => ({ revisionIndex: position, state })),
    answers: (parts.answers.get(at) ?? []).map((a) => `${a.message_id}#${a.answer_number}`),
    again: (parts.again.get(at) ?? []).map((a) => ({
      id: `${a.message_id}#${a.by_number}`,
      revisionIndex: a.position,
      patch: a.patch,
    })),
  }
}

function issueFrom(row: IssueRow): Omit<Issue, Apart> {
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
    askedOf: row.asked_of,
    strength: row.strength,
    stateProbability: row.state_probability,
    moot: row.moot === 1,
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
