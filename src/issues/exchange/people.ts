import type { Person } from '../../model/message.ts'
import { squash } from '../../text/lines.ts'

/** Is this one person: the same address, or the same name? People write from several addresses. */
export function isSamePerson(a: Person, b: Person): boolean {
  if (a.address !== null && a.address === b.address) return true
  return a.name !== null && b.name !== null && nameKey(a.name) === nameKey(b.name)
}

/** One key for a person whatever the address, where there is a name. */
export function personKey({ name, address }: Person): string {
  return name ? nameKey(name) : (address ?? '')
}

const keys = new Map<string, string>()

/** `Doe, Jane` and `Jane Doe` are one. Remembered: the same few people are compared for every comment. */
function nameKey(name: string): string {
  const known = keys.get(name)
  if (known !== undefined) return known
  if (keys.size > 10_000) keys.clear()
  const key = keyOf(name)
  keys.set(name, key)
  return key
}

function keyOf(name: string): string {
  const turned = name
    .replace(/"/g, '')
    .replace(/\(.*\)/, '')
    .replace(/^([^,]+), *([^,]+)$/, '$2 $1')
  return squash(turned).toLowerCase()
}

/** The person that a trailer's value names. */
export function personIn(value: string): Person {
  const m = /^"?([^"<]*?)"? *<([^<>\s]+@[^<>\s]+)>/.exec(value)
  if (m) return { name: m[1]?.trim() || null, address: m[2]?.toLowerCase() ?? null }
  const bare = /[^\s<>()]+@[^\s<>()]+/.exec(value)?.[0]
  return bare
    ? { name: null, address: bare.toLowerCase() }
    : { name: value.replace(/#.*$/, '').trim() || null, address: null }
}
