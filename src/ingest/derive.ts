import type { Database } from '../store/store.ts'
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
  here(items: readonly T[]): Promise<R>
  save(derived: R): Promise<void>
}

/** Groups that are derived before those in front of them are kept: bounds memory. */
const MOST_AHEAD = 6

/**
 * Derives group by group; workers are ahead of what is kept. What they derived holds where no other
 * process has written since, else the group is derived once more, inside the transaction, in which
 * facts cannot change.
 * @param workers `null`: each group is derived here when it is kept
 */
export async function derive<T, R>(
  store: Database,
  workers: Pool | null,
  groups: readonly Group<T>[],
  one: Derivation<T, R>,
  progress: (done: number) => void,
): Promise<void> {
  const ahead = workers && new Ahead(store, workers, groups, one)
  let done = 0
  for (const { items, size } of groups) {
    const known = ahead && (await ahead.next())
    await store.transaction(async () => {
      const isFresh = known !== null && known.version === (await store.dataVersion())
      await one.save(isFresh ? known.derived : await one.here(items))
    })
    done += size
    progress(done)
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

  constructor(
    private readonly store: Database,
    private readonly workers: Pool,
    private readonly groups: readonly Group<T>[],
    private readonly one: Derivation<T, R>,
  ) {}

  /** The next group's result; `null` where none was had ahead. */
  async next(): Promise<Known<R> | null> {
    for (; this.under.length < MOST_AHEAD; this.taken++) {
      const group = this.groups[this.taken]
      if (group === undefined) break
      this.under.push(this.derived(group.items))
    }
    return (await this.under.shift()) ?? null
  }

  /** What failed ahead costs time alone: an error that is ours shows again where it is kept. */
  private async derived(items: readonly T[]): Promise<Known<R> | null> {
    try {
      const version = await this.store.dataVersion()
      return { version, derived: await this.workers.run<R>(this.one.job(items)) }
    } catch {
      return null
    }
  }
}
