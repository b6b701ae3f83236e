import type { Database } from '../src/store/store.ts'

/** A stored message as the independent check reads it: body lines and the header that names the parent. */
export interface Letter {
  readonly key: number
  readonly id: string
  readonly subject: string
  readonly kind: string
  readonly sender: string
  readonly body: string
  /** Line n is element n - 1. */
  readonly lines: readonly string[]
  parent: Letter | null
}

/** Letters per group: with their ancestors some thousand bodies are in memory at a time. */
const GROUP = 500

/**
 * All messages of a store in groups, each letter with its whole line of ancestors. Neighbours in a
 * thread come together, so that few ancestors are read twice. Copies are left out.
 */
export async function* lettersOf(store: Database): AsyncGenerator<Letter[]> {
  const keys = await store.all<{ id: number }>(
    `SELECT m.id FROM message m LEFT JOIN thread t ON t.message = m.id
     WHERE m.id NOT IN (SELECT message FROM copy) ORDER BY t.root, m.id`,
  )
  const parents = await parentKeys(store)
  for (let i = 0; i < keys.length; i += GROUP) {
    const wanted = keys.slice(i, i + GROUP).map(({ id }) => id)
    const family = new Set<number>()
    for (const key of wanted)
      for (
        let at: number | undefined = key;
        at !== undefined && !family.has(at);
        at = parents.get(at)
      )
        family.add(at)
    const letters = await read(store, [...family])
    for (const letter of letters.values())
      letter.parent = letters.get(parents.get(letter.key) ?? -1) ?? null
    yield wanted.flatMap((key) => letters.get(key) ?? [])
  }
}

/** What the headers say and nothing else: the first In-Reply-To, without one the last of References. */
async function parentKeys(store: Database): Promise<Map<number, number>> {
  const rows = await store.all<{ message: number; header: string; parent: number | null }>(
    `SELECT r.message, r.header, p.id AS parent FROM message_reference r LEFT JOIN message p ON p.message_id = r.referenced
     ORDER BY r.message, r.header = 'references', CASE r.header WHEN 'references' THEN -r.position ELSE r.position END`,
  )
  const parents = new Map<number, number>()
  let seen = -1
  for (const { message, parent } of rows) {
    if (message !== seen && parent !== null && parent !== message) parents.set(message, parent)
    seen = message
  }
  return parents
}

async function read(store: Database, keys: readonly number[]): Promise<Map<number, Letter>> {
  const rows = await store.all<{
    id: number
    message_id: string
    subject: string
    content: string
    body: string
    name: string
    address: string
  }>(
    `SELECT m.id, m.message_id, m.subject, m.content, m.body, a.name, a.address
     FROM json_each(?) j JOIN message m ON m.id = j.value JOIN address a ON a.id = m.sender`,
    JSON.stringify(keys),
  )
  return new Map(
    rows.map((m) => [
      m.id,
      {
        key: m.id,
        id: m.message_id,
        subject: m.subject,
        kind: m.content,
        sender: `${m.name} <${m.address}>`,
        body: m.body,
        lines: m.body.split('\n'),
        parent: null,
      },
    ]),
  )
}

/** Rows of a table for some messages, in one statement, by message. */
export async function rowsOf<T>(
  store: Database,
  tableName: 'link' | 'anchor' | 'comment',
  letters: readonly Letter[],
): Promise<Map<number, T[]>> {
  const rows = await store.all<T & { message: number }>(
    `SELECT t.* FROM json_each(?) j JOIN ${tableName} t ON t.message = j.value`,
    JSON.stringify(letters.map(({ key }) => key)),
  )
  const byMessage = new Map<number, T[]>(letters.map(({ key }) => [key, []]))
  for (const row of rows) byMessage.get(row.message)?.push(row)
  return byMessage
}
