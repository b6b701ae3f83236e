import { createHash } from 'node:crypto'
import type { PatchFacts, Revision, Series, SeriesEvidence, UserJoin } from '../model/series.ts'
import { groupedBy } from '../text/grouped-by.ts'
import type { Database, Value } from './database.ts'
import { dropComments } from './issues.ts'
import { holding } from './like.ts'
import { readHunkMarks, readMentions, readSigners } from './patch-marks.ts'

interface PatchRow {
  id: number
  message_id: string
  is_cover: number
  title: string
  name: string
  address: string
  sender_name: string
  sender_address: string
  version: number
  version_given: number
  reroll: number | null
  number: number | null
  total: number | null
  rfc: number
  resend: number
  tags: string
  change_id: string | null
  date: string | null
}

/** All patches and covers but copies, with the facts by which versions find each other. */
export async function readPatchFacts(database: Database): Promise<PatchFacts[]> {
  const rows = await database.all<PatchRow>(
    `SELECT m.id, m.message_id, m.date, p.*, a.name, a.address, s.name AS sender_name, s.address AS sender_address
     FROM patch p JOIN message m ON m.id = p.message JOIN address a ON a.id = p.author JOIN address s ON s.id = m.sender
     WHERE m.removed = 0 AND NOT (m.id_is_made AND EXISTS (SELECT 1 FROM message o WHERE o.fingerprint = m.fingerprint AND NOT o.id_is_made))
     ORDER BY m.message_id`,
  )
  const references = await lists(
    database,
    'SELECT r.message, json_group_array(r.referenced ORDER BY r.header DESC, r.position) AS list FROM message_reference r JOIN patch p ON p.message = r.message GROUP BY r.message',
  )
  const mentions = await readMentions(database)
  const signers = await readSigners(database)
  const marks = await readHunkMarks(database)
  const paths = await lists(
    database,
    'SELECT message, json_group_array(coalesce(new_path, old_path) ORDER BY line) AS list FROM file WHERE coalesce(new_path, old_path) IS NOT NULL GROUP BY message',
  )
  return rows.map((row) => ({
    id: row.message_id,
    isCover: row.is_cover === 1,
    title: row.title,
    author: { name: row.name || null, address: row.address || null },
    sender: { name: row.sender_name || null, address: row.sender_address || null },
    version: row.version,
    versionGiven: row.version_given === 1,
    reroll: row.reroll,
    number: row.number,
    total: row.total,
    rfc: row.rfc === 1,
    resend: row.resend === 1,
    tags: row.tags,
    changeId: row.change_id,
    date: row.date,
    references: references.get(row.id) ?? [],
    mentions: mentions.get(row.id) ?? [],
    paths: paths.get(row.id) ?? [],
    signer: signers.get(row.id) ?? null,
    places: marks.get(row.id)?.places ?? [],
    shape: marks.get(row.id)?.shape ?? null,
  }))
}

/** Lists by message: a row for each of their values would take several times the memory, and the time. */
async function lists(database: Database, sql: string): Promise<Map<number, string[]>> {
  const rows = await database.all<{ message: number; list: string }>(sql)
  return new Map(rows.map(({ message, list }) => [message, JSON.parse(list) as string[]]))
}

/** What the user said of which messages belong together. */
export async function readUserLinks(database: Database): Promise<UserJoin[]> {
  const rows = await database.all<{ a: string; b: string; joined: number }>(
    'SELECT a, b, joined FROM user_link ORDER BY a, b',
  )
  return rows.map(({ a, b, joined }) => ({ a, b, joined: joined === 1 }))
}

/** Keeps what the user says of two messages; a later word replaces an earlier one. */
export async function saveUserLink(database: Database, { a, b, joined }: UserJoin): Promise<void> {
  const [first, second] = a < b ? [a, b] : [b, a]
  await database.run(
    `INSERT INTO user_link (a, b, joined, date) VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
     ON CONFLICT (a, b) DO UPDATE SET joined = excluded.joined, date = excluded.date`,
    first,
    second,
    Number(joined),
  )
}

const TABLES = [
  'series',
  'revision',
  'revision_evidence',
  'revision_patch',
  'revision_missing',
  'revision_message',
] as const
/** What is found out about a series. */
const OF_REVIEW = ['patch_match', 'standing', 'participant', 'stale_series'] as const

/**
 * Makes the store hold these series, in the transaction in which their facts were read. Only those
 * that differ from what is there are written, and put on the work list for a review.
 */
