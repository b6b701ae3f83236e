import type { CommentRecord } from '../model/report/records.ts'
import type { CommentHit } from '../model/report/search.ts'
import { snippetOf } from '../search/snippet.ts'
import { readJudgements } from '../store/judgements.ts'
import { anchorsOfMessages, patchesOf, type AnchorRow } from '../store/read-derived.ts'
import type { StoredMail } from '../store/read-mails.ts'
import { HIGHLIGHT } from '../store/search/search.ts'
import type { Database } from '../store/store.ts'
import { withoutMarks } from '../text/quoting.ts'
import { Mails } from './mails.ts'
import { commentRecord } from './comment-record.ts'

/** Key of a message, and the number of the comment in it. */
export interface CommentKey {
  readonly message: number
  readonly number: number
}

/** A comment of the store with what is needed to show it. */
export interface LoadedComment {
  readonly key: CommentKey
  readonly record: CommentRecord
  readonly subject: string
  readonly function: string | null
  /** The quoted lines it is about. */
  readonly quote: readonly string[]
}

/**
 * Comments by the key of their message and their number, in the same order; those that are not
 * there are left out.
 */
export async function loadComments(
  store: Database,
  wanted: readonly CommentKey[],
): Promise<LoadedComment[]> {
  const keys = [...new Set(wanted.map(({ message }) => message))]
  const rows = new Map(
    (await anchorsOfMessages(store, keys)).map((row) => [`${row.message} ${row.number}`, row]),
  )
  const anchors = wanted.flatMap(({ message, number }) => rows.get(`${message} ${number}`) ?? [])
  const mails = new Mails(store)
  return (await recordsOf(store, mails, anchors)).map(({ anchor, record }) => ({
    key: { message: anchor.message, number: anchor.number },
    record,
    subject: mails.get(anchor.message).subject,
    function: anchor.function,
    quote: quoteOf(anchor, mails.get(anchor.message)),
  }))
}

/**
 * Comments in the words of the JSON contract, in the order of their anchors; loads the mails that
 * they name.
 */
export async function recordsOf(
  store: Database,
  mails: Mails,
  anchors: readonly AnchorRow[],
): Promise<{ readonly anchor: AnchorRow; readonly record: CommentRecord }[]> {
  const keys = [...new Set(anchors.map(({ message }) => message))]
  await mails.load([
    ...keys,
    ...anchors.flatMap((a) => [a.origin, a.focus, a.about, a.answers_message]),
  ])
  const patches = new Map(
    (await patchesOf(store, [...new Set(anchors.flatMap((a) => a.about ?? []))])).map((p) => [
      p.message,
      p,
    ]),
  )
  const judgements = await readJudgements(store, keys)
  return anchors.map((anchor) => ({
    anchor,
    record: commentRecord(anchor, mails, patches, judgements),
  }))
}

/** A comment as it is shown in a list. @param text its text with what was found in it marked */
export function hitOf(
  { record, subject, function: name, quote }: LoadedComment,
  text = record.text,
): CommentHit {
  return {
    comment: record,
    subject,
    function: name,
    quote,
    snippet: snippetOf(text, record.line, HIGHLIGHT),
  }
}

function quoteOf(
  { quote_line: line, quote_end_line: endLine }: AnchorRow,
  mail: StoredMail,
): string[] {
  return line === null || endLine === null
    ? []
    : mail.lines
        .slice(line - 1, endLine)
        .map(withoutMarks)
        .filter((text) => text.trim() !== '')
}
