import { UserError } from '../model/user-error.ts'
import { handleOf, looksLikeHandle } from '../text/handle.ts'
import { messageIdOf } from '../text/message-ids.ts'
import type { Beside, Homes } from './crossings.ts'
import { others } from './over/merge.ts'
import type { Part } from './stores.ts'

/** What a user may mean, in one store. */
export interface Candidate {
  readonly part: Part
  /** As the store takes it. */
  readonly ref: string
  /** Name of the series, or Message-ID. */
  readonly name: string
  readonly title: string
  readonly changeId: string | null
  readonly handle: string | null
  readonly beside: readonly Beside<string | number>[]
}

/** Why a store has nothing that can be meant. */
export interface Unclear {
  readonly part: Part
  readonly error: UserError
}

/** Said of mail that is there. */
const KNOWN = /belongs to no series|has been deleted/
/** From here on a word of the title was meant, not this series alone. */
const BY_WORDS = 3

/**
 * The one that is meant: named best, and of the same in several stores that of its home. Throws
 * UserError where there is none, and where several are named as well.
 */
export function theOne(
  answers: readonly (Candidate | Unclear)[],
  given: string,
  stores: number,
  homes: Pick<Homes, 'series'>,
): Candidate {
  const found = answers.filter((one) => 'ref' in one)
  const mistakes = answers.filter((one) => 'error' in one)
  const unclear = mistakes.filter(({ error }) => error.code === 'ambiguous')
  const best = Math.min(...found.map((one) => strengthOf(one, given)))
  const groups = groupsOf(found.filter((one) => strengthOf(one, given) === best))
  const [only, another] = groups
  if (only && another === undefined && (best < BY_WORDS || unclear.length === 0))
    return homeIn(only)
  if (only || unclear.length > 0) throw severalOf(groups.map(homeIn), unclear, given, homes)
  // Who has the mail knows best why it is of no use.
  const first = (mistakes.find(({ error }) => KNOWN.test(error.message)) ?? mistakes[0])?.error
  const message = first?.message.replace(/\b(?:in|of) the store\b/, `in any of ${stores} stores`)
  throw new UserError(
    first?.code ?? 'not-found',
    message ?? `nothing is called ${given}`,
    first?.more,
  )
}

/** How well a series is named, best first; as `query/refs.ts` looks it up in one store. */
function strengthOf({ name, changeId, title }: Candidate, given: string): number {
  const word = given.trim()
  if (name === word || changeId === word || messageIdOf(given)) return 0
  if (looksLikeHandle(word) && handleOf(name).startsWith(word)) return 1
  if (title === given) return 2
  const words = word.toLowerCase().split(/\s+/)
  return words.every((one) => title.toLowerCase().includes(one)) ? BY_WORDS : BY_WORDS + 1
}

/** Those that are the same in several stores together. */
function groupsOf(found: readonly Candidate[]): Candidate[][] {
  const groups: Candidate[][] = []
  for (const one of found) {
    const same = groups.find((group) => group.some((other) => isSame(one, other)))
    if (same) same.push(one)
    else groups.push([one])
  }
  return groups
}

function isSame(one: Candidate, other: Candidate): boolean {
  if (one.name === other.name) return true
  return other.beside.some(({ store, what }) => store === one.part.name && what === one.name)
}

/** The one whose store tells of it. */
function homeIn(group: readonly Candidate[]): Candidate {
  const rankIn = (one: Candidate): number => {
    const above = group.flatMap(({ beside }) =>
      beside.flatMap(({ store, rank }) => (store === one.part.name ? [rank] : [])),
    )
    return Math.min(Infinity, ...above)
  }
  const [first] = [...group].sort((a, b) => (rankIn(a) < rankIn(b) ? -1 : 1))
  if (!first) throw new Error('nobody stands in an empty group')
  return first
}

function severalOf(
  found: readonly Candidate[],
  unclear: readonly Unclear[],
  given: string,
  homes: Pick<Homes, 'series'>,
): UserError {
  const named = found.map(({ part, handle, title, name }) => ({
    part,
    line: [handle, title, name].filter(Boolean).join('  '),
  }))
  const more = unclear.flatMap(({ part, error }) => error.more.map((line) => ({ part, line })))
  const once = new Map<string, string>()
  for (const { part, line } of [...named, ...more].sort(newestFirst)) {
    const name = nameIn(line)
    const same = homes.series.beside(part.name, name).map(({ what }) => what)
    if (![name, ...same].some((what) => once.has(what))) once.set(name, `${line}  (${part.name})`)
  }
  const isMore = unclear.some(({ error }) => error.message.includes(' or more '))
  const all = [...once.values()]
  return new UserError(
    'ambiguous',
    `"${given}" fits ${all.length}${isMore ? ' or more' : ''} in the folder; name one:`,
    all,
  )
}

interface Line {
  readonly line: string
}

/** What a line on a series or mail ends with: its name, or its Message-ID. */
function nameIn(line: string): string {
  return line.slice(line.lastIndexOf(' ') + 1)
}

/** As one store lists what is ambiguous: the newest first, where there are dates. */
function newestFirst(a: Line, b: Line): number {
  const dateIn = ({ line }: Line): string => /(?:^| {2})(\d{4}-\d\d-\d\d) {2}/.exec(line)?.[1] ?? ''
  const [one, other] = [dateIn(a), dateIn(b)]
  if (one !== other) return one < other ? 1 : -1
  return nameIn(a.line) < nameIn(b.line) ? -1 : 1
}

/** Names of the other stores. */
export function othersNamed(beside: Candidate['beside'], store: string): string[] {
  return others(
    beside.map((one) => one.store),
    store,
  )
}
