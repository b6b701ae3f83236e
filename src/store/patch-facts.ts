import type { PatchFacts, UserJoin } from '../model/series.ts'
import type { Database } from './database.ts'
import { nowText } from './write/now.ts'
import { among, given, readHunkMarks, readMentions, readSigners } from './mail/patch-marks.ts'

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

/** A patch or cover with its key in the store. */
export interface StoredPatch extends PatchFacts {
  readonly key: number
  /** All that it names above the diff, be it here or not. */
  readonly named: readonly string[]
}

/** Patches that are read at once: rows take several times the memory of the facts made of them. */
const PIECE = 2000

/**
 * Patches and covers but copies, with the facts by which versions find each other, by Message-ID.
 * @param keys of messages; `null`: all
 */
export async function readPatchFacts(
  database: Database,
  keys: readonly number[] | null = null,
): Promise<StoredPatch[]> {
  if (keys !== null && keys.length <= PIECE) return readPiece(database, keys)
  const list = keys ? JSON.stringify(keys) : null
  const all = await database.all<{ id: number }>(
    `SELECT m.id FROM ${among(list, 'patch p', 'p.message')} JOIN message m ON m.id = p.message
     ORDER BY m.message_id`,
    ...given(list),
  )
  const facts: StoredPatch[] = []
  for (let i = 0; i < all.length; i += PIECE) {
    const piece = all.slice(i, i + PIECE).map(({ id }) => id)
    for (const one of await readPiece(database, piece)) facts.push(one)
  }
  return facts
}

async function readPiece(database: Database, keys: readonly number[]): Promise<StoredPatch[]> {
  const list = JSON.stringify(keys)
  const rows = await database.all<PatchRow>(
    `SELECT m.id, m.message_id, m.date, p.*, a.name, a.address,
       s.name AS sender_name, s.address AS sender_address
     FROM ${among(list, 'patch p', 'p.message')} JOIN message m ON m.id = p.message
     JOIN address a ON a.id = p.author JOIN address s ON s.id = m.sender
     WHERE m.removed = 0 AND NOT (
       m.id_is_made = 1 AND EXISTS (
         SELECT 1 FROM message o WHERE o.fingerprint = m.fingerprint AND o.id_is_made = 0
       )
     )
     ORDER BY m.message_id`,
    list,
  )
  const references = await lists(
    database,
    `SELECT r.message, json_group_array(r.referenced ORDER BY r.header DESC, r.position) AS list
     FROM ${among(list, 'message_reference r', 'r.message')} JOIN patch p ON p.message = r.message GROUP BY r.message`,
    list,
  )
  const mentions = await readMentions(database, list)
  const signers = await readSigners(database, list)
  const marks = await readHunkMarks(database, list)
  const named = await lists(
    database,
    `SELECT n.message, json_group_array(n.mentioned) AS list
     FROM ${among(list, 'mention n', 'n.message')} JOIN patch p ON p.message = n.message GROUP BY n.message`,
    list,
  )
  const paths = await lists(
    database,
    `SELECT message, json_group_array(coalesce(new_path, old_path) ORDER BY line) AS list
     FROM ${among(list, 'file f', 'f.message')} WHERE coalesce(new_path, old_path) IS NOT NULL GROUP BY message`,
    list,
  )
  return rows.map((row) => ({
    key: row.id,
    named: named.get(row.id) ?? [],
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
async function lists(
  database: Database,
  sql: string,
  only: string | null,
): Promise<Map<number, string[]>> {
  const rows = await database.all<{ message: number; list: string }>(sql, ...given(only))
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
    `INSERT INTO user_link (a, b, joined, date) VALUES (?, ?, ?, ?)
     ON CONFLICT (a, b) DO UPDATE SET joined = excluded.joined, date = excluded.date`,
    first,
    second,
    Number(joined),
    nowText(),
  )
}
