import type { PatchFacts } from '../model/series.ts'
import { readPatchFacts, readUserLinks, type StoredPatch } from '../store/patch-facts.ts'
import {
  aboutOf,
  holdersOf,
  kinsOf,
  messagesOfKins,
  messagesWith,
  referredTo,
  saveKeys,
  type Holder,
} from '../store/joining/patch-keys.ts'
import { markPulled } from '../store/pulled.ts'
import { keysOfIds } from '../store/read-derived.ts'
import type { Database } from '../store/store.ts'
import { saveSeries } from '../store/write/series.ts'
import { nextOfKin } from '../versions/kin/kin.ts'
import { askingKeys, keysOf, namingKeys, settlingKeys, type KeyKind } from '../versions/kin/keys.ts'
import { messagesOf, postingsOf, type Posting } from '../versions/postings.ts'
import { mayMeet, MOST_DAYS_BY_PERSON } from '../versions/rivals.ts'
import { HOURS_OF_ONE_GO } from '../versions/sendings.ts'
import { kinSeriesOf } from '../versions/series.ts'
import { settled } from '../versions/settled.ts'

const DAY = 86400000
/**
 * What is sent in one go may begin a day before or after that by which its person is looked for.
 */
const DAYS_OF_ONE_GO = 3

/** Joins all patches of the store. */
export async function joinAll(store: Database): Promise<void> {
  const facts = await readPatchFacts(store)
  await saveKeys(store, facts.flatMap(keyRows), true)
  // Before, too: a request that is gone took nothing.
  await markPulled(store, null)
  await saveSeries(store, kinSeriesOf(settled(facts), await readUserLinks(store)))
  await markPulled(store, null)
}

/**
 * Joins some patches with all that they could meet: whatever may have been sent in one go with
 * them, or has a title, a name or a person in common, and all that is compared with that.
 * @param fresh patches that are of no series yet, or name others than they did
 * @param named patches of series that the user speaks of
 */
export async function joinSome(
  store: Database,
  fresh: readonly number[],
  named: readonly number[],
): Promise<void> {
  const own = await readPatchFacts(store, fresh)
  await saveKeys(store, own.flatMap(keyRows), false)
  const changed = await sentWith(store, own)
  const near = [...keysIn(changed), ...(await rivalsOf(store, changed)), ...named]
  const kins = await kinsOf(store, near)
  const keys = new Set([...near, ...(await messagesOfKins(store, kins))])
  const facts = await settledOf(store, await readPatchFacts(store, [...keys]))
  await markPulled(store, [...keys])
  await saveSeries(store, kinSeriesOf(facts, await readUserLinks(store)), kins)
  await markPulled(store, [...keys])
}

/** Patches that are compared with some: as what they follow on, or what follows on them. */
async function rivalsOf(store: Database, changed: readonly StoredPatch[]): Promise<number[]> {
  const own = new Set(keysIn(changed))
  const met = await messagesWith(store, await meeting(store, changed))
  const others = await readPatchFacts(
    store,
    met.filter((key) => !own.has(key)),
  )
  const all = [...changed, ...others]
  const found = nextOfKin(await settledOf(store, all), new Set(changed.map(({ id }) => id)))
  return keysIn(others.filter(({ id }) => found.has(id)))
}

function keysIn(patches: readonly StoredPatch[]): number[] {
  return patches.map(({ key }) => key)
}

function keyRows(p: StoredPatch): { key: number; message: number }[] {
  return keysOf(p, p.named).map(({ key }) => ({ key, message: p.key }))
}

/** All that can be one posting with these, or that is another thing now that they are here. */
async function sentWith(
  store: Database,
  patches: readonly StoredPatch[],
): Promise<readonly StoredPatch[]> {
  const found = new Map(patches.map((p) => [p.key, p]))
  for (let last = patches; last.length > 0;) {
    const sent = keysOfKinds(last, ['sent'])
    const near = await holdersOf(store, sent.keys())
    const asking = await holdersOf(store, last.flatMap(askingKeys))
    const keys = [...near.filter((one) => isNear(one, sent, HOURS_OF_ONE_GO / 24)), ...asking].map(
      ({ message }) => message,
    )
    const others = [...keys, ...(await referredTo(store, keysIn(last), 'covers'))]
    last = await readPatchFacts(
      store,
      [...new Set(others)].filter((key) => !found.has(key)),
    )
    for (const p of last) found.set(p.key, p)
  }
  return [...found.values()]
}

