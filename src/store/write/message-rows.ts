import type { StorableMessage } from '../../model/rows.ts'
import { MESSAGE, MESSAGE_ADDRESS, MESSAGE_REFERENCE } from '../tables/message.ts'
import type { RowOf } from '../tables/table.ts'
import { batchRows, type BatchRows, type PersonAt } from './batch-rows.ts'

/** Rows of what the headers of messages say, and of their texts. @param deflates as the dialect says */
export function messageRows(
  batch: readonly StorableMessage[],
  personAt: PersonAt,
  deflates: boolean,
): BatchRows[] {
  return [
    batchRows(
      MESSAGE,
      batch.map((storable, at) => messageRow(storable, at, personAt)),
      'sender',
      deflates,
    ),
    batchRows(
      MESSAGE_ADDRESS,
      batch.flatMap(({ message }, at) =>
        (['to', 'cc'] as const).flatMap((role) =>
          message[role].map((person, position) => ({
            message: at,
            role,
            position,
            address: personAt(person),
          })),
        ),
      ),
      'address',
    ),
    batchRows(MESSAGE_REFERENCE, batch.flatMap(referenceRows)),
  ]
}

function messageRow(
  { message, content, subjectKey, attached }: StorableMessage,
  at: number,
  personAt: PersonAt,
): RowOf<typeof MESSAGE> {
  return {
    id: at,
    message_id: message.id,
    id_is_made: Number(message.idIsMade),
    subject: message.subject,
    subject_key: subjectKey,
    sender: personAt(message.from),
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
  at: number,
): RowOf<typeof MESSAGE_REFERENCE>[] {
  const named = { 'in-reply-to': inReplyTo, references }
  return (['in-reply-to', 'references'] as const).flatMap((header) =>
    named[header].map((referenced, position) => ({ message: at, header, position, referenced })),
  )
}
