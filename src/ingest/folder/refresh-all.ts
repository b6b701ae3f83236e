import { noCounts } from '../../linking/counts.ts'
import { copiesAmong } from '../../store/lookup/names.ts'
import { quotedLinesOf } from '../../store/lookup/quoted.ts'
import { placesOfIds } from '../../store/lookup/shared.ts'
import { idsOfKeys } from '../../store/read-derived.ts'
import type { Database } from '../../store/store.ts'
import { staleThreads } from '../../store/threads.ts'
import type { IngestListener } from '../keep.ts'
import { refresh, type Refreshed } from '../refresh.ts'

/** A store, and the messages of the threads that were derived anew in it. */
interface Done {
  readonly store: Database
  readonly keys: ReadonlySet<number>
}

/** Messages that another store is asked for in one go. */
const CHUNK = 20_000

/**
 * Derives anew what is stale in stores; what all of it came to, mail that several of them have
 * counted once.
 */
export async function refreshAll(
  stores: readonly Database[],
  listener: Pick<IngestListener, 'progress'>,
): Promise<Refreshed> {
  let all: Refreshed = { ...noCounts(), threads: 0 }
  const done: Done[] = []
  for (const store of stores) {
    const threads = stores.length > 1 ? await staleThreads(store) : []
    const one = await refresh(store, (n, of, stage) =>
      listener.progress?.({ stage, done: n, share: of === 0 ? null : n / of }),
    )
    const keys = threads.flat()
    const twice = await knownTo(done, store, keys)
    all = summed(all, one, 1)
    if (twice.length > 0) all = summed(all, await countedOf(store, twice, threads), -1)
    if (keys.length > 0) done.push({ store, keys: new Set(keys) })
  }
  return all
}

/** Messages that were derived in another store as well. */
async function knownTo(
  done: readonly Done[],
  store: Database,
  keys: readonly number[],
): Promise<number[]> {
  const found = new Set<number>()
  for (let i = 0; done.length > 0 && i < keys.length; i += CHUNK) {
    const some = keys.slice(i, i + CHUNK)
    const ids = JSON.stringify(await idsOfKeys(store, some))
    for (const other of done)
      for (const [place, key] of await placesOfIds(other.store, ids))
        if (other.keys.has(key)) found.add(some[place] ?? 0)
  }
  return [...found]
}

/** What some messages came to, and the threads that they are of. */
async function countedOf(
  store: Database,
  keys: readonly number[],
  threads: readonly (readonly number[])[],
): Promise<Refreshed> {
  const among = new Set(keys)
  const counts = noCounts()
  for (const { match, ambiguous, lines } of await quotedLinesOf(store, keys)) {
    counts.quotedLines[match] += lines
    if (ambiguous) counts.ambiguousLines += lines
  }
  return {
    ...counts,
    copies: (await copiesAmong(store, keys)).length,
    threads: threads.filter((thread) => thread.some((key) => among.has(key))).length,
  }
}

/** @param sign 1: both; -1: the one without the other, which another run may have derived */
function summed(a: Refreshed, b: Refreshed, sign: 1 | -1): Refreshed {
  const added = (one: number, other: number): number => Math.max(0, one + sign * other)
  const lines = Object.entries(a.quotedLines).map(([rung, n]) => [
    rung,
    added(n, b.quotedLines[rung as keyof Refreshed['quotedLines']]),
  ])
  return {
    quotedLines: Object.fromEntries(lines) as Refreshed['quotedLines'],
    ambiguousLines: added(a.ambiguousLines, b.ambiguousLines),
    threads: added(a.threads, b.threads),
    copies: added(a.copies, b.copies),
  }
}