/** All that may be compared with these. */
async function meeting(store: Database, patches: readonly StoredPatch[]): Promise<number[]> {
  const keys = [...keysOfKinds(patches, ['like']).keys(), ...patches.flatMap(namingKeys)]
  const named = patches.flatMap((p) => [
    ...p.named,
    ...p.mentions.map(({ messageId }) => messageId),
  ])
  return [
    ...(await holdersOf(store, keys)).map(({ message }) => message),
    ...(await keysOfIds(store, [...new Set(named)])),
    ...(await referredTo(store, keysIn(patches), 'all')),
    ...(await metByPerson(store, patches)),
  ]
}

/** What the same people sent for the same files, or in half of the words. */
async function metByPerson(store: Database, patches: readonly StoredPatch[]): Promise<number[]> {
  const people = keysOfKinds(patches, ['by'])
  const days = MOST_DAYS_BY_PERSON + DAYS_OF_ONE_GO
  const holders = (await holdersOf(store, people.keys())).filter((one) => isNear(one, people, days))
  const postings = postingsBy(await settledOf(store, patches))
  const paths = new Set(patches.flatMap((p) => p.paths))
  const about = await aboutOf(
    store,
    holders.map(({ message }) => message),
    [...paths],
  )
  return holders.flatMap(({ key, message }) => {
    const { title, files } = about.get(message) ?? { title: '', files: [] }
    const isMet = (postings.get(key) ?? []).some(
      (p) => files.some((path) => p.paths.has(path)) || mayMeet(p, title),
    )
    return isMet ? [message] : []
  })
}

/** Postings by the key of each person who wrote, signed or sent one of their patches. */
function postingsBy(patches: readonly PatchFacts[]): Map<number, Posting[]> {
  const found = new Map<number, Posting[]>()
  for (const posting of postingsOf(patches))
    for (const key of keysOfKinds(messagesOf(posting), ['by']).keys())
      found.set(key, [...(found.get(key) ?? []), posting])
  return found
}

/** Dates of patches by each of their keys. */
function keysOfKinds(
  patches: readonly (PatchFacts & { readonly named?: readonly string[] })[],
  kinds: readonly KeyKind[],
): Map<number, (string | null)[]> {
  const found = new Map<number, (string | null)[]>()
  for (const p of patches)
    for (const { kind, key } of keysOf(p, p.named ?? [])) {
      if (!kinds.includes(kind)) continue
      const dates = found.get(key)
      if (dates) dates.push(p.date)
      else found.set(key, [p.date])
    }
  return found
}

/** Was it sent so many days from one that has its key? Without a date nobody can tell. */
function isNear(
  { key, date }: Holder,
  others: ReadonlyMap<number, readonly (string | null)[]>,
  days: number,
): boolean {
  const time = Date.parse(date ?? '')
  return (others.get(key) ?? []).some((other) => {
    const apart = Math.abs(time - Date.parse(other ?? ''))
    return !(apart > days * DAY)
  })
}

/**
 * What their subjects leave to guess, settled by others of the same title and those they answer.
 */
async function settledOf(
  store: Database,
  patches: readonly StoredPatch[],
): Promise<readonly PatchFacts[]> {
  const open = patches.filter((p) => settlingKeys(p).length > 0)
  if (open.length === 0) return settled(patches)
  const own = new Set(keysIn(patches))
  const titled = await holdersOf(store, open.flatMap(settlingKeys))
  const others = [
    ...titled.map(({ message }) => message),
    ...(await referredTo(store, keysIn(open), 'all')),
  ].filter((key) => !own.has(key))
  const all = [...patches, ...(await readPatchFacts(store, [...new Set(others)]))]
  const ids = new Set(patches.map(({ id }) => id))
  return settled(all).filter(({ id }) => ids.has(id))
}
