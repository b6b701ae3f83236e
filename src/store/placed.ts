import type { Anchor, Focus, Origin, AnchoredComment } from '../model/link.ts'
import type { Database } from './database.ts'
import { anchorsOfMessages, type AnchorRow } from './read-derived.ts'

/** Placed comments of the given messages, by key of the message, in body order. */
export async function placedComments(
  database: Database,
  messages: readonly number[],
): Promise<Map<number, AnchoredComment[]>> {
  const anchors = await anchorsOfMessages(database, messages)
  const wanted = [
    ...new Set(
      anchors
        .flatMap((a) => [a.origin, a.focus, a.about, a.answers_message])
        .filter((key): key is number => key !== null),
    ),
  ]
  const ids = new Map(
    (
      await database.all<{ id: number; message_id: string }>(
        'SELECT m.id, m.message_id FROM json_each(?) j JOIN message m ON m.id = j.value',
        JSON.stringify(wanted),
      )
    ).map((row) => [row.id, row.message_id]),
  )
  const found = new Map<number, AnchoredComment[]>()
  for (const row of anchors) {
    const list = found.get(row.message)
    if (list) list.push(placedFrom(row, ids))
    else found.set(row.message, [placedFrom(row, ids)])
  }
  return found
}

function placedFrom(row: AnchorRow, ids: ReadonlyMap<number, string>): AnchoredComment {
  const origin = (
    key: number | null,
    line: number | null,
    endLine: number | null,
  ): Origin | null => {
    const messageId = key === null ? undefined : ids.get(key)
    return messageId === undefined || line === null || endLine === null
      ? null
      : { messageId, line, endLine }
  }
  const at = origin(row.origin, row.origin_line, row.origin_end_line)
  const focus = origin(row.focus, row.focus_line, row.focus_end_line)
  const anchor: Anchor | null = at && {
    ...at,
    match: row.match ?? 'exact',
    ambiguous: row.ambiguous === 1,
  }
  const inFocus: Focus | null = focus && {
    quote: { line: row.quote_line ?? 0, endLine: row.quote_end_line ?? 0 },
    origin: focus,
  }
  const answers = row.answers_message === null ? undefined : ids.get(row.answers_message)
  return {
    number: row.number,
    line: row.line,
    endLine: row.end_line,
    anchor,
    focus: inFocus,
    about: origin(row.about, row.about_line, row.about_end_line),
    answers: answers === undefined ? null : { messageId: answers, number: row.answers_number ?? 0 },
  }
}
