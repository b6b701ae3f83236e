import type { Content, ContentKind } from '../../model/content.ts'
import type { FoundAt, Message, Person } from '../../model/message.ts'
import type { StorableMessage } from '../../model/rows.ts'
import type { Checkpoint } from '../../model/source.ts'
import type { Database } from '../database.ts'
import { saveCheckpoints, saveRemovals } from '../sources.ts'
import { insertInto } from '../tables.ts'
import { MESSAGE_LIST } from '../tables/message.ts'
import { STALE } from '../tables/thread.ts'
import { insertBatchRows, nameBatch, People, type BatchRows, type Named } from './batch-rows.ts'
import { contentRows } from './content.ts'
import { mendWith } from './mend.ts'
import { messageRows } from './message-rows.ts'

/** What must be known of a message to keep it, besides its rows. */
export interface FactHead {
  readonly id: string
  readonly fingerprint: string
  readonly kind: ContentKind
  /** Number of its comments. */
  readonly comments: number
  readonly foundAt: FoundAt
  readonly listIds: readonly string[]
  /** The source has deleted it. */
  readonly removed: boolean
  /** Places of those whom it names in the list of the batch. */
  readonly people: readonly number[]
}

/** A batch of messages with all their facts, as they go into the store. */
export interface FactRows {
  readonly heads: readonly FactHead[]
  readonly people: readonly Named[]
  readonly tables: readonly BatchRows[]
}

/**
 * Made where the mail is read: that takes longer than to keep it.
 * @param deflates as the dialect of the store says
 */
export function factRows(
  all: readonly { readonly storable: StorableMessage; readonly removed: boolean }[],
  deflates = false,
): FactRows {
  const people = new People()
  const messages = all.map(({ storable }) => storable)
  return {
    heads: all.map(({ storable: { message, content, foundAt }, removed }) => ({
      people: peopleIn(message, content).map(people.at),
      id: message.id,
      fingerprint: message.fingerprint,
      kind: content.kind,
      comments: content.reply.comments.length,
      foundAt,
      listIds: message.listIds,
      removed,
    })),
    tables: [
      ...messageRows(messages, people.at, deflates),
      ...contentRows(
        messages.map(({ message, content }, at) => ({ at, content, from: message.from })),
        people.at,
      ),
    ],
    people: people.all,
  }
}

/** Everybody whom a message names. */
function peopleIn({ from, to, cc }: Message, content: Content): Person[] {
  return [from, ...to, ...cc, content.patch?.author ?? from]
}

/** What became of a batch. */
export interface Added {
  readonly added: readonly FactHead[]
  /** Left out though they say something else than the message with their Message-ID. */
  readonly others: readonly FactHead[]
  /** Put in the place of a message with their Message-ID that was cut short. */
  readonly mended: readonly FactHead[]
  /** How many are removed now that were not. */
  readonly removed: number
}

/**
 * Adds messages that are not in the store yet, with all their facts, and how far their source has
 * been read, in one transaction. A message known already only gains its source and lists.
 */
export async function addMessages(
  database: Database,
  location: string,
  { heads, people, tables }: FactRows,
  checkpoints: readonly Checkpoint[],
): Promise<Added> {
  return database.adding(async () => {
    await database.insertRows('source', ['location'], [[location]], ['TEXT'], ['location'])
    const kept = heads.filter(({ removed }) => !removed)
    const keys = await messageKeys(database, heads)
    const fresh = new Map<string, FactHead>()
    for (const head of kept)
      if (keys.get(head.id) === -1 && !fresh.has(head.id)) fresh.set(head.id, head)
    const others = await otherCopies(database, kept, fresh)
    let next =
      ((await database.get<{ top: number }>('SELECT coalesce(max(id), 0) AS top FROM message'))
        ?.top ?? 0) + 1
    for (const id of fresh.keys()) keys.set(id, next++)
    const keyOf = ({ id }: FactHead): number => keys.get(id) ?? 0
    const named = heads.flatMap((head, at): [number, number][] =>
      fresh.get(head.id) === head ? [[at, keyOf(head)]] : [],
    )
    if (named.length > 0) {
      const own = new Set([...fresh.values()].flatMap((head) => head.people))
      await nameBatch(
        database,
        named,
        people.filter((_, at) => own.has(at)),
      )
      for (const rows of tables) await insertBatchRows(database, rows)
      await insertInto(
        database,
        STALE,
        named.map(([, message]) => ({ message })),
      )
    }
    const copies = await mendWith(database, { heads, people, tables }, others)
    await insertSources(database, location, kept, keyOf)
    // The last word of a source on a message counts: it may delete one and take it in again.
    const states = new Map(heads.map((head) => [keyOf(head), head.removed]))
    states.delete(-1)
    const removed = states.size === 0 ? 0 : await saveRemovals(database, location, states)
    await saveCheckpoints(database, location, checkpoints)
    return { added: [...fresh.values()], ...copies, removed }
  })
}

/** Messages that have the id of a stored or earlier one, and other words. */
async function otherCopies(
  database: Database,
  kept: readonly FactHead[],
  fresh: ReadonlyMap<string, FactHead>,
): Promise<FactHead[]> {
  const again = kept.filter((head) => fresh.get(head.id) !== head)
  if (again.length === 0) return []
  const prints = new Map([...fresh.values()].map(({ id, fingerprint }) => [id, fingerprint]))
  const rows = await database.all<{ message_id: string; fingerprint: string }>(
    'SELECT message_id, fingerprint FROM message WHERE message_id IN (SELECT atom FROM json_each(?))',
    JSON.stringify(again.map(({ id }) => id)),
  )
  for (const row of rows) prints.set(row.message_id, row.fingerprint)
  return again.filter(({ id, fingerprint }) => prints.get(id) !== fingerprint)
}

/** Integer key of each Message-ID; -1 where the store does not have it. */
async function messageKeys(
  database: Database,
  batch: readonly FactHead[],
): Promise<Map<string, number>> {
  const ids = new Map(batch.map(({ id }) => [id, -1]))
  const rows = await database.all<{ id: number; message_id: string }>(
    'SELECT id, message_id FROM message WHERE message_id IN (SELECT atom FROM json_each(?))',
    JSON.stringify([...ids.keys()]),
  )
  for (const row of rows) ids.set(row.message_id, row.id)
  return ids
}

async function insertSources(
  database: Database,
  location: string,
  batch: readonly FactHead[],
  keyOf: (head: FactHead) => number,
): Promise<void> {
  await database.run(
    `INSERT OR IGNORE INTO message_source (message, source, place)
     SELECT CAST(j.value ->> 0 AS BIGINT), s.id, j.value ->> 1
     FROM json_each(?) j JOIN source s ON s.location = ?`,
    JSON.stringify(batch.map((head) => [keyOf(head), head.foundAt.at])),
    location,
  )
  await insertInto(
    database,
    MESSAGE_LIST,
    batch.flatMap((head) => head.listIds.map((list) => ({ message: keyOf(head), list }))),
  )
}
