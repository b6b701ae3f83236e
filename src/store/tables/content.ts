import type { CitationKind, Part } from '../../model/content.ts'
import type { FileStatus } from '../../model/diff.ts'
import { ofMessage } from './message.ts'
import { int, nth, optional, table, text } from './table.ts'

/** First and last line of a run of body lines. */
const range = {
  line: int('first line in the body, from 1'),
  end_line: int('last line, inclusive'),
}

export const PATCH = table(
  'patch',
  'fact',
  'what a patch or cover says of itself',
  {
    message: ofMessage,
    is_cover: int('1: a cover letter'),
    title: text('subject without reply prefixes and bracket groups'),
    author: int('key of the address of who wrote it', 'REFERENCES address'),
    version: int('1 where none is given'),
    version_given: int('1: the subject names it'),
    reroll: optional(int('1 of v5.1')),
    number: optional(nth('n of n/m; 0 is the cover')),
    total: optional(int('m of n/m')),
    rfc: int('1: the subject says RFC'),
    resend: int('1: the subject says RESEND'),
    tags: text('other words in the brackets, blanks between: trees and projects'),
    change_id: optional(text('b4 change-id')),
    code: optional(int('a number made from all its changed lines')),
    sketch: optional(
      text('the least of the numbers of its changed lines, base 36, blanks between'),
    ),
  },
  { key: ['message'], indexes: { patch_by_title: '(title)' } },
)

export const MENTION = table(
  'mention',
  'fact',
  'messages that a patch or cover names above its diff',
  {
    message: ofMessage,
    line: int('line in the body, from 1'),
    mentioned: text('Message-ID'),
  },
  { key: ['message', 'line', 'mentioned'] },
)

export const CITATION = table(
  'citation',
  'fact',
  'commits that a message names with their titles',
  {
    message: ofMessage,
    line: int('line in the body, from 1'),
    commit_id: optional(text('hash of it or of the merge that has it, or the beginning of that')),
    kind: text<CitationKind>('fixes, names, merged, taken, upstream, reverted'),
    title: text('white space collapsed'),
    tree: optional(text('what a tree that tells of it itself calls itself')),
  },
  { key: ['message', 'line'], indexes: { citation_by_title: '(title)' } },
)

export const SECTION = table(
  'section',
  'fact',
  'parts of a body that a comment can point at',
  { message: ofMessage, ...range, part: text<Part>('commit-message, trailers, changelog, ...') },
  { key: ['message', 'line'] },
)

export const FILE = table(
  'file',
  'fact',
  'files that a diff in a body changes',
  {
    message: ofMessage,
    ...range,
    old_path: optional(text('path before; none: the file is new')),
    new_path: optional(text('path after; none: the file is deleted')),
    status: text<FileStatus>('modified, added, deleted, renamed, ...'),
    old_mode: optional(text('mode before')),
    new_mode: optional(text('mode after')),
    similarity: optional(int('percent, of a rename or copy')),
    binary: int('1: a binary file'),
  },
  { key: ['message', 'line'], indexes: { file_by_path: '(new_path)' } },
)

export const HUNK = table(
  'hunk',
  'fact',
  'hunks of those files',
  {
    message: ofMessage,
    ...range,
    file_line: int('line of its row in file'),
    old_start: int('first line in the old file'),
    old_count: int('lines of the old file'),
    new_start: int('first line in the new file'),
    new_count: int('lines of the new file'),
    function: optional(text('what stands behind the second @@')),
  },
  { key: ['message', 'line'] },
)

export const QUOTE = table(
  'quote',
  'fact',
  'runs of quoted lines of one depth',
  { message: ofMessage, ...range, depth: int('number of > levels') },
  { key: ['message', 'line'] },
)

export const COMMENT = table(
  'comment',
  'fact',
  'what the sender wrote in one place, between quotes',
  { message: ofMessage, number: int('1 and up, in body order'), ...range },
  { key: ['message', 'number'] },
)

export const ATTRIBUTION = table(
  'attribution',
  'fact',
  'lines such as "On <date>, <who> wrote:"',
  {
    message: ofMessage,
    ...range,
    name: optional(text('who is quoted')),
    address: optional(text('in lower case')),
    date: optional(text('ISO 8601, UTC')),
  },
  { key: ['message', 'line'] },
)

export const TRAILER = table(
  'trailer',
  'fact',
  'trailers of a patch, and tags that a reply gives',
  {
    message: ofMessage,
    ...range,
    name: text('Signed-off-by, Reviewed-by, ...'),
    value: text('joined where it is wrapped'),
  },
  { key: ['message', 'line'] },
)

/**
 * What the body and the subject of a message say: made anew from `message` by `rebuild --facts`.
 */
export const CONTENT_TABLES = [
  PATCH,
  MENTION,
  CITATION,
  SECTION,
  FILE,
  HUNK,
  QUOTE,
  COMMENT,
  ATTRIBUTION,
  TRAILER,
] as const
