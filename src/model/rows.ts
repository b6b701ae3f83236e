import type { Content } from './content.ts'
import type { Message, FoundAt } from './message.ts'

/** A message with what it says, ready to be stored. */
export interface StorableMessage {
  readonly message: Message
  readonly subjectKey: string
  readonly content: Content
  readonly foundAt: FoundAt
}
