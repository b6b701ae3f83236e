import type { Person } from '../model/message.ts'
import type { ListedProblem } from '../model/problem.ts'
import type { StorableMessage } from '../model/rows.ts'
import type { Database, Value } from './database.ts'
import { saveCheckpoints, saveRemovals, type StoredBatch } from './sources.ts'

type Rows = Value[][]

/**
 * Adds messages that are not in the store yet, with all their facts, and how far their source has been read, in
 * one transaction. A message known already only gains its source and lists.
 * @returns the new messages, those left out though they say something else than the one with their
 * Message-ID, and how many were removed
 */
export async function addMessages(
  database: Database,
  { location, messages, checkpoints }: StoredBatch,
): Promise<{ added: StorableMessage[]; others: StorableMessage[]; removed: number }> {
  return database.transaction(async () => {
    await database.insertRows('source', ['location'], [[location]])
    const kept = messages.filter(({ removed }) => !removed).map(({ storable }) => storable)
    const ids = await messageKeys(
      database,
      messages.map(({ storable }) => storable),
    )
    const firstAt = new Map<string, number>()
    for (const [i, { message }] of kept.entries())
      if (!firstAt.has(message.id)) firstAt.set(message.id, i)
    const fresh = kept.filter(
      ({ message }, i) => ids.get(message.id) === -1 && firstAt.get(message.id) === i,
    )
    const others = await otherCopies(database, kept, fresh)
    let next =
      ((await database.get<{ top: number }>('SELECT coalesce(max(id), 0) AS top FROM message'))
        ?.top ?? 0) + 1
    for (const { message } of fresh) ids.set(message.id, next++)
    const keyOf = (storable: StorableMessage): number => ids.get(storable.message.id) ?? 0
    const addressKey = await internAddresses(database, fresh)
    await insertMessages(database, fresh, keyOf, addressKey)
    await insertStructure(database, fresh, keyOf)
    await insertSources(database, location, kept, keyOf)
    // The last word of a source on a message counts: it may delete one and take it in again.
    const states = new Map(messages.map(({ storable, removed }) => [keyOf(storable), removed]))
    states.delete(-1)
    const removed = states.size === 0 ? 0 : await saveRemovals(database, location, states)
    await saveCheckpoints(database, location, checkpoints)
    return { added: fresh, others, removed }
  })
}

/** Messages that have the id of a stored or earlier one, and other words. */
async function otherCopies(
  database: Database,
  kept: readonly StorableMessage[],
  fresh: readonly StorableMessage[],
): Promise<StorableMessage[]> {
  const isFresh = new Set(fresh)
  const again = kept.filter((storable) => !isFresh.has(storable))
  if (again.length === 0) return []
  const prints = new Map(fresh.map(({ message }) => [message.id, message.fingerprint]))
  const rows = await database.all<{ message_id: string; fingerprint: string }>(
    'SELECT message_id, fingerprint FROM message WHERE message_id IN (SELECT value FROM json_each(?))',
    JSON.stringify(again.map(({ message }) => message.id)),
  )
  for (const row of rows) prints.set(row.message_id, row.fingerprint)
  return again.filter(({ message }) => prints.get(message.id) !== message.fingerprint)
}

/** Integer key of each Message-ID; -1 where the store does not have it. */
async function messageKeys(
  database: Database,
  batch: readonly StorableMessage[],
): Promise<Map<string, number>> {
  const ids = new Map(batch.map(({ message }) => [message.id, -1]))
  const rows = await database.all<{ id: number; message_id: string }>(
    'SELECT id, message_id FROM message WHERE message_id IN (SELECT value FROM json_each(?))',
    JSON.stringify([...ids.keys()]),
  )
  for (const row of rows) ids.set(row.message_id, row.id)
  return ids
}

type AddressKey = (person: Person) => number

async function internAddresses(
  database: Database,
  batch: readonly StorableMessage[],
): Promise<AddressKey> {
  const pairs = new Map<string, [string, string]>()
  const keyText = ({ name, address }: Person): string => `${name ?? ''}\n${address ?? ''}`
  for (const { message, content } of batch) {
    for (const person of [
      message.from,
      ...message.to,
      ...message.cc,
      content.patch?.author ?? message.from,
    ]) {
      pairs.set(keyText(person), [person.name ?? '', person.address ?? ''])
    }
  }
  const wanted = [...pairs.values()]
  await database.insertRows('address', ['name', 'address'], wanted)
  const rows = await database.all<{ id: number; name: string; address: string }>(
    'SELECT a.id, a.name, a.address FROM json_each(?) j JOIN address a ON a.name = j.value ->> 0 AND a.address = j.value ->> 1',
    JSON.stringify(wanted),
  )
  const keys = new Map(rows.map(({ id, name, address }) => [`${name}\n${address}`, id]))
  return (person) => keys.get(keyText(person)) ?? 0
}

