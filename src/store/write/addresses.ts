import type { Person } from '../../model/message.ts'
import type { Database } from '../database.ts'
import { ADDRESS } from '../tables/message.ts'

/** Key of a person's row in `address`. */
export type AddressKey = (person: Person) => number

/** Sees to it that the store knows these people. */
export async function internAddresses(
  database: Database,
  people: readonly Person[],
): Promise<AddressKey> {
  const keyText = ({ name, address }: Person): string => `${name ?? ''}\n${address ?? ''}`
  const pairs = new Map(people.map((p) => [keyText(p), [p.name ?? '', p.address ?? '']]))
  const wanted = [...pairs.values()]
  await database.insertRows(ADDRESS.name, ['name', 'address'], wanted)
  const rows = await database.all<{ id: number; name: string; address: string }>(
    `SELECT a.id, a.name, a.address
     FROM json_each(?) j JOIN address a ON a.name = j.value ->> 0 AND a.address = j.value ->> 1`,
    JSON.stringify(wanted),
  )
  const keys = new Map(rows.map(({ id, name, address }) => [`${name}\n${address}`, id]))
  return (person) => keys.get(keyText(person)) ?? 0
}