export async function saveSeries(database: Database, series: readonly Series[]): Promise<void> {
  const known = new Map(
    (
      await database.all<{ id: number; name: string; digest: string }>(
        'SELECT id, name, digest FROM series',
      )
    ).map((row) => [row.name, row]),
  )
  const digests = new Map(
    series.map((s) => [s.name, createHash('sha1').update(JSON.stringify(s)).digest('hex')]),
  )
  const changed = series.filter((s) => known.get(s.name)?.digest !== digests.get(s.name))
  const gone = [...known.values()]
    .filter(({ name, digest }) => digests.get(name) !== digest)
    .map(({ id }) => id)
  const stays = new Set(series.flatMap((s) => known.get(s.name)?.id ?? []))
  // What was found out about a series stays until it has been reviewed anew: readers must not miss it meanwhile.
  const over = gone.filter((id) => !stays.has(id))
  await drop(database, TABLES, gone)
  await drop(database, OF_REVIEW, over)
  await dropComments(database, over)
  let next = [...known.values()].reduce((top, { id }) => Math.max(top, id), 0)
  const numbered = changed.map((s) => ({
    ...s,
    id: known.get(s.name)?.id ?? ++next,
    digest: digests.get(s.name) ?? '',
  }))
  await insertSeries(database, numbered)
  await database.insertRows(
    'stale_series',
    ['series'],
    numbered.map(({ id }) => [id]),
  )
}

async function drop(
  database: Database,
  tables: readonly string[],
  series: readonly number[],
): Promise<void> {
  const list = JSON.stringify(series)
  for (const table of tables) {
    await database.run(
      `DELETE FROM ${table} WHERE ${table === 'series' ? 'id' : 'series'} IN (SELECT value FROM json_each(?))`,
      list,
    )
  }
}