async function insertMessages(
  database: Database,
  batch: readonly StorableMessage[],
  keyOf: (s: StorableMessage) => number,
  addressKey: AddressKey,
): Promise<void> {
  const messages: Rows = []
  const patches: Rows = []
  const people: Rows = []
  for (const storable of batch) {
    const { message, content, subjectKey } = storable
    const key = keyOf(storable)
    messages.push([
      key,
      message.id,
      Number(message.idIsMade),
      message.subject,
      subjectKey,
      addressKey(message.from),
      message.date,
      content.kind,
      Number(message.flowed),
      Number(message.collapsed),
      message.fingerprint,
      message.body,
    ])
    const { patch, subject } = content
    if (patch) {
      patches.push([
        key,
        Number(patch.isCover),
        subject.title,
        addressKey(patch.author ?? message.from),
        subject.version,
        Number(subject.versionGiven),
        subject.reroll,
        subject.number,
        subject.total,
        Number(subject.rfc),
        Number(subject.resend),
        subject.tags.join(' '),
        patch.changeId,
        patch.baseCommit,
      ])
    }
    for (const [role, list] of [
      ['to', message.to],
      ['cc', message.cc],
    ] as const) {
      for (const [i, person] of list.entries()) people.push([key, role, i, addressKey(person)])
    }
  }
  await database.insertRows(
    'message',
    [
      'id',
      'message_id',
      'id_is_made',
      'subject',
      'subject_key',
      'sender',
      'date',
      'content',
      'flowed',
      'collapsed',
      'fingerprint',
      'body',
    ],
    messages,
  )
  await database.insertRows(
    'patch',
    [
      'message',
      'is_cover',
      'title',
      'author',
      'version',
      'version_given',
      'reroll',
      'number',
      'total',
      'rfc',
      'resend',
      'tags',
      'change_id',
      'base_commit',
    ],
    patches,
  )
  await database.insertRows('message_address', ['message', 'role', 'position', 'address'], people)
  await database.insertRows(
    'stale',
    ['message'],
    batch.map((storable) => [keyOf(storable)]),
  )
}

async function insertStructure(
  database: Database,
  batch: readonly StorableMessage[],
  keyOf: (s: StorableMessage) => number,
): Promise<void> {
  const rows = <T>(
    list: (s: StorableMessage) => readonly T[],
    columns: (item: T, i: number) => Value[],
  ): Rows =>
    batch.flatMap((storable) =>
      list(storable).map((item, i) => [keyOf(storable), ...columns(item, i)]),
    )
  const insert = (table: string, columns: string[], values: Rows): Promise<void> =>
    database.insertRows(table, ['message', ...columns], values)
  const hunks = (s: StorableMessage) =>
    s.content.diff.files.flatMap((file) => file.hunks.map((hunk) => ({ file, hunk })))

  await insert(
    'message_reference',
    ['header', 'position', 'referenced'],
    [
      ...rows(
        (s) => s.message.inReplyTo,
        (id, i) => ['in-reply-to', i, id],
      ),
      ...rows(
        (s) => s.message.references,
        (id, i) => ['references', i, id],
      ),
    ],
  )
  await insert(
    'mention',
    ['line', 'mentioned'],
    rows(
      (s) => s.content.mentions,
      (m) => [m.line, m.messageId],
    ),
  )
  await insert(
    'section',
    ['line', 'end_line', 'part'],
    rows(
      (s) => s.content.sections,
      (x) => [x.line, x.endLine, x.part],
    ),
  )
  await insert(
    'file',
    [
      'line',
      'end_line',
      'old_path',
      'new_path',
      'status',
      'old_mode',
      'new_mode',
      'similarity',
      'binary',
    ],
    rows(
      (s) => s.content.diff.files,
      (f) => [
        f.line,
        f.endLine,
        f.oldPath,
        f.newPath,
        f.status,
        f.oldMode,
        f.newMode,
        f.similarity,
        Number(f.binary),
      ],
    ),
  )
  await insert(
    'hunk',
    [
      'line',
      'end_line',
      'file_line',
      'old_start',
      'old_count',
      'new_start',
      'new_count',
      'function',
    ],
    rows(hunks, ({ file, hunk: h }) => [
      h.line,
      h.endLine,
      file.line,
      h.oldStart,
      h.oldCount,
      h.newStart,
      h.newCount,
      h.function,
    ]),
  )
  await insert(
    'quote',
    ['line', 'end_line', 'depth'],
    rows(
      (s) => s.content.reply.quotes,
      (q) => [q.line, q.endLine, q.depth],
    ),
  )
  await insert(
    'comment',
    ['number', 'line', 'end_line'],
    rows(
      (s) => s.content.reply.comments,
      (c, i) => [i + 1, c.line, c.endLine],
    ),
  )
  await insert(
    'attribution',
    ['line', 'end_line', 'name', 'address', 'date'],
    rows(
      (s) => s.content.reply.attributions,
      (a) => [a.line, a.endLine, a.who?.name ?? null, a.who?.address ?? null, a.date],
    ),
  )
  await insert(
    'trailer',
    ['line', 'end_line', 'name', 'value'],
    rows(
      (s) => s.content.trailers,
      (t) => [t.line, t.endLine, t.name, t.value],
    ),
  )
}

async function insertSources(
  database: Database,
  location: string,
  batch: readonly StorableMessage[],
  keyOf: (s: StorableMessage) => number,
): Promise<void> {
  await database.run(
    `INSERT OR IGNORE INTO message_source (message, source, place)
     SELECT j.value ->> 0, s.id, j.value ->> 1 FROM json_each(?) j JOIN source s ON s.location = ?`,
    JSON.stringify(batch.map((storable) => [keyOf(storable), storable.foundAt.at])),
    location,
  )
  await database.insertRows(
    'message_list',
    ['message', 'list'],
    batch.flatMap((storable) => storable.message.listIds.map((list) => [keyOf(storable), list])),
  )
}

/** Notes problems; one that was met before at the same place is not noted again. */
export async function addProblems(
  database: Database,
  location: string,
  problems: readonly ListedProblem[],
): Promise<void> {
  if (problems.length === 0) return
  await database.run(
    `INSERT OR IGNORE INTO problem (message, source, place, line, kind, text)
     SELECT m.id, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5
     FROM json_each(?) j LEFT JOIN message m ON m.message_id = j.value ->> 0`,
    JSON.stringify(
      problems.map((p) => [p.messageId, location, p.at ?? '', p.line, p.kind, p.text]),
    ),
  )
}
