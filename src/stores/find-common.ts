import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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
  const last = LAST.get(folder)
  if (last && isOf(last, parts, stamps)) return last
  const known = await readKnown(folder)
  const isKnown = known !== null && isOf(known, parts, stamps)
  const now = isKnown ? known : await crossingsNow(parts, stamps, known)
  if (!isKnown) await keep(folder, now)
  LAST.set(folder, now)
  return now
}

/** What was found last, by folder: a server asks for every page. */
const LAST = new Map<string, Crossings>()

function isOf(known: Crossings, parts: readonly Part[], stamps: readonly StoreStamp[]): boolean {
  return (
    JSON.stringify(known.stores) === JSON.stringify(parts.map(({ name }) => name)) &&
    JSON.stringify(known.stamps) === JSON.stringify(stamps)
  )
}

async function crossingsNow(
  parts: readonly Part[],
  stamps: readonly StoreStamp[],
  known: Crossings | null,
): Promise<Crossings> {
  const { groups, reached } = stillTrue(known, parts, stamps)
  const messages = await messagesOf(parts, new Messages(groups), reached)
  const stores = await Promise.all(parts.map((part, at) => seriesIn(part, at, messages)))
  const series = seriesGroups(messages, stores)
  const names = await Promise.all(parts.map(({ store }) => seriesNames(store)))
  return {
    stores: parts.map(({ name }) => name),
    stamps,
    messages: messagesAtHome(messages, series, stores),
    series,
    handle: tellingLength(names.flat().map(({ name }) => handleOf(name))),
  }
}

/** What is known holds for stores that have only grown; of all others all is looked for. */
function stillTrue(
  known: Crossings | null,
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

function fileIn(folder: string): string {
  return join(folder, 'crossings.json')
}

/** What was kept; `null` where there is nothing that can be read. */
async function readKnown(folder: string): Promise<Crossings | null> {
  try {
    return JSON.parse(await readFile(fileIn(folder), 'utf8')) as Crossings
  } catch {
    return null
  }
}

/** Whole or not at all; a folder that cannot be written to has it made at each question. */
async function keep(folder: string, now: Crossings): Promise<void> {
  const draft = `${fileIn(folder)}.${process.pid}.new`
  try {
    await writeFile(draft, JSON.stringify(now))
    await rename(draft, fileIn(folder))
  } catch {
    await rm(draft, { force: true }).catch(() => undefined)
  }
}
