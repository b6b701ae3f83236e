import type { TextField } from '../../model/indexed.ts'
import type { TextIndex } from '../driver/dialect.ts'
import { table, text } from './table.ts'

/**
 * How texts are cut into words: an underscore is a letter, accents do not count, other forms of a
 * word are found (SQLite, FTS5 tokenizers).
 */
export const TOKENS = `tokenize = "porter unicode61 remove_diacritics 2 tokenchars '_'"`

/** A full-text index: contentless, since the texts are in `message` already. */
export interface TextTable extends TextIndex {
  readonly words: string
  readonly options: string
}

/** Columns of `message_text`, in their order. */
export const TEXT_FIELDS: readonly TextField[] = [
  'subject',
  'sender',
  'own',
  'quoted',
  'dfn',
  'dfa',
  'dfb',
  'dfhh',
  'dfctx',
  'dfpre',
  'dfpost',
  'patchid',
]

/** A row of `comment_text` is a comment: the key of its message times this, plus its number. */
export const COMMENTS_OF_MESSAGE = 65536

export const MESSAGE_TEXT: TextTable = {
  name: 'message_text',
  words: 'full text of messages; the rowid is the key of the message',
  columns: TEXT_FIELDS,
  stems: true,
  options: `content = '', ${TOKENS}`,
}

export const COMMENT_TEXT: TextTable = {
  name: 'comment_text',
  words: `full text of comments and the quote above; the rowid is ${COMMENTS_OF_MESSAGE} times the message, plus the number`,
  columns: ['text', 'above'],
  stems: true,
  options: `content = '', contentless_delete = 1, ${TOKENS}`,
}

export const ADDRESS_TEXT: TextTable = {
  name: 'address_text',
  words: 'words of names and addresses; the rowid is the key of the address',
  columns: ['name', 'address'],
  stems: false,
  options: `content = '', tokenize = "unicode61 remove_diacritics 2 tokenchars '_'"`,
}

export const IDENTIFIER = table(
  'identifier',
  'derived',
  'names with an underscore, for searches for a part of one',
  { name: text('in lower case') },
  { key: ['name'] },
)

export const TEXT_TABLES = [MESSAGE_TEXT, COMMENT_TEXT, ADDRESS_TEXT] as const

/** The statement that makes a full-text index. */
export function textSchemaOf({ name, words, columns, options }: TextTable): string {
  return `-- derived: ${words}\nCREATE VIRTUAL TABLE ${name} USING fts5(\n  ${columns.join(', ')},\n  ${options}\n);`
}
