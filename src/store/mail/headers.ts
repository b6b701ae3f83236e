import type { Person } from '../../model/message.ts'
import type { Database } from '../database.ts'

/** Whom a message is to, and what it answers. */
export interface MailHeaders {
  readonly to: readonly Person[]
  readonly cc: readonly Person[]
  readonly inReplyTo: readonly string[]
  readonly references: readonly string[]
  /** List-Ids of the lists that it came over. */
  readonly lists: readonly string[]
}

/** The headers of a message, as far as the store keeps them. */
export async function readHeaders(database: Database, key: number): Promise<MailHeaders> {
  const people = await database.all<{ role: string; name: string; address: string }>(
    `SELECT t.role, a.name, a.address FROM message_address t JOIN address a ON a.id = t.address
     WHERE t.message = ? ORDER BY t.role, t.position`,
    key,
  )
  const named = await database.all<{ header: string; referenced: string }>(
    'SELECT header, referenced FROM message_reference WHERE message = ? ORDER BY header, position',
    key,
  )
  const lists = await database.all<{ list: string }>(
    'SELECT list FROM message_list WHERE message = ? ORDER BY list',
    key,
  )
  const to = (role: string): Person[] =>
    people
      .filter((one) => one.role === role)
      .map(({ name, address }) => ({ name: name || null, address: address || null }))
  const ids = (header: string): string[] =>
    named.filter((one) => one.header === header).map(({ referenced }) => referenced)
  return {
    to: to('to'),
    cc: to('cc'),
    inReplyTo: ids('in-reply-to'),
    references: ids('references'),
    lists: lists.map(({ list }) => list),
  }
}
