import { indexedComments, indexedMessage } from '../search/indexed.ts'
import {
  beginCopy,
  copyRows,
  endCopy,
  requireEmpty,
  type CopyListener,
} from '../store/copying/copy.ts'
import { placedComments } from '../store/placed.ts'
import { readMails } from '../store/read-mails.ts'
import { deriveAll, isOutdated, stampContent, stampsOf } from '../store/stamp.ts'
import type { Database } from '../store/store.ts'
import { indexedKeys } from '../store/copying/pages.ts'
import { insertTexts, textRows } from '../store/write/search-index.ts'
import { refresh, type RefreshListener } from './refresh.ts'
import { upgrade } from './upgrade.ts'

/** What a copy came to. */
export interface Copied {
  readonly rows: number
  readonly messages: number
  /** Was all that is derived made anew, since another program had made it? */
  readonly derivedAnew: boolean
}

export interface CopyListeners {
  readonly rows: CopyListener
  readonly texts: CopyListener
  readonly derives: RefreshListener
}

/**
 * Puts all of a store into an empty one, whichever data bases they are in: facts, what users said,
 * how far sources were read, and what is derived; where another program derived it, it is derived
 * anew. All or nothing is copied; deriving then is taken up by any later run. Throws StoreError.
 */
export async function copyStore(
  from: Database,
  to: Database,
  listeners: CopyListeners,
): Promise<Copied> {
  const derivedAnew = await isOutdated(from)
  await beginCopy(to)
  const copied = await from.snapshot(() =>
    to.transaction(async () => {
      await requireEmpty(to)
      const rows = await copyRows(from, to, !derivedAnew, listeners.rows)
      if (derivedAnew) {
        await stampContent(to, (await stampsOf(from)).content ?? null)
        await deriveAll(to)
      } else await copyTexts(from, to, listeners.texts)
      await endCopy(to)
      const { n = 0 } = (await to.get<{ n: number }>('SELECT count(*) AS n FROM message')) ?? {}
      return { rows, messages: n, derivedAnew }
    }),
  )
  if (derivedAnew) {
    await upgrade(to)
    await refresh(to, listeners.derives)
  }
  return copied
}

/** A full-text index is made anew of the mail: each data base has its own form. */
async function copyTexts(from: Database, to: Database, listener: CopyListener): Promise<void> {
  let done = 0
  for await (const { keys, of } of indexedKeys(from)) {
    const mails = await readMails(from, keys)
    const comments = await placedComments(from, keys)
    const rows = textRows(
      mails.map(indexedMessage),
      [],
      mails.flatMap((mail) => indexedComments(mail, comments.get(mail.key) ?? [])),
      to.dialect,
    )
    await insertTexts(to, rows)
    listener((done += keys.length), of)
  }
}