async function insertSeries(
  database: Database,
  series: readonly (Series & { readonly id: number; readonly digest: string })[],
): Promise<void> {
  const ids = [
    ...new Set(
      series.flatMap((s) =>
        s.revisions.flatMap((r) => [
          ...r.members.map((m) => m.messageId),
          ...r.evidence.map((e) => e.messageId),
          ...r.patches.map((p) => p.messageId),
        ]),
      ),
    ),
  ]
  const keys = new Map(
    (
      await database.all<{ id: number; message_id: string; author: number }>(
        'SELECT m.id, m.message_id, p.author FROM json_each(?) j JOIN message m ON m.message_id = j.value JOIN patch p ON p.message = m.id',
        JSON.stringify(ids),
      )
    ).map((row) => [row.message_id, row]),
  )
  const key = (id: string): number | null => keys.get(id)?.id ?? null
  const rows = <T>(list: (r: Revision) => readonly T[], columns: (item: T) => Value[]): Value[][] =>
    series.flatMap((s) =>
      s.revisions.flatMap((r, position) =>
        list(r).map((item) => [s.id, position, ...columns(item)]),
      ),
    )
  const insert = (table: string, columns: string[], values: Value[][]): Promise<void> =>
    database.insertRows(table, ['series', 'position', ...columns], values)

  await database.insertRows(
    'series',
    ['id', 'name', 'title', 'author', 'change_id', 'tree', 'digest'],
    series.map((s) => [
      s.id,
      s.name,
      s.title,
      keys.get(s.revisions[0]?.messageId ?? '')?.author ?? 0,
      s.changeId,
      s.tree,
      s.digest,
    ]),
  )
  await insert(
    'revision',
    ['version', 'rfc', 'message', 'date', 'score', 'runner_up', 'runner_up_score'],
    rows(
      (r) => [r],
      (r) => [
        r.version,
        Number(r.rfc),
        key(r.messageId),
        r.date,
        r.score,
        r.runnerUp?.messageId ?? null,
        r.runnerUp?.score ?? null,
      ],
    ),
  )
  await insert(
    'revision_evidence',
    ['rule', 'message', 'weight'],
    rows(
      (r) => r.evidence,
      (e) => [e.rule, key(e.messageId), e.weight],
    ),
  )
  await insert(
    'revision_patch',
    ['number', 'message', 'carried'],
    rows(
      (r) => r.patches,
      (p) => [p.number, key(p.messageId), Number(p.carried)],
    ),
  )
  await insert(
    'revision_missing',
    ['number'],
    rows(
      (r) => r.missing,
      (n) => [n],
    ),
  )
  await insert(
    'revision_message',
    ['message', 'role', 'number'],
    rows(
      (r) => r.members,
      (m) => [key(m.messageId), m.role, m.number],
    ),
  )
}

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
  const of = <T>(columns: string, table: string, order: string): Promise<T[]> =>
    database.all<T>(
      `SELECT t.series, t.position, ${columns} FROM json_each(?) j JOIN ${table} ORDER BY t.series, t.position, ${order}`,
      list,
    )
  const heads = await database.all<{
    id: number
    name: string
    title: string
    change_id: string | null
    tree: string | null
    author: string
    address: string
  }>(
    `SELECT s.id, s.name, s.title, s.change_id, s.tree, a.name AS author, a.address FROM json_each(?) j JOIN series s ON s.id = j.value JOIN address a ON a.id = s.author ORDER BY j.key`,
    list,
  )
  const at = 't ON t.series = j.value JOIN message m ON m.id = t.message'
  const revisions = await of<
    At & {
      version: number
      rfc: number
      message_id: string
      date: string | null
      score: number | null
      runner_up: string | null
      runner_up_score: number | null
    }
  >(
    't.version, t.rfc, t.date, t.score, t.runner_up, t.runner_up_score, m.message_id',
    `revision ${at}`,
    '1',
  )
  const evidence = groupedBy(
    await of<At & { rule: SeriesEvidence['rule']; message_id: string; weight: number | null }>(
      't.rule, t.weight, m.message_id',
      `revision_evidence ${at}`,
      't.rule',
    ),
    keyOf,
  )
  const patches = groupedBy(
    await of<At & { number: number; message_id: string; title: string; carried: number }>(
      't.number, t.carried, m.message_id, p.title',
      `revision_patch ${at} JOIN patch p ON p.message = t.message`,
      't.number',
    ),
    keyOf,
  )
  const members = groupedBy(
    await of<At & { number: number; message_id: string; role: 'cover' | 'patch' | 'again' }>(
      't.number, t.role, m.message_id',
      `revision_message ${at}`,
      't.number, m.message_id',
    ),
    keyOf,
  )
  const missing = groupedBy(
    await of<At & { number: number }>(
      't.number',
      'revision_missing t ON t.series = j.value',
      't.number',
    ),
    keyOf,
  )
  const revisionFrom = (r: (typeof revisions)[number]): Revision => ({
    version: r.version,
    rfc: r.rfc === 1,
    messageId: r.message_id,
    date: r.date,
    evidence: RULES.flatMap((rule) =>
      (evidence.get(keyOf(r)) ?? []).filter((e) => e.rule === rule),
    ).map((e) => ({ rule: e.rule, messageId: e.message_id, weight: e.weight })),
    score: r.score,
    runnerUp:
      r.runner_up === null ? null : { messageId: r.runner_up, score: r.runner_up_score ?? 0 },
    patches: (patches.get(keyOf(r)) ?? []).map((p) => ({
      number: p.number,
      messageId: p.message_id,
      title: p.title,
      carried: p.carried === 1,
    })),
    members: (members.get(keyOf(r)) ?? []).map((m) => ({
      messageId: m.message_id,
      role: m.role,
      number: m.number,
    })),
    missing: (missing.get(keyOf(r)) ?? []).map(({ number }) => number),
  })
  const bySeries = new Map<number, Revision[]>()
  for (const r of revisions)
    bySeries.set(r.series, [...(bySeries.get(r.series) ?? []), revisionFrom(r)])
  return heads.map((s) => ({
    key: s.id,
    name: s.name,
    title: s.title,
    author: { name: s.author || null, address: s.address || null },
    changeId: s.change_id,
    tree: s.tree,
    revisions: bySeries.get(s.id) ?? [],
  }))
}

/** Strongest first. */
const RULES: readonly SeriesEvidence['rule'][] = [
  'user',
  'change-id',
  'link',
  'in-reply-to',
  'title',
  'patch-titles',
  'files',
]

interface At {
  readonly series: number
  readonly position: number
}

function keyOf({ series, position }: At): string {
  return `${series} ${position}`
}

/** Keys of the series that hold the given messages, and what each message is in it. */
export async function seriesOfMessages(
  database: Database,
  messages: readonly number[],
): Promise<{ message: number; series: number; position: number; role: string; number: number }[]> {
  return database.all(
    'SELECT r.message, r.series, r.position, r.role, r.number FROM json_each(?) j JOIN revision_message r ON r.message = j.value',
    JSON.stringify(messages),
  )
}

/** Keys of all series, by date of their first version. */
export async function allSeries(database: Database): Promise<number[]> {
  const rows = await database.all<{ id: number }>(
    'SELECT s.id FROM series s JOIN revision r ON r.series = s.id AND r.position = 0 ORDER BY r.date IS NULL, r.date, s.name',
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
    `SELECT s.id, s.title, s.name, r.date, max(r.version) AS version FROM series s JOIN revision r ON r.series = s.id
     WHERE ${like} GROUP BY s.id ORDER BY max(r.date) DESC, s.name LIMIT 40`,
    ...words.map(holding),
  )
}
