import type { Person } from '../../model/message.ts'
import type { Mention } from '../../model/series.ts'
import { linesAround } from '../../text/lines-around.ts'
import { messageIds, mentionedIds } from '../../text/message-ids.ts'
import { isSamePerson, personIn } from '../../text/people.ts'
import type { Database } from '../database.ts'

/** What hunks make of a patch: see PatchFacts. */
export interface HunkMarks {
  readonly places: readonly number[]
  readonly shape: number
}

/** A table, or of it the rows of some messages: `given` is their value. @param only as JSON */
export function among(only: string | null, table: string, column: string): string {
  return only === null ? table : `json_each(?) j CROSS JOIN ${table} ON ${column} = j.value`
}

/** The value that `among` asks for. */
export function given(only: string | null): string[] {
  return only === null ? [] : [only]
}

/** Names stand above the diff: what is further down is not read for the words around them. */
const MOST_TEXT = 20_000
/**
 * For each patch and cover the other patches that it names, and those its author says it
 * supersedes.
 */
export async function readMentions(
  database: Database,
  only: string | null,
): Promise<Map<number, Mention[]>> {
  const rows = await database.all<{
    message: number
    line: number
    mentioned: string
    body: string
  }>(
    `SELECT n.message, n.line, n.mentioned, m.body
     FROM ${among(only, 'mention n', 'n.message')} JOIN message x ON x.message_id = n.mentioned JOIN patch p ON p.message = x.id JOIN message m ON m.id = n.message
     WHERE x.id <> n.message ORDER BY n.message, n.line, n.mentioned`,
    ...given(only),
  )
  const found = new Map<number, Mention[]>()
  const add = (message: number, mention: Mention): void => {
    found.set(message, [...(found.get(message) ?? []), mention])
  }
  for (const { message, line, mentioned, body } of rows) {
    const lines = body.slice(0, MOST_TEXT).split('\n')
    const mention = { line: lines[line - 1] ?? '', around: linesAround(lines, line - 1) }
    add(message, { messageId: mentioned, ...apart(mention) })
  }
  for (const { message, line, messageId } of await readSuperseded(database, only))
    add(message, { messageId, line, around: [] })
  return found
}

/** The same in memory of its own: a line that was cut out of a text keeps all of that text. */
function apart<T>(some: T): T {
  return JSON.parse(JSON.stringify(some)) as T
}

/** Trailers of answers, and what is answered: from the trailers, or from what is answered. */
const SAID = `trailer t JOIN message m ON m.id = t.message
     JOIN message_reference r ON r.message = m.id AND r.header = 'in-reply-to'
     JOIN message x ON x.message_id = r.referenced`
const SAID_OF_SOME = `json_each(?) j CROSS JOIN message x ON x.id = j.value
     CROSS JOIN message_reference r ON r.referenced = x.message_id AND r.header = 'in-reply-to'
     CROSS JOIN message m ON m.id = r.message CROSS JOIN trailer t ON t.message = m.id`

interface Superseded {
  readonly message: number
  readonly line: string
  readonly messageId: string
}

/** Replies in which the sender of a patch says what it supersedes. */
async function readSuperseded(database: Database, only: string | null): Promise<Superseded[]> {
  const rows = await database.all<{
    message: number
    name: string
    value: string
    by_name: string
    by: string
    sent_name: string
    sent_by: string
  }>(
    `SELECT x.id AS message, t.name, t.value, a.name AS by_name, a.address AS "by", b.name AS sent_name, b.address AS sent_by
     FROM ${only === null ? SAID : SAID_OF_SOME} JOIN address a ON a.id = m.sender JOIN patch p ON p.message = x.id JOIN address b ON b.id = x.sender
     WHERE lower(t.name) IN ('supersedes', 'obsoletes') AND m.content = 'reply' ORDER BY t.message, t.line`,
    ...given(only),
  )
  return rows
    .filter((row) => isSamePerson(person(row.by_name, row.by), person(row.sent_name, row.sent_by)))
    .flatMap(({ message, name, value }) =>
      [...new Set([...messageIds(value), ...mentionedIds(value)])].map((messageId) => ({
        message,
        line: `${name}: ${value}`,
        messageId,
      })),
    )
}

/** The first `Signed-off-by` of each patch. */
export async function readSigners(
  database: Database,
  only: string | null,
): Promise<Map<number, Person>> {
  const rows = await database.all<{ message: number; value: string }>(
    `SELECT t.message, t.value FROM ${among(only, 'trailer t', 't.message')} JOIN patch p ON p.message = t.message
     WHERE t.name = 'Signed-off-by' ORDER BY t.message, t.line`,
    ...given(only),
  )
  // The first of each is set last.
  return new Map(rows.reverse().map(({ message, value }) => [message, personIn(value)]))
}

/** What the hunks of each patch make of it. */
export async function readHunkMarks(
  database: Database,
  only: string | null,
): Promise<Map<number, HunkMarks>> {
  const rows = await database.all<{ message: number; places: string; shape: string }>(
    `SELECT h.message, json_group_array(DISTINCT coalesce(f.new_path, f.old_path) || ' ' || coalesce(h.function, '')) AS places,
       group_concat(coalesce(f.new_path, f.old_path) || ' ' || coalesce(h.function, '') || ' ' || h.old_count || ' ' || h.new_count, ' ' ORDER BY h.line) AS shape
     FROM ${among(only, 'hunk h', 'h.message')} JOIN file f ON f.message = h.message AND f.line = h.file_line GROUP BY h.message`,
    ...given(only),
  )
  return new Map(
    rows.map(({ message, places, shape }) => [
      message,
      { places: (JSON.parse(places) as string[]).map(hash), shape: hash(shape) },
    ]),
  )
}

function person(name: string, address: string): Person {
  return { name: name || null, address: address || null }
}

/** FNV-1a, 32 bits: a number for a text. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}
