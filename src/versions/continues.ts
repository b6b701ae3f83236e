import { meaningOf } from './mentions.ts'
import { messagesOf, type Posting } from './postings.ts'

/** Does a posting say, with the address of a message, that the other was an earlier form of it? */
export function saysItContinues(later: Posting, earlier: Posting): boolean {
  const ids = new Set(messagesOf(earlier).map(({ id }) => id))
  return messagesOf(later).some(({ mentions }) =>
    mentions.some((m) => ids.has(m.messageId) && meaningOf(m).relation === 'earlier'),
  )
}
