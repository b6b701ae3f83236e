import type { Reviewer, WhoReport } from '../model/report/who.ts'
import { isSamePerson } from '../text/people.ts'
import { senderOf } from '../issues/exchange/sender.ts'
import { requestsOn, reviewersOf, taggersOf } from '../store/feedback.ts'
import type { Database } from '../store/store.ts'

/**
 * Who reviews a file or folder: people by the number of their comments and tags, newer ones
 * counting more; robots last.
 */
export async function whoReport(store: Database, path: string, limit: number): Promise<WhoReport> {
  const best = bestOf([...(await reviewersIn(store, path))], limit)
  const requests = await requestsOn(
    store,
    path,
    best.flatMap(({ keys }) => keys),
  )
  return whoFrom(path, best, (key) => requests.get(key) ?? [])
}

/** The report on some people. @param requestsBy what was asked for last under one key */
export function whoFrom<Key>(
  path: string,
  best: readonly Somebody<Key>[],
  requestsBy: (key: Key) => readonly string[],
): WhoReport {
  return {
    schema: 'patchtrail/who/1',
    path,
    reviewers: best.map(({ keys, reviewer }) => ({
      ...reviewer,
      requests: keys.flatMap(requestsBy).slice(0, 3),
    })),
  }
}

/** Who wrote on a file or folder, each address by itself. */
export async function reviewersIn(
  store: Database,
  path: string,
): Promise<ReadonlyMap<number, Counts>> {
  const found = new Map<number, Counts>()
  for (const { sender, name, address, ...counts } of await reviewersOf(store, path)) {
    const person = { name: name || null, address: address || null }
    found.set(sender, { person, sender: senderOf(person), ...counts, tags: 0 })
  }
  for (const { sender, name, address, tags, last } of await taggersOf(store, path)) {
    const person = { name: name || null, address: address || null }
    const known = found.get(sender) ?? {
      person,
      sender: senderOf(person),
      comments: 0,
      asked: 0,
      addressed: 0,
      questions: 0,
      nits: 0,
      tags: 0,
      last: null,
    }
    found.set(sender, {
      ...known,
      tags,
      last:
        [known.last, last]
          .flatMap((date) => date ?? [])
          .sort()
          .at(-1) ?? null,
    })
  }
  return found
}

/** Those who reviewed most, and lately. */
export function bestOf<Key>(
  rows: readonly (readonly [Key, Counts])[],
  limit: number,
): Somebody<Key>[] {
  const newest =
    rows
      .flatMap(([, { last }]) => last ?? [])
      .sort()
      .at(-1) ?? ''
  const weight = (r: Counts): number =>
    (r.sender === 'human' ? 1 : 0.001) * (r.comments + 2 * r.tags) * freshness(r.last, newest)
  return peopleIn(rows)
    .sort((a, b) => weight(b.reviewer) - weight(a.reviewer))
    .slice(0, limit)
}

/** What somebody did. */
export type Counts = Omit<Reviewer, 'requests'>

/** Somebody, under all addresses: their keys, the one written from last at first. */
export interface Somebody<Key> {
  readonly keys: readonly Key[]
  readonly reviewer: Counts
}

/** One address under several names is one person; so is one name under several addresses. */
function peopleIn<Key>(rows: readonly (readonly [Key, Counts])[]): Somebody<Key>[] {
  const all: Somebody<Key>[] = []
  for (const [key, reviewer] of rows) {
    const same = all.filter((one) => isSamePerson(one.reviewer.person, reviewer.person))
    for (const one of same) all.splice(all.indexOf(one), 1)
    all.push([...same, { keys: [key], reviewer }].reduce(merged<Key>))
  }
  return all
}

function merged<Key>(a: Somebody<Key>, b: Somebody<Key>): Somebody<Key> {
  const [later, earlier] = (a.reviewer.last ?? '') >= (b.reviewer.last ?? '') ? [a, b] : [b, a]
  const sum = (pick: 'comments' | 'asked' | 'addressed' | 'questions' | 'nits' | 'tags'): number =>
    a.reviewer[pick] + b.reviewer[pick]
  const counts = {
    comments: sum('comments'),
    asked: sum('asked'),
    addressed: sum('addressed'),
    questions: sum('questions'),
    nits: sum('nits'),
    tags: sum('tags'),
  }
  return { keys: [...later.keys, ...earlier.keys], reviewer: { ...later.reviewer, ...counts } }
}

/** Half for every two years. */
function freshness(last: string | null, newest: string): number {
  const years = (Date.parse(newest) - Date.parse(last ?? '')) / 31557600000
  return Number.isFinite(years) ? 0.5 ** (years / 2) : 0.1
}
