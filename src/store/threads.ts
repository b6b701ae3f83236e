import type { Database } from './database.ts'

/**
 * The threads that the messages on the work list belong to, each as the integer keys of its
 * messages: what is joined by In-Reply-To or References (also through messages that are not here),
 * replies whose ancestors are all missing by the subject of a patch, copies by their content.
 */
export async function staleThreads(database: Database): Promise<number[][]> {
  const nodes = await database.all<{ node: string }>(CLOSURE)
  const ids = JSON.stringify(nodes.map(({ node }) => node))
  const messages = await database.all<{ id: number; message_id: string }>(
    'SELECT m.id, m.message_id FROM json_each(?) j JOIN message m ON m.message_id = j.value ORDER BY m.id', ids,
  )
  const keys = JSON.stringify(messages.map(({ id }) => id))
  const edges = await database.all<{ a: string; b: string }>(EDGES, keys)
  const groups = new Groups()
  for (const { a, b } of edges) groups.join(a, b)
  const threads = new Map<string, number[]>()
  for (const { id, message_id } of messages) {
    const root = groups.rootOf(message_id)
    const thread = threads.get(root)
    if (thread) thread.push(id)
    else threads.set(root, [id])
  }
  return [...threads.values()]
}

/** A message none of whose named ancestors is in the store. */
const isOrphan = (alias: string): string => `NOT EXISTS (
  SELECT 1 FROM message_reference r JOIN message p ON p.message_id = r.referenced WHERE r.message = ${alias}.id AND p.id <> ${alias}.id)`

const CLOSURE = `
WITH RECURSIVE near(node) AS (
  SELECT m.message_id FROM stale s JOIN message m ON m.id = s.message
  UNION
  SELECT r.referenced FROM near n JOIN message m ON m.message_id = n.node JOIN message_reference r ON r.message = m.id
  UNION
  SELECT m.message_id FROM near n JOIN message_reference r ON r.referenced = n.node JOIN message m ON m.id = r.message
  UNION
  SELECT o.message_id FROM near n JOIN message m ON m.message_id = n.node
    JOIN message o ON o.subject_key = m.subject_key AND o.subject_key <> '' AND o.id <> m.id
    WHERE ${isOrphan('o')} OR ${isOrphan('m')}
  UNION
  SELECT o.message_id FROM near n JOIN message m ON m.message_id = n.node
    JOIN message o ON o.fingerprint = m.fingerprint AND (o.id_is_made OR m.id_is_made)
)
SELECT node FROM near`

const EDGES = `
WITH mine AS (SELECT m.* FROM json_each(?) j JOIN message m ON m.id = j.value)
SELECT m.message_id AS a, r.referenced AS b FROM mine m JOIN message_reference r ON r.message = m.id
UNION ALL
SELECT m.message_id, o.message_id FROM mine m
  JOIN message o ON o.subject_key = m.subject_key AND o.subject_key <> '' AND o.id <> m.id WHERE ${isOrphan('m')}
UNION ALL
SELECT m.message_id, o.message_id FROM mine m JOIN message o ON o.fingerprint = m.fingerprint WHERE m.id_is_made`

/** Union-find over Message-IDs. */
class Groups {
  private readonly above = new Map<string, string>()

  rootOf(node: string): string {
    let root = node
    for (let up = this.above.get(root); up !== undefined && up !== root; up = this.above.get(root)) root = up
    let at = node
    for (let up = this.above.get(at); up !== undefined && at !== root; up = this.above.get(at)) {
      this.above.set(at, root)
      at = up
    }
    return root
  }

  join(a: string, b: string): void {
    this.above.set(this.rootOf(a), this.rootOf(b))
  }
}

/** Those of the given threads that are on the work list still: another process may have done some. */
export async function stillStale(database: Database, threads: readonly (readonly number[])[]): Promise<(readonly number[])[]> {
  const rows = await database.all<{ message: number }>(
    'SELECT s.message FROM json_each(?) j JOIN stale s ON s.message = j.value', JSON.stringify(threads.flat()),
  )
  const stale = new Set(rows.map(({ message }) => message))
  return threads.filter((keys) => keys.some((key) => stale.has(key)))
}

/** Keys of the messages that a message answers, nearest first. */
export async function ancestorsOf(database: Database, message: number): Promise<number[]> {
  const rows = await database.all<{ id: number }>(
    `WITH RECURSIVE up(id, n) AS (SELECT parent, 1 FROM thread WHERE message = ? UNION SELECT t.parent, n + 1 FROM up u JOIN thread t ON t.message = u.id WHERE n < 500)
     SELECT id FROM up WHERE id IS NOT NULL ORDER BY n`, message,
  )
  return rows.map(({ id }) => id)
}
