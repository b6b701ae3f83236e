import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { holderOf, placedIn, type Holder, type RefIn, type Wanted } from '../../stores/holder.ts'
import type { Stores } from '../../stores/stores.ts'
import type { Database } from '../../store/store.ts'
import type { OnList } from '../run/on-list.ts'
import { withStores } from '../run/with-store.ts'

/** What every command that takes a series or message says of its `<ref...>`. */
export const REF =
  'a handle, Message-ID or the start of one, archive address, change-id, words of the title; ' +
  'a file with a mail or patch, a folder of git format-patch, - for standard input'

/**
 * The words of a `<ref...>` as the queries of each store take them: where they are one word that
 * names a file, a folder or standard input, what the mail in it is called in the store. Throws
 * UserError.
 * @param wants a message is the mail itself, or the newest patch like it
 */
export async function refsOf(
  words: readonly string[],
  wants: Wanted = 'series',
): Promise<{ readonly given: string; readonly refIn: RefIn }> {
  const [word = ''] = words
  const plain = words.join(' ')
  const asItIs = { given: plain, refIn: () => Promise.resolve(plain) }
  if (words.length !== 1) return asItIs
  // Loaded here: most refs are no files, and what reads mail takes longer to load than a query.
  if (word !== '-' && !existsSync(word)) return asItIs
  const { isInHand, mailsInHand } = await import('./in-hand.ts')
  if (!isInHand(word)) return asItIs
  const { messageInHand, refInHand } = await import('../../query/named/in-hand.ts')
  const given = word === '-' ? 'standard input' : word
  const mails = await mailsInHand(word)
  const find = wants === 'message' ? messageInHand : refInHand
  return { given, refIn: (store) => find(store, mails, given) }
}

/** Where what some words name is held. Throws UserError. */
export async function heldAs(
  stores: Stores,
  words: readonly string[],
  wants: Wanted = 'series',
): Promise<Holder> {
  const { given, refIn } = await refsOf(words, wants)
  return holderOf(stores, wants, given, refIn)
}

/** What a command asks one store for, and how. */
export interface Asked extends OnList {
  readonly words: readonly string[]
  readonly wants?: Wanted
}

/** A report on what some words name, from the store that holds it. Throws UserError. */
export function reportOnHeld<Report extends object>(
  program: Command,
  { words, wants = 'series', list }: Asked,
  report: (store: Database, ref: string) => Promise<Report>,
): Promise<Report> {
  return withStores(program, { list }, async (stores) => {
    const held = await heldAs(stores, words, wants)
    return placedIn(await report(held.part.store, held.ref), held)
  })
}
