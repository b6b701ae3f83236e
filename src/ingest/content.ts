import { decodeWhole } from '../mail/decode/decode.ts'
import type { Attached, Message, RawMessage } from '../model/message.ts'
import type { ListedProblem } from '../model/problem.ts'
import { contentOf } from './content-kind.ts'
import { attachedSet, embeddedMessages } from './embedded.ts'
import { subjectKey } from '../patch/subject.ts'
import { parseReply, replyFacts } from '../reply/parser.ts'
import type { StorableMessage } from '../model/rows.ts'
import { breath, inTurn } from './turns.ts'
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

/** Takes mails apart, in their order. Never rejects. */
export async function readBatch(mails: readonly GivenMail[]): Promise<ReadBatch> {
  const parsed = await inTurn(() => parsedIn(mails))
  const all = parsed.flatMap(({ storable, embedded }, i) =>
    [storable, ...embedded].map((one) => ({ storable: one, removed: mails[i]?.removed ?? false })),
  )
  // A page that is refused was no mail.
  const refused = parsed.filter(({ storable }, i) => !storable && mails[i]?.raw.form === 'page')
  return {
    read: all.length - refused.length,
    facts: factRows(
      all.flatMap(({ storable, removed }) => (storable ? [{ storable, removed }] : [])),
    ),
    problems: parsed.flatMap(({ problems }) => problems),
  }
}

/** One by one: what the reading of a mail leaves behind is gone before the next one. */
async function parsedIn(mails: readonly GivenMail[]): Promise<ParsedMessage[]> {
  const parsed: ParsedMessage[] = []
  for (const { raw } of mails) {
    parsed.push(await parseMessage(raw))
    await breath()
  }
  return parsed
}

/** A batch of one mail that cannot be read. */
export function lostMail(raw: RawMessage, text: string): ReadBatch {
  return { read: 1, facts: factRows([]), problems: [unreadable(raw, text)] }
}

/** bytes -> Message -> Content. Never rejects: what cannot be read is a problem. */
export async function parseMessage(raw: RawMessage): Promise<ParsedMessage> {
  try {
    if (raw.bytes.every((byte) => byte <= 0x20))
      return { storable: null, embedded: [], problems: [unreadable(raw, 'an empty mail')] }
    const decoded = await decodeWhole(raw)
    const { messages, problems } = await embeddedMessages(decoded, raw)
    const set = attachedSet(decoded)
    // mailman can wrap what DMARC forbids to forward: the mail that is attached is the mail.
    const wrapped = messages.find(({ message }) => message.id === decoded.message.id)
    const own = wrapped?.message ?? decoded.message
    const storable = storableOf(raw, own, set && { set, author: null })
    const others = messages.filter((one) => one !== wrapped)
    const embedded = others.map(({ message, author }) =>
      storableOf(raw, message, author && { set: null, author }),
    )
    const listed = [storable, ...embedded].flatMap(({ message, content }) =>
      [...message.problems, ...content.diff.problems].map((problem) =>
        listedIn(raw, problem, message.id),
      ),
    )
    return {
      storable,
      embedded,
      problems: [...listed, ...problems.map((p) => listedIn(raw, p, decoded.message.id))],
    }
  } catch (error) {
    return {
      storable: null,
      embedded: [],
      problems: [unreadable(raw, `cannot be parsed: ${(error as Error).message}`)],
    }
  }
}

function storableOf(
  { foundAt }: RawMessage,
  message: Message,
  attached: Attached | null,
): StorableMessage {
  const content = contentOf(message, replyFacts(parseReply(message.body)), attached)
  return { message, content, attached, subjectKey: subjectKey(message.subject), foundAt }
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
