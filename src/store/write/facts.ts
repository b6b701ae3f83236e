import type { Person } from '../../model/message.ts'
import type { ListedProblem } from '../../model/problem.ts'
import type { StorableMessage } from '../../model/rows.ts'
import { internAddresses, type AddressKey } from './addresses.ts'
import type { Database } from '../database.ts'
import { saveCheckpoints, saveRemovals, type StoredBatch } from '../sources.ts'
import { insertInto } from '../tables.ts'
import { MESSAGE, MESSAGE_ADDRESS, MESSAGE_LIST, MESSAGE_REFERENCE } from '../tables/message.ts'
import type { RowOf } from '../tables/table.ts'
import { STALE } from '../tables/thread.ts'
import { insertContent } from './content.ts'

/**
 * Adds messages that are not in the store yet, with all their facts, and how far their source has
 * been read, in one transaction. A message known already only gains its source and lists.
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
    const addressKey = await internAddresses(database, peopleIn(fresh))
    await insertMessages(database, fresh, keyOf, addressKey)
    await insertContent(
      database,
      fresh.map((s) => ({ key: keyOf(s), content: s.content, from: s.message.from })),
      addressKey,
    )
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

/** Everybody whom messages name. */
function peopleIn(batch: readonly StorableMessage[]): Person[] {
  return batch.flatMap(({ message: { from, to, cc }, content }) => [
    from,
    ...to,
    ...cc,
    content.patch?.author ?? from,
  ])
}

async function insertMessages(
  database: Database,
  batch: readonly StorableMessage[],
  keyOf: (s: StorableMessage) => number,
  addressKey: AddressKey,
): Promise<void> {
  await insertInto(
    database,
    MESSAGE,
    batch.map((storable) => messageRow(storable, keyOf(storable), addressKey)),
  )
  await insertInto(
    database,
    MESSAGE_ADDRESS,
    batch.flatMap((storable) =>
      (['to', 'cc'] as const).flatMap((role) =>
        storable.message[role].map((person, position) => ({
          message: keyOf(storable),
          role,
          position,
          address: addressKey(person),
        })),
      ),
    ),
  )
  await insertInto(
    database,
    MESSAGE_REFERENCE,
    batch.flatMap((storable) => referenceRows(storable, keyOf(storable))),
  )
  await insertInto(
    database,
    STALE,
    batch.map((storable) => ({ message: keyOf(storable) })),
  )
}

function messageRow(
  { message, content, subjectKey, attached }: StorableMessage,
  key: number,
  addressKey: AddressKey,
): RowOf<typeof MESSAGE> {
  return {
    id: key,
    message_id: message.id,
    id_is_made: Number(message.idIsMade),
    subject: message.subject,
    subject_key: subjectKey,
    sender: addressKey(message.from),
    date: message.date,
    content: content.kind,
    flowed: Number(message.flowed),
    collapsed: Number(message.collapsed),
    fingerprint: message.fingerprint,
    body: message.body,
    removed: 0,
    attached: attached && JSON.stringify(attached),
  }
}

function referenceRows(
  { message: { inReplyTo, references } }: StorableMessage,
  key: number,
): RowOf<typeof MESSAGE_REFERENCE>[] {
  const named = { 'in-reply-to': inReplyTo, references }
  return (['in-reply-to', 'references'] as const).flatMap((header) =>
    named[header].map((referenced, position) => ({ message: key, header, position, referenced })),
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
  await insertInto(
    database,
    MESSAGE_LIST,
    batch.flatMap((storable) =>
      storable.message.listIds.map((list) => ({ message: keyOf(storable), list })),
    ),
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
