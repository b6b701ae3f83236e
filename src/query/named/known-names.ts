import type { Person } from '../../model/message.ts'
import type { Database } from '../../store/store.ts'
import { addressKey } from '../../text/people.ts'

interface Row {
  readonly address: string
  readonly name: string
}

/** Under which names an address sent mail, those of most mails first. */
const NAMES = `
SELECT a.address, a.name FROM address a JOIN message m ON m.sender = a.id
WHERE a.address IN (SELECT atom FROM json_each(?)) AND a.name <> ''
GROUP BY a.address, a.name ORDER BY a.address, COUNT(*) DESC, a.name`

/**
 * A report in which people of whom a mail has the address alone have the name that other mail from
 * that address gives them. What is derived is not touched: names depend on what else came.
 */
export async function withKnownNames<T>(store: Database, report: T): Promise<T> {
  const bare = new Set<string>()
  walk(report, (person) => {
    // What many people share names none of them.
    if (addressKey(person.address) !== null) bare.add(person.address)
    return person
  })
  if (bare.size === 0) return report
  const rows = await store.all<Row>(NAMES, JSON.stringify([...bare]))
  const names = new Map<string, string[]>()
  for (const { address, name } of rows) names.set(address, [...(names.get(address) ?? []), name])
  return walk(report, (person) => ({ ...person, name: onlyName(names.get(person.address) ?? []) }))
}

/** The first, unless an address is that of several people: of a team. */
function onlyName([first, ...others]: readonly string[]): string | null {
  if (first === undefined) return null
  const words = new Set(wordsOf(first))
  return others.every((name) => wordsOf(name).some((word) => words.has(word))) ? first : null
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().match(/\p{L}{2,}/gu) ?? []
}

interface Bare {
  readonly name: null
  readonly address: string
}

/** The same with each person who has an address and no name replaced; shared where nothing is. */
function walk<T>(value: T, change: (person: Bare) => Person): T {
  if (typeof value !== 'object' || value === null) return value
  if (isBare(value)) return change(value) as T
  if (Array.isArray(value)) return value.map((one: unknown) => walk(one, change)) as T
  const entries = Object.entries(value).map(([key, one]) => [key, walk(one as unknown, change)])
  return Object.fromEntries(entries) as T
}

function isBare(value: object): value is Bare {
  const { name, address } = value as Partial<Person>
  return name === null && typeof address === 'string' && Object.keys(value).length === 2
}
