import {
  SERIES_RULES,
  type Revision,
  type RevisionMember,
  type Series,
  type SeriesEvidence,
} from '../model/series.ts'
import { groupedBy } from '../text/grouped-by.ts'
import type { Database } from './database.ts'
import { holding } from './like.ts'

/** Series with their keys in the store. */
export interface StoredSeries extends Series {
  readonly key: number
}

/** The given series, by key. */
export async function readSeries(
  database: Database,
  keys: readonly number[],
): Promise<StoredSeries[]> {
  const list = JSON.stringify(keys)
  const heads = await database.all<{
    id: number
    name: string
    title: string
    change_id: string | null
    tree: string | null
    author: string
    address: string
  }>(
    `SELECT s.id, s.name, s.title, s.change_id, s.tree, a.name AS author, a.address
     FROM json_each(?) j JOIN series s ON s.id = j.value JOIN address a ON a.id = s.author
     ORDER BY j.key`,
    list,
  )
  const revisions = await readRevisions(database, list)
  return heads.map((s) => ({
    key: s.id,
    name: s.name,
    title: s.title,
    author: { name: s.author || null, address: s.address || null },
    changeId: s.change_id,
    tree: s.tree,
    revisions: revisions.get(s.id) ?? [],
  }))
}

/** A row of a table of versions, with the Message-ID that it names. */
interface At {
  readonly series: number
  readonly position: number
  readonly message_id: string
}

interface RevisionRow extends At {
  readonly version: number
  readonly rfc: number
  readonly date: string | null
  readonly score: number | null
  readonly runner_up: string | null
  readonly runner_up_score: number | null
}

type EvidenceRow = At & {
  readonly rule: SeriesEvidence['rule']
  readonly weight: number | null
}

/** Versions, oldest first, by key of their series. @param list of series, as JSON */
async function readRevisions(database: Database, list: string): Promise<Map<number, Revision[]>> {
  const of = <T extends At>(table: string, order: string): Promise<T[]> =>
    database.all<T>(
      `SELECT t.*, m.message_id FROM json_each(?) j JOIN ${table} t ON t.series = j.value
       JOIN message m ON m.id = t.message ORDER BY t.series, t.position, ${order}`,
      list,
    )
  const parts: Parts = {
    evidence: groupedBy(await of<EvidenceRow>('revision_evidence', 't.rule'), keyOf),
    patches: groupedBy(await readPatches(database, list), keyOf),
    members: groupedBy(
      await of<At & { number: number; role: RevisionMember['role'] }>(
        'revision_message',
        't.number, m.message_id',
      ),
      keyOf,
    ),
    missing: groupedBy(await readMissing(database, list), keyOf),
  }
  const rows = await of<RevisionRow>('revision', '1')
  const found = groupedBy(rows, ({ series }) => series)
  return new Map([...found].map(([key, all]) => [key, all.map((r) => revisionFrom(r, parts))]))
}

type PatchRow = At & { readonly number: number; readonly title: string; readonly carried: number }

function readPatches(database: Database, list: string): Promise<PatchRow[]> {
  return database.all<PatchRow>(
    `SELECT t.series, t.position, t.number, t.carried, m.message_id, p.title
     FROM json_each(?) j JOIN revision_patch t ON t.series = j.value
     JOIN message m ON m.id = t.message JOIN patch p ON p.message = t.message
     ORDER BY t.series, t.position, t.number`,
    list,
  )
}

type MissingRow = Pick<At, 'series' | 'position'> & { readonly number: number }

function readMissing(database: Database, list: string): Promise<MissingRow[]> {
  return database.all<MissingRow>(
    `SELECT t.series, t.position, t.number
     FROM json_each(?) j JOIN revision_missing t ON t.series = j.value
     ORDER BY t.series, t.position, t.number`,
    list,
  )
}

