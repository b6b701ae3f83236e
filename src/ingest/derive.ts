import { openForQuery, type Database } from '../store/store.ts'
import type { Pool } from './pool.ts'
import type { Job } from './worker.ts'

/** Items that are derived and kept together, and how large they are. */
export interface Group<T> {
  readonly items: readonly T[]
  readonly size: number
}

/** One kind of derivation: asked of a worker ahead, or done here, and kept. */
export interface Derivation<T, R> {
  job(items: readonly T[]): Job
  /** @param store what is read from */
  here(store: Database, items: readonly T[]): Promise<R>
  save(derived: R): Promise<void>
}

/** Groups that are derived before those in front of them are kept: bounds memory. */
const MOST_AHEAD = 6

/**
 * Derives group by group. Workers are ahead of what is kept, and so is this thread, which does
 * between what it keeps what they have no time for. What was derived ahead holds where no other
 * process has written since, else the group is derived once more, inside the transaction, in which
 * facts cannot change.
 * @param workers `null`: each group is derived when it is kept
 */
export async function derive<T, R>(
  store: Database,
  workers: Pool | null,
  groups: readonly Group<T>[],
  one: Derivation<T, R>,
  progress: (done: number) => void,
): Promise<void> {
  const ahead = workers && groups.length > 1 ? await Ahead.of(store, workers, groups, one) : null
  let done = 0
  try {
    for (const { items, size } of groups) {
      const known = ahead && (await ahead.next())
      await store.transaction(async () => {
        const isFresh = known !== null && known.version === (await store.dataVersion())
        await one.save(isFresh ? known.derived : await one.here(store, items))
      })
      done += size
      progress(done)
    }
  } finally {
    await ahead?.close()
  }
}

/** What was derived, and of which state of the store. */
interface Known<R> {
  readonly version: number
  readonly derived: R
}

/** The groups that are under way, in their order. */
class Ahead<T, R> {
  private readonly under: Promise<Known<R> | null>[] = []
  /** Groups that were taken up. */
  private taken = 0

  private constructor(
    private readonly store: Database,
    /** What this thread reads waits for nothing that it writes. */
    private readonly reader: Database,
    private readonly workers: Pool,
    private readonly groups: readonly Group<T>[],
    private readonly one: Derivation<T, R>,
  ) {}

  static async of<T, R>(
    store: Database,
    workers: Pool,
    groups: readonly Group<T>[],
    one: Derivation<T, R>,
  ): Promise<Ahead<T, R>> {
    return new Ahead(store, await openForQuery(store.path), workers, groups, one)
  }

  /** The next group's result; `null` where none was had ahead. */
  async next(): Promise<Known<R> | null> {
    for (; this.under.length < MOST_AHEAD; this.taken++) {
      const group = this.groups[this.taken]
      if (group === undefined) break
      this.under.push(this.derived(group.items))
    }
    return (await this.under.shift()) ?? null
  }

  /** Nothing is under way any more. */
  async close(): Promise<void> {
    await Promise.all(this.under)
    await this.reader.close()
  }

  /** What failed ahead costs time alone: an error that is ours shows again where it is kept. */
  private async derived(items: readonly T[]): Promise<Known<R> | null> {
    try {
      const version = await this.store.dataVersion()
      const derived = await this.workers.either(
        () => this.workers.run<R>(this.one.job(items)),
        () => this.one.here(this.reader, items),
      )
      return { version, derived }
    } catch {
      return null
    }
  }
}
