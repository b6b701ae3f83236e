import type { Rung } from '../../model/link.ts'
import { ofMessage } from './message.ts'
import { int, optional, table, text } from './table.ts'

export const STALE = table(
  'stale',
  'work',
  'messages whose threads are to be derived anew',
  { message: ofMessage },
  { key: ['message'] },
)

export const THREAD = table(
  'thread',
  'derived',
  'which thread a message is in, and what it answers',
  {
    message: ofMessage,
    root: text('Message-ID of the oldest message of the thread'),
    parent: optional(int('key of the message that it answers')),
  },
  {
    key: ['message'],
    indexes: { thread_by_root: '(root)', thread_by_parent: '(parent)' },
  },
)

export const COPY = table(
  'copy',
  'derived',
  'messages without a Message-ID that are copies of another',
  { message: ofMessage, original: int('key of the message that it is a copy of') },
  { key: ['message'] },
)

/** First and last line of a run of body lines. */
const range = {
  line: int('first line in the body of the reply, from 1'),
  end_line: int('last line, inclusive'),
}
const origin = {
  origin: optional(int('key of the message that the quoted lines come from')),
  origin_line: optional(int('first line there')),
  origin_end_line: optional(int('last line there')),
}

export const LINK = table(
  'link',
  'derived',
  'runs of quoted lines, with the lines that they come from',
  {
    message: ofMessage,
    ...range,
    depth: int('number of > levels'),
    ...origin,
    match: text<Rung | 'none'>('how it was found: exact, whitespace, rewrapped, edited, none'),
    ambiguous: int('1: other places fit as well'),
    quoted_there: int('1: it is quoted there, too, and found nowhere before'),
  },
  { key: ['message', 'line'] },
)

export const LINK_CANDIDATE = table(
  'link_candidate',
  'derived',
  'other places that fit a link as well',
  {
    message: ofMessage,
    line: int('line of its row in link'),
    position: int('0 is the best'),
    origin: int('key of the message'),
    origin_line: int('first line there'),
  },
  { key: ['message', 'line', 'position'] },
)

export const ANCHOR = table(
  'anchor',
  'derived',
  'comments: one for each request, with the lines that they are about',
  {
    message: ofMessage,
    number: int('half of its id: <message-id>#<number>'),
    ...range,
    ...origin,
    match: optional(text<Rung>('how the quoted lines were found')),
    ambiguous: optional(int('1: other places fit as well')),
    quote_line: optional(int('first line of the quote in focus, in the reply')),
    quote_end_line: optional(int('last line')),
    focus: optional(int('key of the message that the lines in focus come from')),
    focus_line: optional(int('first line there')),
    focus_end_line: optional(int('last line there')),
    about: optional(int('key of the patch or cover that it is about in the end')),
    about_line: optional(int('first line there')),
    about_end_line: optional(int('last line there')),
    answers_message: optional(int('key of the message of the comment that it answers')),
    answers_number: optional(int('number of that comment')),
    path: optional(text('file of the lines that it is about')),
    function: optional(text('function of those lines')),
  },
  {
    key: ['message', 'number'],
    indexes: {
      anchor_by_origin: '(origin)',
      anchor_by_about: '(about)',
      anchor_by_answer: '(answers_message)',
      anchor_by_path: '(path) WHERE path IS NOT NULL',
      anchor_by_function: '(function) WHERE function IS NOT NULL',
    },
  },
)

/** What is derived of a thread, by message. */
export const THREAD_TABLES = [THREAD, COPY, LINK, LINK_CANDIDATE, ANCHOR] as const