/** Rows that hang on versions, by `keyOf`. */
interface Parts {
  readonly evidence: ReadonlyMap<string, readonly EvidenceRow[]>
  readonly patches: ReadonlyMap<string, readonly PatchRow[]>
  readonly members: ReadonlyMap<
    string,
    readonly (At & { number: number; role: RevisionMember['role'] })[]
  >
  readonly missing: ReadonlyMap<string, readonly MissingRow[]>
}

function revisionFrom(row: RevisionRow, parts: Parts): Revision {
  const at = keyOf(row)
  const evidence = parts.evidence.get(at) ?? []
  return {
    version: row.version,
    rfc: row.rfc === 1,
    messageId: row.message_id,
    date: row.date,
    evidence: SERIES_RULES.flatMap((rule) => evidence.filter((e) => e.rule === rule)).map((e) => ({
      rule: e.rule,
      messageId: e.message_id,
      weight: e.weight,
    })),
    score: row.score,
    runnerUp:
      row.runner_up === null ? null : { messageId: row.runner_up, score: row.runner_up_score ?? 0 },
    patches: (parts.patches.get(at) ?? []).map((p) => ({
      number: p.number,
      messageId: p.message_id,
      title: p.title,
      carried: p.carried === 1,
    })),
    members: (parts.members.get(at) ?? []).map((m) => ({
      messageId: m.message_id,
      role: m.role,
      number: m.number,
    })),
    missing: (parts.missing.get(at) ?? []).map(({ number }) => number),
  }
}

function keyOf({ series, position }: Pick<At, 'series' | 'position'>): string {
  return `${series} ${position}`
}

/** Keys of the series that hold the given messages, and what each message is in it. */
export async function seriesOfMessages(
  database: Database,
  messages: readonly number[],
): Promise<{ message: number; series: number; position: number; role: string; number: number }[]> {
  return database.all(
    `SELECT r.message, r.series, r.position, r.role, r.number
     FROM json_each(?) j JOIN revision_message r ON r.message = j.value ORDER BY j.key`,
    JSON.stringify(messages),
  )
}

/** What a series may be called, or any part of it that was one by itself. */
export async function namesWithin(database: Database, series: number): Promise<string[]> {
  const rows = await database.all<{ name: string }>(
    `SELECT s.name FROM series s WHERE s.id = ?1
     UNION SELECT m.message_id FROM revision_message r JOIN message m ON m.id = r.message
     WHERE r.series = ?1
     UNION SELECT p.change_id FROM revision_message r JOIN patch p ON p.message = r.message
     WHERE r.series = ?1 AND p.change_id IS NOT NULL`,
    series,
  )
  return rows.map(({ name }) => name)
}

/** Keys of all series, by date of their first version. */
export async function allSeries(database: Database): Promise<number[]> {
  const rows = await database.all<{ id: number }>(
    `SELECT s.id FROM series s JOIN revision r ON r.series = s.id AND r.position = 0
     ORDER BY r.date IS NULL, r.date, s.name`,
  )
  return rows.map(({ id }) => id)
}

/** The series with this change-id or name, if any. */
export async function seriesByName(database: Database, name: string): Promise<number | null> {
  return (
    (
      await database.get<{ id: number }>(
        'SELECT id FROM series WHERE name = ? OR change_id = ?',
        name,
        name,
      )
    )?.id ?? null
  )
}

/** Series by words of their title, newest first: all words must stand in it. */
export async function seriesByWords(
  database: Database,
  words: readonly string[],
): Promise<{ id: number; title: string; name: string; date: string | null; version: number }[]> {
  const like = words.map(() => `s.title LIKE ? ESCAPE '\\'`).join(' AND ')
  return database.all(
    `SELECT s.id, s.title, s.name, (SELECT z.date FROM revision z WHERE z.series = s.id
       ORDER BY z.version DESC, z.position LIMIT 1) AS date, max(r.version) AS version
     FROM series s JOIN revision r ON r.series = s.id
     WHERE ${like} GROUP BY s.id ORDER BY max(r.date) DESC, s.name LIMIT 40`,
    ...words.map(holding),
  )
}
