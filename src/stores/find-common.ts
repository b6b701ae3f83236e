import { seriesNames } from '../store/lookup/names.ts'
import {
  messagesAfter,
  placesOfIds,
  seriesOfShared,
  stampOf,
  weightsOf,
  type StoreStamp,
} from '../store/lookup/shared.ts'
import type { Database } from '../store/store.ts'
import { handleOf, tellingLength } from '../text/handle.ts'
import type { Crossings, Group } from './crossings.ts'
import {
  keep,
  MESSAGES,
  readKept,
  SERIES,
  type KeptMessages,
  type KeptSeries,
  type Stamped,
} from './kept-crossings.ts'
import { Messages, messagesAtHome, seriesGroups, type StoreSeries } from './groups.ts'

/** A store of a folder that is open. */
export interface Part {
  readonly name: string
  readonly path: string
  readonly store: Database
}

/** Messages that other stores are asked for in one go. */
const CHUNK = 20_000

/**
 * What stores have in common: as it was kept where nothing has come since, else with what is new,
 * and kept where that can be written.
 */
export async function crossingsOf(folder: string, parts: readonly Part[]): Promise<Crossings> {
  const stamps = await Promise.all(parts.map(({ store }) => stampOf(store)))
  const now: Stamped = { stores: parts.map(({ name }) => name), stamps }
  const last = LAST.get(folder)
  if (last && isOf(last, now)) return last
  const known = await readKept<KeptSeries>(folder, SERIES)
  const crossings =
    known && isOf(known, now)
      ? keptCrossings(folder, parts, known)
      : await found(folder, parts, now)
  LAST.set(folder, crossings)
  return crossings
}

/** What was found last, by folder: a server asks for every page. */
const LAST = new Map<string, Crossings>()

function isOf(known: Stamped, now: Stamped): boolean {
  const textOf = ({ stores, stamps }: Stamped): string => JSON.stringify([stores, stamps])
  return textOf(known) === textOf(now)
}

/** Messages are read with the first question for them. */
function keptCrossings(folder: string, parts: readonly Part[], known: KeptSeries): Crossings {
  let messages: Promise<readonly Group<number>[]> | null = null
  const read = async (): Promise<readonly Group<number>[]> => {
    const kept = await readKept<KeptMessages>(folder, MESSAGES)
    if (kept && isOf(kept, known)) return kept.messages
    return (await found(folder, parts, known)).messages()
  }
  return { ...known, messages: () => (messages ??= read()) }
}

async function found(
  folder: string,
  parts: readonly Part[],
  { stores: names, stamps }: Stamped,
): Promise<Crossings> {
  const known = await readKept<KeptMessages>(folder, MESSAGES)
  const { groups, reached } = stillTrue(known, parts, stamps)
  const common = await messagesOf(parts, new Messages(groups), reached)
  const stores = await Promise.all(parts.map((part, at) => seriesIn(part, at, common)))
  const series = seriesGroups(common, stores)
  const messages = messagesAtHome(common, series, stores)
  const all = await Promise.all(parts.map(({ store }) => seriesNames(store)))
  const handle = tellingLength(all.flat().map(({ name }) => handleOf(name)))
  const stamped = { stores: names, stamps }
  await keep<KeptMessages>(folder, MESSAGES, { ...stamped, messages })
  await keep<KeptSeries>(folder, SERIES, { ...stamped, series, handle })
  return { ...stamped, series, handle, messages: () => Promise.resolve(messages) }
}

/** What is known holds for stores that have only grown; of all others all is looked for. */
function stillTrue(
  known: KeptMessages | null,
  parts: readonly Part[],
  stamps: readonly StoreStamp[],
): { readonly groups: readonly Group<number>[]; readonly reached: readonly number[] } {
  const before = (known?.stores ?? []).map((name, i) => {
    const now = parts.findIndex((part) => part.name === name)
    const [then, stamp] = [known?.stamps[i], stamps[now]]
    const hasGrown = then && stamp && then.first === stamp.first && then.last <= stamp.last
    return hasGrown ? { now, last: then.last } : null
  })
  const groups = (known?.messages ?? [])
    .map((group) =>
      group.flatMap(([store, key]) => {
        const now = before[store]?.now
        return now === undefined ? [] : [[now, key] as const]
      }),
    )
    .filter(({ length }) => length > 1)
  const reached = parts.map((_, at) => before.find((one) => one?.now === at)?.last ?? 0)
  return { groups, reached }
}

async function messagesOf(
  parts: readonly Part[],
  found: Messages,
  reached: readonly number[],
): Promise<Group<number>[]> {
  for (const [at, { store }] of parts.entries()) {
    for (let after = reached[at] ?? 0; ;) {
      const { keys, ids } = await messagesAfter(store, after, CHUNK)
      if (keys.length === 0) break
      after = keys.at(-1) ?? 0
      await Promise.all(
        parts.map(async (other, there) => {
          if (there === at) return
          for (const [place, key] of await placesOfIds(other.store, ids))
            found.add(at, keys[place] ?? 0, there, key)
        }),
      )
    }
  }
  return found.all()
}

async function seriesIn(
  { store }: Part,
  at: number,
  messages: readonly Group<number>[],
): Promise<StoreSeries> {
  const keys = messages.flatMap((group) => group.flatMap(([s, key]) => (s === at ? [key] : [])))
  const of = await seriesOfShared(store, keys)
  return { of, weights: await weightsOf(store, [...new Set(of.map(({ name }) => name))]) }
}
