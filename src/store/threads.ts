import type { Database } from './database.ts'
import type { Edge } from './driver/dialect.ts'

/**
 * The threads that the messages on the work list belong to, each as the integer keys of its
 * messages: what is joined by In-Reply-To or References (also through messages that are not here),
 * replies whose ancestors are all missing by the subject of a patch, copies by their content.
 */
export async function staleThreads(database: Database): Promise<number[][]> {
  return groupsOf(database, await nearKeys(database))
}

/** The same of some messages. */
export async function threadsWith(
  database: Database,
  messages: readonly number[],
): Promise<number[][]> {
  const near = await database.all<{ id: number }>(
    keysNear(database, GIVEN_IDS),
    JSON.stringify(messages),
  )
  return groupsOf(
    database,
    near.map(({ id }) => id),
  )
}

async function groupsOf(database: Database, keys: readonly number[]): Promise<number[][]> {
  const groups = new Groups()
  for (let i = 0; i < keys.length; i += CHUNK) {
    for (const { a, b } of await database.all<{ a: number; b: number }>(
      EDGES,
      JSON.stringify(keys.slice(i, i + CHUNK)),
    ))
      groups.join(a, b)
  }
  const threads = new Map<number, number[]>()
  for (const key of keys) {
    const root = groups.rootOf(key)
    const thread = threads.get(root)
    if (thread) thread.push(key)
    else threads.set(root, [key])
  }
  return [...threads.values()]
}

/**
 * Messages whose edges are read in one go: what a list of a million messages says must not be in
 * memory at once.
 */
const CHUNK = 10_000

/** Keys of the messages on the work list and of all that are joined to them, in order. */
async function nearKeys(database: Database): Promise<number[]> {
  // Where almost all are on it, it is quicker to take all.
  const isAlmostAll =
    (
      await database.get<{ is_so: number }>(
        'SELECT (SELECT count(*) FROM stale) >= 0.9 * (SELECT count(*) FROM message) AS is_so',
      )
    )?.is_so === 1
  const sql = isAlmostAll ? 'SELECT id FROM message ORDER BY id' : keysNear(database, STALE_IDS)
  return (await database.all<{ id: number }>(sql)).map(({ id }) => id)
}

/**
 * Keys of all that is joined to some messages, in order. Looked up one by one: how many there are
 * cannot be foreseen, and PostgreSQL expects so many that it would read all messages of the store
 * instead, for each portion of the work.
 */
function keysNear({ dialect }: Database, first: string): string {
  return `SELECT id FROM (
      SELECT (SELECT m.id FROM message m WHERE m.message_id = n.node) AS id
      FROM (${dialect.near(first, CLOSURE)}) n) found WHERE id IS NOT NULL ORDER BY id`
}

/** A message none of whose named ancestors is in the store. */
const isOrphan = (alias: string): string => `NOT EXISTS (
  SELECT 1 FROM message_reference r JOIN message p ON p.message_id = r.referenced WHERE r.message = ${alias}.id AND p.id <> ${alias}.id)`

const STALE_IDS = 'SELECT m.message_id FROM stale s JOIN message m ON m.id = s.message'

const GIVEN_IDS = 'SELECT m.message_id FROM json_each(?) j JOIN message m ON m.id = j.value'

/** From a Message-ID to those that are joined to it. */
const CLOSURE: readonly Edge[] = [
  {
    what: 'r.referenced',
    table: 'message m',
    on: 'm.message_id = n.node',
    rest: 'JOIN message_reference r ON r.message = m.id',
  },
  {
    what: 'm.message_id',
    table: 'message_reference r',
    on: 'r.referenced = n.node',
    rest: 'JOIN message m ON m.id = r.message',
  },
  {
    what: 'o.message_id',
    table: 'message m',
    on: 'm.message_id = n.node',
    rest: `JOIN message o ON o.subject_key = m.subject_key AND o.subject_key <> '' AND o.id <> m.id`,
    where: `${isOrphan('o')} OR ${isOrphan('m')}`,
  },
  {
    what: 'o.message_id',
    table: 'message m',
    on: 'm.message_id = n.node',
    rest: `JOIN message o ON o.fingerprint = m.fingerprint
      AND (o.id_is_made = 1 OR m.id_is_made = 1)`,
  },
]

/** Messages that name the same one are joined, whether it is here or not. */
const EDGES = `
WITH mine AS (SELECT m.id, m.subject_key, m.fingerprint, m.id_is_made FROM json_each(?) j JOIN message m ON m.id = j.value)
SELECT m.id AS a, coalesce(p.id, (SELECT min(x.message) FROM message_reference x WHERE x.referenced = r.referenced)) AS b
  FROM mine m JOIN message_reference r ON r.message = m.id LEFT JOIN message p ON p.message_id = r.referenced
UNION ALL
SELECT m.id, o.id FROM mine m
  JOIN message o ON o.subject_key = m.subject_key AND o.subject_key <> '' AND o.id <> m.id WHERE ${isOrphan('m')}
UNION ALL
SELECT m.id, o.id FROM mine m JOIN message o ON o.fingerprint = m.fingerprint WHERE m.id_is_made = 1`

/** Union-find over the keys of messages. */
class Groups {
  private readonly above = new Map<number, number>()

  rootOf(node: number): number {
    let root = node
    for (let up = this.above.get(root); up !== undefined && up !== root; up = this.above.get(root))
      root = up
    let at = node
    for (let up = this.above.get(at); up !== undefined && at !== root; up = this.above.get(at)) {
      this.above.set(at, root)
      at = up
    }
    return root
  }

  join(a: number, b: number): void {
    this.above.set(this.rootOf(a), this.rootOf(b))
  }
}

/**
 * Those of the given threads that are on the work list still: another process may have done some.
 */
export async function stillStale(
  database: Database,
  threads: readonly (readonly number[])[],
): Promise<(readonly number[])[]> {
  const rows = await database.all<{ message: number }>(
    'SELECT s.message FROM json_each(?) j JOIN stale s ON s.message = j.value',
    JSON.stringify(threads.flat()),
  )
  const stale = new Set(rows.map(({ message }) => message))
  return threads.filter((keys) => keys.some((key) => stale.has(key)))
}

/** Keys of the messages that a message answers, nearest first. */
export async function ancestorsOf(database: Database, message: number): Promise<number[]> {
  const rows = await database.all<{ id: number }>(
    `WITH RECURSIVE up(id, n) AS (SELECT parent, 1 FROM thread WHERE message = ? UNION SELECT t.parent, n + 1 FROM up u JOIN thread t ON t.message = u.id WHERE n < 500)
     SELECT id FROM up WHERE id IS NOT NULL ORDER BY n`,
    message,
  )
  return rows.map(({ id }) => id)
}
