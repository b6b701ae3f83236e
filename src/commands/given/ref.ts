import { existsSync } from 'node:fs'
import type { Database } from '../../store/store.ts'

/** What every command that takes a series or message says of its `<ref...>`. */
export const REF =
  'a handle, Message-ID or the start of one, archive address, change-id, words of the title; ' +
  'a file with a mail or patch, a folder of git format-patch, - for standard input'

/**
 * The words of a `<ref...>` as the queries take them: where they are one word that names a file, a
 * folder or standard input, what the mail in it is called in the store. Throws UserError.
 * @param wants a message is the mail itself, or the newest patch like it
 */
export async function refOf(
  store: Database,
  words: readonly string[],
  wants: 'series' | 'message' = 'series',
): Promise<string> {
  const [word = ''] = words
  if (words.length !== 1) return words.join(' ')
  // Loaded here: most refs are no files, and what reads mail takes longer to load than a query.
  if (word !== '-' && !existsSync(word)) return word
  const { isInHand, mailsInHand } = await import('./in-hand.ts')
  if (!isInHand(word)) return word
  const { messageInHand, refInHand } = await import('../../query/named/in-hand.ts')
  const given = word === '-' ? 'standard input' : word
  const mails = await mailsInHand(word)
  return wants === 'message' ? messageInHand(store, mails, given) : refInHand(store, mails, given)
}
