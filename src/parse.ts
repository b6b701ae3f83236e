import { decodeMessage } from './mail/decode/decode.ts'
import type { Message } from './model/message.ts'

/** The parsers of patchtrail without a store: `import { parseDiff } from 'patchtrail/parse'`. */

export { parseDiff } from './patch/diff.ts'
export { parseSubject } from './patch/subject.ts'
export { parseReply } from './reply/parser.ts'

export type { Subject } from './model/content.ts'
export type { Diff, DiffFile, FileStatus, Hunk } from './model/diff.ts'
export type { Message, Person } from './model/message.ts'
export type { Problem, ProblemKind } from './model/problem.ts'
export type {
  Attribution,
  Blank,
  Comment,
  CommentText,
  Elision,
  Footer,
  Quote,
  QuotedText,
  Reply,
  ReplyNode,
  Signature,
  TrailerNode,
} from './model/reply.ts'

/**
 * Decodes one mail (RFC 5322, MIME): charset and transfer encoding, headers, and a text body whose
 * physical lines stay as they are. Oddities become problems of the message; rejects only where
 * nothing of it can be read.
 */
export function decodeMail(bytes: Uint8Array): Promise<Message> {
  return decodeMessage({
    foundAt: { source: '', at: null },
    form: 'mail',
    bytes: Buffer.from(bytes),
  })
}
