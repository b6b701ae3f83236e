import { decodeMessage } from '../mail/decode/decode.ts'
import type { RawMessage } from '../model/message.ts'
import type { ListedProblem } from '../model/problem.ts'
import { contentOf } from './content-kind.ts'
import { subjectKey } from '../patch/subject.ts'
import { parseReply, replyFacts } from '../reply/parser.ts'
import type { StorableMessage } from '../model/rows.ts'

/** What one message says, and what is odd about it; `storable` is `null` where it cannot be read. */
export interface ParsedMessage {
  readonly storable: StorableMessage | null
  readonly problems: readonly ListedProblem[]
}

/** bytes -> Message -> Content. Never rejects: what cannot be read is a problem. */
export async function parseMessage(raw: RawMessage): Promise<ParsedMessage> {
  const { source, at } = raw.foundAt
  try {
    const message = await decodeMessage(raw)
    const content = contentOf(message, replyFacts(parseReply(message.body)))
    const problems = [...message.problems, ...content.diff.problems].map(
      (problem): ListedProblem => ({ ...problem, source, at, messageId: message.id, fatal: false }),
    )
    return {
      storable: { message, content, subjectKey: subjectKey(message.subject), foundAt: raw.foundAt },
      problems,
    }
  } catch (error) {
    return {
      storable: null,
      problems: [unreadable(raw, `cannot be parsed: ${(error as Error).message}`)],
    }
  }
}

/** A message that is lost, and why. */
export function unreadable({ foundAt: { source, at } }: RawMessage, text: string): ListedProblem {
  return { kind: 'malformed', text, line: null, source, at, messageId: null, fatal: true }
}
