import { decodeWhole } from '../mail/decode/decode.ts'
import type { Attached, Message, RawMessage } from '../model/message.ts'
import type { ListedProblem } from '../model/problem.ts'
import type { ReplyFacts } from '../model/reply.ts'
import { contentOf } from './content-kind.ts'
import { attachedSet, embeddedMessages } from './embedded.ts'
import { subjectKey } from '../patch/subject.ts'
import { replyFactsIn } from '../reply/facts.ts'
import type { StorableMessage } from '../model/rows.ts'
import { factRows, type FactRows } from '../store/write/facts.ts'

/**
 * What one message says, and what is odd about it; `storable` is `null` where it cannot be read.
 */
export interface ParsedMessage {
  readonly storable: StorableMessage | null
  /** Mails and patches that came attached to it, each a message of its own. */
  readonly embedded: readonly StorableMessage[]
  readonly problems: readonly ListedProblem[]
}

/** A mail as a source gave it. */
export interface GivenMail {
  readonly raw: RawMessage
  /** The source has deleted it. */
  readonly removed: boolean
}

/** What a batch of mail says, ready to be kept. */
export interface ReadBatch {
  /** Mails, those inside of mails included. */
  readonly read: number
  readonly facts: FactRows
  readonly problems: readonly ListedProblem[]
}

/** Takes mails apart, in their order. Never rejects. @param deflates as the store's dialect says */
export async function readBatch(
  mails: readonly GivenMail[],
  deflates: boolean,
): Promise<ReadBatch> {
  const parsed = await parsedIn(mails)
  const all = parsed.flatMap(({ storable, embedded }, i) =>
    [storable, ...embedded].map((one) => ({ storable: one, removed: mails[i]?.removed ?? false })),
  )
  // A page that is refused was no mail.
  const refused = parsed.filter(({ storable }, i) => !storable && mails[i]?.raw.form === 'page')
  return {
    read: all.length - refused.length,
    facts: factRows(
      all.flatMap(({ storable, removed }) => (storable ? [{ storable, removed }] : [])),
      deflates,
    ),
    problems: parsed.flatMap(({ problems }) => problems),
  }
}

/** A batch of one mail that cannot be read. */
export function lostMail(raw: RawMessage, text: string): ReadBatch {
  return { read: 1, facts: factRows([]), problems: [unreadable(raw, text)] }
}

/** bytes -> Message -> Content. Never rejects: what cannot be read is a problem. */
export async function parseMessage(raw: RawMessage): Promise<ParsedMessage> {
  const [parsed] = await parsedIn([{ raw, removed: false }])
  return parsed ?? lost(raw, EMPTY)
}

/**
 * Mails that are taken apart together, step by step and not mail by mail: the program of all steps
 * is more than a processor has at hand, and that of one step is fetched once for all of them.
 */
const TOGETHER = 50
const EMPTY = 'an empty mail'

async function parsedIn(mails: readonly GivenMail[]): Promise<ParsedMessage[]> {
  const parsed: ParsedMessage[] = []
  for (let i = 0; i < mails.length; i += TOGETHER) {
    const some = mails.slice(i, i + TOGETHER)
    const opened = await Promise.all(some.map(({ raw }) => openedMail(raw)))
    const told = opened.map((one) => stepped(one, withReplies))
    parsed.push(
      ...told
        .map((one) => stepped(one, parsedFrom))
        .map(({ raw, said }) => ('why' in said ? lost(raw, said.why) : said)),
    )
  }
  return parsed
}

/** Why a mail is lost. */
interface Unread {
  readonly why: string
}

/** A mail on its way. */
interface Underway<T> {
  readonly raw: RawMessage
  readonly said: T | Unread
}

/** One step with one mail, unless it is lost. */
function stepped<T extends object, R extends object>(
  { raw, said }: Underway<T>,
  step: (said: T, raw: RawMessage) => R,
): Underway<R> {
  if ('why' in said) return { raw, said }
  try {
    return { raw, said: step(said, raw) }
  } catch (error) {
    return { raw, said: unread(error) }
  }
}

function unread(error: unknown): Unread {
  return { why: `cannot be parsed: ${(error as Error).message}` }
}

/** A message, and what came beside it in its mail. */
interface Said {
  readonly message: Message
  readonly attached: Attached | null
}

/** The messages in a mail, its own first, and what is odd about it. */
interface Opened<T extends Said> {
  readonly messages: readonly T[]
  readonly problems: readonly ListedProblem[]
}

async function openedMail(raw: RawMessage): Promise<Underway<Opened<Said>>> {
  if (raw.bytes.every((byte) => byte <= 0x20)) return { raw, said: { why: EMPTY } }
  try {
    const decoded = await decodeWhole(raw)
    const { messages, problems } = await embeddedMessages(decoded, raw)
    const set = attachedSet(decoded)
    // mailman can wrap what DMARC forbids to forward: the mail that is attached is the mail.
    const wrapped = messages.find(({ message }) => message.id === decoded.message.id)
    const own = wrapped?.message ?? decoded.message
    const others = messages.filter((one) => one !== wrapped)
    return {
      raw,
      said: {
        messages: [
          { message: own, attached: set && { set, author: null } },
          ...others.map(({ message, author }) => ({
            message,
            attached: author && { set: null, author },
          })),
        ],
        problems: problems.map((p) => listedIn(raw, p, decoded.message.id)),
      },
    }
  } catch (error) {
    return { raw, said: unread(error) }
  }
}

/** The same with what its body answers. */
interface Answering extends Said {
  readonly reply: ReplyFacts
}

function withReplies({ messages, problems }: Opened<Said>): Opened<Answering> {
  const answering = messages.map((one) => ({
    ...one,
    reply: replyFactsIn(one.message.body),
  }))
  return { messages: answering, problems }
}

function parsedFrom({ messages, problems }: Opened<Answering>, raw: RawMessage): ParsedMessage {
  const all = messages.map(({ message, attached, reply }): StorableMessage => ({
    message,
    attached,
    content: contentOf(message, reply, attached),
    subjectKey: subjectKey(message.subject),
    foundAt: raw.foundAt,
  }))
  const listed = all.flatMap(({ message, content }) =>
    [...message.problems, ...content.diff.problems].map((problem) =>
      listedIn(raw, problem, message.id),
    ),
  )
  const [storable = null, ...embedded] = all
  return { storable, embedded, problems: [...listed, ...problems] }
}

function lost(raw: RawMessage, why: string): ParsedMessage {
  return { storable: null, embedded: [], problems: [unreadable(raw, why)] }
}

function listedIn(
  { foundAt: { source, at } }: RawMessage,
  problem: Message['problems'][number],
  messageId: string,
): ListedProblem {
  return { ...problem, source, at, messageId, fatal: false }
}

/** A message that is lost, and why. */
function unreadable({ foundAt: { source, at } }: RawMessage, text: string): ListedProblem {
  return { kind: 'malformed', text, line: null, source, at, messageId: null, fatal: true }
}
