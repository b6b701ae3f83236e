import type { Person } from '../model/message.ts'
import { squash } from './lines.ts'

/**
 * Is this one person: the same address, or the same name? People write from several addresses, and
 * at one firm under more and less of their names: `Marek Lindqvist Okonkwo`, `Okonkwo, Marek`.
 */
export function isSamePerson(a: Person, b: Person): boolean {
  const address = addressKey(a.address)
  if (address !== null && address === addressKey(b.address)) return true
  const name = nameKey(a.name)
  if (name === null) return false
  return name === nameKey(b.name) || isTurned(a, b) || isColleagueOfThatName(a, b)
}

/** A name of which a part is as long is hardly another one's in the other order. */
const TELLING = 6

/**
 * `Okonkwo Marek` and `Marek Okonkwo`, with addresses that have a host or a part of the name in
 * common, or with a comma in one: where the family's name comes first, people write both.
 */
function isTurned(a: Person, b: Person): boolean {
  if (nameKey(a.name)?.length !== nameKey(b.name)?.length) return false
  const [one, other] = [partsOf(a.name), partsOf(b.name)]
  return (
    one.length === 2 &&
    other.length === 2 &&
    one.every((part) => other.includes(part)) &&
    one.some((part) => part.length >= TELLING) &&
    (isLike(a.address, b.address, one) || `${a.name ?? ''}${b.name ?? ''}`.includes(','))
  )
}

function isLike(a: string | null, b: string | null, parts: readonly string[]): boolean {
  const [one = '', other = ''] = [a?.toLowerCase(), b?.toLowerCase()]
  const host = one.slice(one.indexOf('@'))
  const isShared = host.length > 1 && !FOR_ALL.test(host.slice(1)) && other.endsWith(host)
  return isShared || parts.some((part) => one.includes(part) && other.includes(part))
}

/** Hosts where many people have an address who have nothing to do with each other. */
const FOR_ALL =
  /^(?:(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|qq|163|126|gmx|protonmail|proton|foxmail|yandex|mail)\.\w+|(?:\w+\.)?kernel\.org)$/

/** Names that are shorter are shared by many. */
const LONG = 4

/**
 * At one host, with all parts of the shorter name in the longer one, which has one more at most.
 */
function isColleagueOfThatName(a: Person, b: Person): boolean {
  if (addressKey(a.address) === null || addressKey(b.address) === null) return false
  const host = hostOf(a.address)
  if (host === '' || host !== hostOf(b.address) || FOR_ALL.test(host)) return false
  const [short = [], long = []] = [partsOf(a.name), partsOf(b.name)].sort(
    (x, y) => x.length - y.length,
  )
  return (
    short.length >= 2 &&
    long.length <= short.length + 1 &&
    short.every((part) => part.length >= LONG && long.includes(part))
  )
}

function hostOf(address: string | null): string {
  return address === null ? '' : address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

function partsOf(name: string | null): string[] {
  return name === null ? [] : [...new Set(name.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [])]
}

/** One key for a person whatever the address, where there is a name; empty for nobody. */
export function personKey({ name, address }: Person): string {
  return nameKey(name) ?? address ?? ''
}

/**
 * All keys by which a person may be met again: of the name and of the address. Empty for nobody.
 */
export function personKeys({ name, address }: Person): string[] {
  return [nameKey(name), addressKey(address)].filter((key): key is string => key !== null)
}

/**
 * The key of a name: case, white space, quotes and remarks in brackets aside. `Doe, Jane` is Jane
 * Doe, and so is
 * `Jane Doe via B4 Relay`. `null` where there is none.
 */
export function nameKey(name: string | null | undefined): string | null {
  if (!name) return null
  const known = nameKeys.get(name)
  if (known !== undefined) return known || null
  if (nameKeys.size > 10_000) nameKeys.clear()
  const key = keyOfName(name)
  nameKeys.set(name, key)
  return key || null
}

/** Remembered: the same few people are compared for every comment. */
const nameKeys = new Map<string, string>()

function keyOfName(name: string): string {
  const turned = name
    .replace(/"/g, '')
    .replace(/\(.*\)/, '')
    .replace(/ via [\w .+@-]+$/i, '')
    .replace(/^'(.*)'$/, '$1')
    .replace(/^([^,]+), *([^,]+)$/, '$2 $1')
  return squash(turned).toLowerCase()
}

/** What stands before the host where no person answers. */
const NOBODY =
  /^(?:devnull|no-?reply|do-?not-?reply|notifications?|nobody|undisclosed\b.*|(?:qemu|linux|u-boot|git)-?(?:devel|kernel))@/
/** Hosts of lists: what is sent from there was sent by someone else. */
const LIST = /@(?:lists?\.|vger\.kernel\.org$|googlegroups\.com$|lists\b)|@[^@]*\blists?\.[^@]+$/

/**
 * The key of an address: `devnull+jane.example.org@kernel.org` relays mail of jane@example.org, and
 * has its key.
 * `null` for a list or a robot's address, which many people share.
 */
export function addressKey(address: string | null): string | null {
  if (!address) return null
  const known = addressKeys.get(address)
  if (known !== undefined) return known || null
  if (addressKeys.size > 10_000) addressKeys.clear()
  const key = keyOfAddress(address)
  addressKeys.set(address, key ?? '')
  return key
}

/** Remembered, as names are. */
const addressKeys = new Map<string, string>()

function keyOfAddress(address: string): string | null {
  const lower = address.toLowerCase()
  const relayed = /^devnull\+(.+)@kernel\.org$/.exec(lower)?.[1]
  if (relayed) return relayed
  return NOBODY.test(lower) || LIST.test(lower) ? null : lower.replace('@', '.')
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

/** The words of a name, in lower case. */
export function namesIn({ name }: Person): string[] {
  return (name ?? '').toLowerCase().split(/[^\p{L}]+/u)
}
