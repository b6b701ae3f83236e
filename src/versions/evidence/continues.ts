import { meaningOf } from './mentions.ts'
import { messagesOf, type Posting } from '../postings.ts'

/** That it is the same work under another name, and not one that only goes on from there. */
const SAME_WORK =
  /\b(?:previous|former|original|earlier)(?:ly)? (?:been )?(?:contained|part|posted|sent|included)\b|\b(?:was|were|been) (?:a )?part of\b|\bcontinuation of\b|\bsuccessor (?:of|to)\b|\bsupersede[sd]?\b|\bobsolete[sd]?\b/i

/** Does a posting say, with the address of a message, that the other was an earlier form of it? */
export function saysItContinues(later: Posting, earlier: Posting): boolean {
  return messagesOf(later).some(({ mentions }) =>
    mentions.some(
      (m) =>
        earlier.ids.has(m.messageId) &&
        meaningOf(m).relation === 'earlier' &&
        [m.line, ...m.around].some((text) => SAME_WORK.test(text)),
    ),
  )
}
