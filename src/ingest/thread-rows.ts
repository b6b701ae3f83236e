import type { AnchoredComment } from '../model/link.ts'
import { noCounts, type ThreadCounts } from '../linking/counts.ts'
import { byDate } from '../linking/mail.ts'
import { locate } from '../patch/locate.ts'
import { linkThread, type ReviewedThread } from '../linking/thread.ts'
import { requestsApart } from '../reply/requests.ts'
import { indexedComments, indexedMessage } from '../search/indexed.ts'
import { readMails, type StoredMail } from '../store/read-mails.ts'
import type { DerivedThread, FiledComment } from '../model/rows.ts'
import { indexedPlaces, unindexed } from '../store/write/search-index.ts'
import { rowsOfThreads, type ThreadRows } from '../store/write/threads.ts'
import type { Database } from '../store/store.ts'

export interface DerivedThreads {
  readonly rows: ThreadRows
  readonly counts: ThreadCounts
}

/**
 * Reads the facts of threads, each the keys of its messages, and derives what relates them. Writes
 * nothing.
 */
export async function deriveThreads(
  store: Database,
  threads: readonly (readonly number[])[],
): Promise<DerivedThreads> {
  const read = (await readMails(store, threads.flat())).map(withRequestsApart)
  const mails = new Map(read.map((mail) => [mail.key, mail]))
  const isNew = new Set(await unindexed(store, threads.flat()))
  const places = await indexedPlaces(store, threads.flat())
  const counts = noCounts()
  const derived = threads.map((keys) => linkedThread(keys, mails, isNew, counts))
  return { rows: rowsOfThreads(derived, places, store), counts }
}

/** @param isNew keys of the messages that the full-text index does not know */
function linkedThread(
  keys: readonly number[],
  mails: ReadonlyMap<number, StoredMail>,
  isNew: ReadonlySet<number>,
  counts: ThreadCounts,
): DerivedThread {
  const members = keys.flatMap((key) => mails.get(key) ?? [])
  const reviewed = linkThread(members)
  count(reviewed, counts)
  const root = [...members].sort(byDate)[0]?.id ?? ''
  const byId = new Map(members.map((mail) => [mail.id, mail]))
  return {
    copies: reviewed.copies,
    mails: reviewed.mails.map((mail) => ({
      ...mail,
      comments: mail.comments.map((comment) => filed(comment, byId)),
    })),
    members: keys,
    keys: new Map(members.map((mail) => [mail.id, mail.key])),
    root,
    indexed: members.filter(({ key }) => isNew.has(key)).map(indexedMessage),
    spoken: reviewed.mails.flatMap(({ id, comments }) => {
      const mail = byId.get(id)
      return mail ? indexedComments(mail, comments) : []
    }),
  }
}

/** A mail that quotes nothing is a letter, a patch or a report; its lists are no requests. */
function withRequestsApart(mail: StoredMail): StoredMail {
  return mail.quotes.length === 0
    ? mail
    : { ...mail, comments: requestsApart(mail.lines, mail.comments) }
}

function filed(comment: AnchoredComment, mails: ReadonlyMap<string, StoredMail>): FiledComment {
  const mail = mails.get(comment.about?.messageId ?? '')
  const place =
    mail && comment.about ? locate(mail, comment.about.line, comment.about.endLine) : null
  return { ...comment, path: place?.path ?? null, function: place?.function ?? null }
}

function count(reviewed: ReviewedThread, counts: ThreadCounts): void {
  counts.copies += reviewed.copies.length
  for (const link of reviewed.mails.flatMap((mail) => mail.links)) {
    const lines = link.endLine - link.line + 1
    counts.quotedLines[link.match] += lines
    if (link.ambiguous) counts.ambiguousLines += lines
  }
}
