import type { IndexedComment, IndexedMessage } from '../model/indexed.ts'
import type { Link, Origin, AnchoredComment } from '../model/link.ts'
import type { Database, Value } from './database.ts'
import { addToIndex, indexComments } from './search-index.ts'

/** One thread's derived rows. Message-IDs must be those of `keys`. */
export interface DerivedThread {
  /** All its messages, also those that are removed and have no rows. */
  readonly members: readonly number[]
  readonly keys: ReadonlyMap<string, number>
  readonly root: string
  readonly copies: readonly { readonly id: string; readonly of: string }[]
  readonly mails: readonly {
    readonly id: string
    readonly parent: string | null
    readonly links: readonly Link[]
    readonly comments: readonly FiledComment[]
  }[]
  /** Its messages that the full-text index does not know yet. */
  readonly indexed: readonly IndexedMessage[]
  /** What all its comments say. */
  readonly spoken: readonly IndexedComment[]
}

/** A comment with the file and the function of the lines it is about. */
export interface FiledComment extends AnchoredComment {
  readonly path: string | null
  readonly function: string | null
}

const DERIVED_TABLES = ['thread', 'copy', 'link', 'link_candidate', 'anchor'] as const

/**
 * Replaces the derived rows of whole threads and takes them off the work list. To be run inside the
 * transaction in which their facts were read.
 */
export async function saveThreads(
  database: Database,
  threads: readonly DerivedThread[],
): Promise<void> {
  const rows = threads.map(rowsOf)
  const all = (pick: (r: Rows) => Value[][]): Value[][] => rows.flatMap(pick)
  const keys = JSON.stringify(threads.flatMap(({ members }) => members))
  await indexComments(
    database,
    keys,
    threads.flatMap(({ spoken }) => spoken),
  )
  for (const table of DERIVED_TABLES)
    await database.run(
      `DELETE FROM ${table} WHERE message IN (SELECT value FROM json_each(?))`,
      keys,
    )
  await database.insertRows(
    'thread',
    ['message', 'root', 'parent'],
    all((r) => r.thread),
  )
  await database.insertRows(
    'copy',
    ['message', 'original'],
    all((r) => r.copy),
  )
  await database.insertRows(
    'link',
    [
      'message',
      'line',
      'end_line',
      'depth',
      'origin',
      'origin_line',
      'origin_end_line',
      'match',
      'ambiguous',
      'quoted_there',
    ],
    all((r) => r.link),
  )
  await database.insertRows(
    'link_candidate',
    ['message', 'line', 'position', 'origin', 'origin_line'],
    all((r) => r.candidate),
  )
  await database.insertRows(
    'anchor',
    [
      'message',
      'number',
      'line',
      'end_line',
      'origin',
      'origin_line',
      'origin_end_line',
      'match',
      'ambiguous',
      'quote_line',
      'quote_end_line',
      'focus',
      'focus_line',
      'focus_end_line',
      'about',
      'about_line',
      'about_end_line',
      'answers_message',
      'answers_number',
      'path',
      'function',
    ],
    all((r) => r.anchor),
  )
  await addToIndex(
    database,
    threads.flatMap(({ indexed }) => indexed),
  )
  await database.run(
    'INSERT OR IGNORE INTO stale_series (series) SELECT r.series FROM json_each(?) j JOIN revision_message r ON r.message = j.value',
    keys,
  )
  await database.run('DELETE FROM stale WHERE message IN (SELECT value FROM json_each(?))', keys)
}

interface Rows {
  readonly thread: Value[][]
  readonly copy: Value[][]
  readonly link: Value[][]
  readonly candidate: Value[][]
  readonly anchor: Value[][]
}

function rowsOf({ keys, root, copies, mails }: DerivedThread): Rows {
  const key = (id: string | undefined | null): number | null => (id ? (keys.get(id) ?? null) : null)
  const origin = (o: Origin | null): Value[] => [
    key(o?.messageId),
    o?.line ?? null,
    o?.endLine ?? null,
  ]
  const rows: Rows = { thread: [], copy: [], link: [], candidate: [], anchor: [] }
  for (const { id, of } of copies) {
    rows.copy.push([key(id), key(of)])
    rows.thread.push([key(id), root, null])
  }
  for (const mail of mails) {
    const message = key(mail.id)
    rows.thread.push([message, root, key(mail.parent)])
    for (const l of mail.links) {
      rows.link.push([
        message,
        l.line,
        l.endLine,
        l.depth,
        ...origin(l.origin),
        l.match,
        Number(l.ambiguous),
        Number(l.quotedThere),
      ])
      for (const [i, c] of l.candidates.entries())
        rows.candidate.push([message, l.line, i, key(c.messageId), c.line])
    }
    for (const c of mail.comments) {
      rows.anchor.push([
        message,
        c.number,
        c.line,
        c.endLine,
        ...origin(c.anchor),
        c.anchor?.match ?? null,
        c.anchor ? Number(c.anchor.ambiguous) : null,
        c.focus?.quote.line ?? null,
        c.focus?.quote.endLine ?? null,
        ...origin(c.focus?.origin ?? null),
        ...origin(c.about),
        key(c.answers?.messageId),
        c.answers?.number ?? null,
        c.path,
        c.function,
      ])
    }
  }
  return rows
}
