import type { ContentKind } from '../../model/content.ts'
import { int, longText, optional, table, text } from './table.ts'

/** Key of a message, as most tables begin with it. */
export const ofMessage = int('key of the message')

export const SOURCE = table(
  'source',
  'fact',
  'where mail came from',
  {
    id: int('key'),
    location: text('an absolute path, an address, or - for standard input'),
  },
  { key: ['id'], unique: ['location'] },
)

export const PROGRESS = table(
  'progress',
  'fact',
  'how far sources have been read',
  {
    source: int('key of the source'),
    part: text('which part of it: a file, an epoch, a branch'),
    reached: text('what was read last, as the kind of source names it'),
  },
  { key: ['source', 'part'] },
)

export const ADDRESS = table(
  'address',
  'fact',
  'people and lists as headers name them, each pair once',
  {
    id: int('key'),
    name: text('as written, decoded; empty: unknown'),
    address: text('in lower case; empty: unknown'),
  },
  { key: ['id'], unique: ['name', 'address'] },
)

export const MESSAGE = table(
  'message',
  'fact',
  'one mail, once, whatever it came from',
  {
    id: int('key, in the order of arrival'),
    message_id: text('Message-ID in angle brackets, without white space'),
    id_is_made: int('1: it had no usable Message-ID, and this one is made from its content'),
    subject: text('decoded, as it is'),
    subject_key: text('subject by which orphaned replies find their patch; empty: names no patch'),
    sender: int('key of the address in From', 'REFERENCES address'),
    date: optional(text('ISO 8601, UTC, to the second')),
    content: text<ContentKind>('what it is', ['cover', 'patch', 'reply', 'other']),
    flowed: int('1: format=flowed (RFC 3676)'),
    collapsed: int('1: white space was collapsed before it was read (a saved archive page)'),
    fingerprint: text('32 hex digits, equal for copies of one mail'),
    body: longText(
      'the text, decoded, never reflowed; lines are counted from 1 in it; a long one is zlib data',
    ),
    removed: int('1: every source has deleted it; it takes part in nothing derived', 'DEFAULT 0'),
    attached: optional(
      text<string>('JSON, what came beside the body and cannot be read from it again: Attached'),
    ),
  },
  {
    key: ['id'],
    unique: ['message_id'],
    indexes: {
      message_by_subject: `(subject_key) WHERE subject_key <> ''`,
      message_by_fingerprint: '(fingerprint)',
      message_by_date: '(date)',
      message_by_sender: '(sender, date)',
      message_removed: '(id) WHERE removed = 1',
    },
  },
)

export const MESSAGE_SOURCE = table(
  'message_source',
  'fact',
  'which sources have a message',
  {
    message: ofMessage,
    source: int('key of the source'),
    place: optional(text('where in the source')),
    removed: int('1: the source has deleted it', 'DEFAULT 0'),
  },
  { key: ['message', 'source'] },
)

export const MESSAGE_LIST = table(
  'message_list',
  'fact',
  'mailing lists that a message came over',
  { message: ofMessage, list: text('List-Id') },
  { key: ['message', 'list'] },
)

export const MESSAGE_ADDRESS = table(
  'message_address',
  'fact',
  'whom a message is to',
  {
    message: ofMessage,
    role: text<'to' | 'cc'>('which header', ['to', 'cc']),
    position: int('index in the header'),
    address: int('key of the address'),
  },
  { key: ['message', 'role', 'position'] },
)

export const MESSAGE_REFERENCE = table(
  'message_reference',
  'fact',
  'messages that the headers of a message name',
  {
    message: ofMessage,
    header: text<'in-reply-to' | 'references'>('which header', ['in-reply-to', 'references']),
    position: int('index in the header, oldest first'),
    referenced: text('Message-ID, of a message that is in the store or not'),
  },
  {
    key: ['message', 'header', 'position'],
    indexes: { message_reference_to: '(referenced, message)' },
  },
)

export const PROBLEM = table(
  'problem',
  'fact',
  'what was odd in the mail, or could not be read',
  {
    id: int('key'),
    message: optional(int('key of the message, where there is one')),
    source: text('location of the source'),
    place: text('where in the source; empty: the source is one message'),
    line: optional(int('line of the body')),
    kind: text('which kind of oddity'),
    text: text('in words'),
  },
  { key: ['id'], unique: ['source', 'place', 'kind', 'text'] },
)

/** All that is known of messages but what their bodies say. */
export const MESSAGE_TABLES = [
  SOURCE,
  PROGRESS,
  ADDRESS,
  MESSAGE,
  MESSAGE_SOURCE,
  MESSAGE_LIST,
  MESSAGE_ADDRESS,
  MESSAGE_REFERENCE,
  PROBLEM,
] as const
