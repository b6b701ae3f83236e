import type { Issue } from '../../model/issue.ts'
import type { KeptComments, KeptJudgement } from '../../model/rows.ts'
import { messageOf, numberOf } from '../../text/comment-id.ts'
import type { Database, PackedRows } from '../database.ts'
import { deleteOf, rowsFor } from '../tables.ts'
import {
  ISSUE,
  ISSUE_ANSWER,
  ISSUE_EVIDENCE,
  ISSUE_PARTS,
  ISSUE_VERSION,
  JUDGEMENT,
} from '../tables/issue.ts'
import type { RowOf } from '../tables/table.ts'

/** Verdicts and issues of some series, as they go into the store. */
export async function commentRows(
  database: Database,
  reviews: readonly KeptComments[],
): Promise<PackedRows[]> {
  const keys = await keysFor(database, reviews)
  const issues = reviews.flatMap((r) => r.issues)
  return [
    rowsFor(
      JUDGEMENT,
      reviews.flatMap((r) => r.judgements.map((j) => judgementRow(j, r.key, keys))),
    ),
    rowsFor(
      ISSUE,
      reviews.flatMap((r) => r.issues.map((issue) => issueRow(issue, r.key, keys))),
    ),
    rowsFor(
      ISSUE_EVIDENCE,
      issues.flatMap((issue) => evidenceRows(issue, keys)),
    ),
    rowsFor(
      ISSUE_VERSION,
      issues.flatMap((issue) => versionRows(issue, keys)),
    ),
    rowsFor(
      ISSUE_ANSWER,
      issues.flatMap((issue) => answerRows(issue, keys)),
    ),
  ]
}

/** Drops verdicts and issues of some series. @param series as a JSON list */
export async function dropComments(database: Database, series: string): Promise<void> {
  for (const { name } of ISSUE_PARTS) {
    await database.run(
      `DELETE FROM ${name} WHERE (message, number) IN (
         SELECT i.message, i.number FROM json_each(?) j JOIN issue i ON i.series = j.value
       )`,
      series,
    )
  }
  await deleteOf(database, 'series', [ISSUE, JUDGEMENT], series)
}

/** Keys of messages, and of their senders. */
interface Keys {
  message(id: string | null | undefined): number | null
  sender(id: string): number
}

async function keysFor(database: Database, reviews: readonly KeptComments[]): Promise<Keys> {
  const ids = new Set(
    reviews.flatMap((r) => [...r.judgements.map((j) => j.messageId), ...r.issues.flatMap(namedBy)]),
  )
  const rows = await database.all<{ id: number; message_id: string; sender: number }>(
    `SELECT m.id, m.message_id, m.sender
     FROM json_each(?) j JOIN message m ON m.message_id = j.atom`,
    JSON.stringify([...ids]),
  )
  const known = new Map(rows.map((row) => [row.message_id, row]))
  return {
    message: (id) => (id ? (known.get(id)?.id ?? null) : null),
    sender: (id) => known.get(id)?.sender ?? 0,
  }
}

/** All messages that an issue names. */
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

/** The two halves of a comment's id. */
function commentAt(id: string, keys: Keys): { message: number; number: number } {
  return { message: keys.message(messageOf(id)) ?? 0, number: numberOf(id) }
}

function judgementRow(j: KeptJudgement, series: number, keys: Keys): RowOf<typeof JUDGEMENT> {
  const issue = j.issue === null ? null : commentAt(j.issue, keys)
  return {
    message: keys.message(j.messageId) ?? 0,
    number: j.number,
    series,
    position: j.position,
    patch: j.patch,
    kind: j.kind,
    actionable: Number(j.actionable),
    probability: j.probability,
    severity: j.severity,
    issue_message: issue?.message ?? null,
    issue_number: issue?.number ?? null,
  }
}

function issueRow(i: Issue, series: number, keys: Keys): RowOf<typeof ISSUE> {
  return {
    ...commentAt(i.id, keys),
    series,
    position: i.revisionIndex,
    patch: i.patch,
    line: i.line,
    author: keys.sender(i.messageId),
    date: i.date,
    sender: i.sender,
    role: i.role,
    kind: i.kind,
    severity: i.severity,
    probability: i.probability,
    reasons: i.reasons.join('; '),
    summary: i.summary,
    about: keys.message(i.about?.messageId),
    about_line: i.about?.line ?? null,
    about_end_line: i.about?.endLine ?? null,
    state: i.state,
    addressed_in: i.addressedAt,
    confidence: i.confidence,
    marked: Number(i.marked),
    asked_of: i.askedOf,
    strength: i.strength,
    state_probability: i.stateProbability,
    moot: Number(i.moot),
  }
}

function evidenceRows(issue: Issue, keys: Keys): RowOf<typeof ISSUE_EVIDENCE>[] {
  return issue.evidence.map(({ rule, messageId, line, text }, ordinal) => ({
    ...commentAt(issue.id, keys),
    ordinal,
    rule,
    evidence: keys.message(messageId),
    line,
    text,
  }))
}

/** State and fate of an issue, version by version. */
function versionRows(issue: Issue, keys: Keys): RowOf<typeof ISSUE_VERSION>[] {
  return issue.states.map(({ revisionIndex, state }) => {
    const step = issue.fates.find((f) => f.revisionIndex === revisionIndex)
    return {
      ...commentAt(issue.id, keys),
      position: revisionIndex,
      state,
      fate: step?.fate ?? null,
      place: keys.message(step?.place?.messageId),
      place_line: step?.place?.line ?? null,
      place_end_line: step?.place?.endLine ?? null,
      passed: Number(issue.passedOver.includes(revisionIndex)),
    }
  })
}

function answerRows(issue: Issue, keys: Keys): RowOf<typeof ISSUE_ANSWER>[] {
  return issue.answers.map((id, ordinal) => {
    const answer = commentAt(id, keys)
    return {
      ...commentAt(issue.id, keys),
      ordinal,
      answer: answer.message,
      answer_number: answer.number,
    }
  })
}
