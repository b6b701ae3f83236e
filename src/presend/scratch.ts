import { contentOf } from '../ingest/content-kind.ts'
import { refresh } from '../ingest/refresh.ts'
import type { Attached, Message } from '../model/message.ts'
import type { StorableMessage } from '../model/rows.ts'
import { subjectKey } from '../patch/subject.ts'
import { replyFactsIn } from '../reply/facts.ts'
import { readOverrides, saveOverride } from '../store/judgements.ts'
import { wholeMessages } from '../store/lookup/whole.ts'
import type { StoredMaterial } from '../store/material.ts'
import { readUserLinks, saveUserLink } from '../store/patch-facts.ts'
import { openForIngest, type Database } from '../store/store.ts'
import { addMessages, factRows } from '../store/write/facts.ts'
import { messageOf } from '../text/comment-id.ts'
import type { Outgoing } from './outgoing.ts'

/**
 * A store in memory that holds one series with its mail and, as its next version, the patches that
 * are about to be sent: what they leave undone is judged as if they had been. To be closed.
 */
export async function scratchStore(
  store: Database,
  { series, mails }: StoredMaterial,
  next: Outgoing,
): Promise<Database> {
  const scratch = await openForIngest(':memory:')
  const keys = [...mails.values()].map(({ key }) => key)
  const known = (await wholeMessages(store, keys)).map(({ message, attached }) =>
    storableOf(message, attached),
  )
  const messages = [...known, ...next.mails].map((storable) => ({ storable, removed: false }))
  await addMessages(scratch, '-', factRows(messages), [])
  await copyUserWords(store, scratch, new Set(mails.keys()))
  const before = series.revisions.at(-1)?.messageId
  if (before) await saveUserLink(scratch, { a: before, b: next.first.message.id, joined: true })
  await refresh(scratch)
  return scratch
}

function storableOf(message: Message, attached: Attached | null): StorableMessage {
  return {
    message,
    subjectKey: subjectKey(message.subject),
    content: contentOf(message, replyFactsIn(message.body), attached),
    attached,
    foundAt: { source: '-', at: null },
  }
}

/** What the user said of these messages: which versions belong together, where issues stand. */
async function copyUserWords(
  store: Database,
  scratch: Database,
  ids: ReadonlySet<string>,
): Promise<void> {
  for (const link of await readUserLinks(store))
    if (ids.has(link.a) && ids.has(link.b)) await saveUserLink(scratch, link)
  for (const [id, mark] of await readOverrides(store))
    if (ids.has(messageOf(id))) await saveOverride(scratch, id, mark)
}
