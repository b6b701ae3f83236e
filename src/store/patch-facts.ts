import type { PatchFacts, UserJoin } from '../model/series.ts'
import type { Database } from './database.ts'
import { META, insertInto } from './tables.ts'
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
  code: number | null
  sketch: string | null
  date: string | null
}

/** All patches and covers but copies, with the facts by which versions find each other. */
export async function readPatchFacts(database: Database): Promise<PatchFacts[]> {
  const rows = await database.all<PatchRow>(
    `SELECT m.id, m.message_id, m.date, p.*, a.name, a.address,
       s.name AS sender_name, s.address AS sender_address
     FROM patch p JOIN message m ON m.id = p.message
     JOIN address a ON a.id = p.author JOIN address s ON s.id = m.sender
     WHERE m.removed = 0 AND NOT (
       m.id_is_made AND EXISTS (
         SELECT 1 FROM message o WHERE o.fingerprint = m.fingerprint AND NOT o.id_is_made
       )
     )
     ORDER BY m.message_id`,
  )
  const references = await lists(
    database,
    `SELECT r.message, json_group_array(r.referenced ORDER BY r.header DESC, r.position) AS list
     FROM message_reference r JOIN patch p ON p.message = r.message GROUP BY r.message`,
  )
  const mentions = await readMentions(database)
  const signers = await readSigners(database)
  const marks = await readHunkMarks(database)
  const paths = await lists(
    database,
    `SELECT message, json_group_array(coalesce(new_path, old_path) ORDER BY line) AS list
     FROM file WHERE coalesce(new_path, old_path) IS NOT NULL GROUP BY message`,
  )
  return rows.map((row) => ({
    ...ownFacts(row),
    references: references.get(row.id) ?? [],
    mentions: mentions.get(row.id) ?? [],
    paths: paths.get(row.id) ?? [],
    signer: signers.get(row.id) ?? null,
    places: marks.get(row.id)?.places ?? [],
    shape: marks.get(row.id)?.shape ?? null,
  }))
}

type OwnFacts = Omit<
  PatchFacts,
  'references' | 'mentions' | 'paths' | 'signer' | 'places' | 'shape'
>

/** What its subject and headers say. */
function ownFacts(row: PatchRow): OwnFacts {
  return {
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
    code: row.code,
    sketch: (row.sketch ?? '').split(' ').flatMap((n) => (n === '' ? [] : parseInt(n, 36))),
    date: row.date,
  }
}

/**
 * Lists by message: a row for each of their values would take several times the memory, and the
 * time.
 */
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

/**
 * What versions are joined by, and what they were joined to: other patches, or other series than
 * those that were kept, and it is another text. Facts are only added, and a mail that is removed
 * counts otherwise.
 */
const STATE = `
SELECT (SELECT count(*) || ' ' || coalesce(sum(m.id), 0) || ' ' || coalesce(sum(m.removed * m.id * m.id), 0)
        FROM patch p JOIN message m ON m.id = p.message)
  || ' ' || (SELECT count(*) FROM trailer t JOIN message m ON m.id = t.message
             WHERE m.content = 'reply' AND lower(t.name) IN ('supersedes', 'obsoletes'))
  || ' ' || (SELECT count(*) FROM user_link) || ' ' || (SELECT count(*) FROM revision)
  || ' ' || (SELECT count(*) FROM revision_message) AS state`

async function stateOf(database: Database): Promise<string> {
  return (await database.get<{ state: string }>(STATE))?.state ?? ''
}

/**
 * Has no patch come, and no author's word on one, since the versions were joined? Then they are
 * joined as they would be: most mail is answers.
 */
export async function areJoined(database: Database): Promise<boolean> {
  const kept = await database.get<{ value: string }>("SELECT value FROM meta WHERE key = 'joined'")
  return kept?.value === (await stateOf(database))
}

/** Says that all versions were joined; in the transaction that did it. */
export async function stampJoined(database: Database): Promise<void> {
  await database.run("DELETE FROM meta WHERE key = 'joined'")
  await insertInto(database, META, [{ key: 'joined', value: await stateOf(database) }])
}
