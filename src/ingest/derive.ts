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
 * Derives group by group. Workers are ahead of what is kept, and so is this thread, wherever it
 * would only wait for them. What was read ahead holds where no other process has written since,
 * else the group is derived once more, inside the transaction, in which facts cannot change.
 * @param workers `null`: all is derived here
 */
export async function derive<T, R>(
  store: Database,
  workers: Pool | null,
  groups: readonly Group<T>[],
  one: Derivation<T, R>,
  progress: (done: number) => void,
): Promise<void> {
  const ahead = new Ahead(store, workers, groups, one)
  let done = 0
  for (const { items, size } of groups) {
    const known = await ahead.next()
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

interface Asked<R> {
  readonly known: Promise<Known<R> | null>
  isThere: boolean
}

/** The groups that are under way, in their order. */
class Ahead<T, R> {
  private readonly under: Asked<R>[] = []
  /** Groups that were taken up. */
  private taken = 0

  constructor(
    private readonly store: Database,
    private readonly workers: Pool | null,
    private readonly groups: readonly Group<T>[],
    private readonly one: Derivation<T, R>,
  ) {}

  /** The next group's result; `null` where none was had ahead. */
  async next(): Promise<Known<R> | null> {
    if (!this.workers) return null
    await this.ask(this.workers)
    while (this.under[0]?.isThere === false && this.under.length < MOST_AHEAD) {
      const items = this.take()
      if (!items) break
      await this.started((version) => this.versioned(version, this.one.here(items))).then(
        ({ known }) => known,
      )
      await this.ask(this.workers)
    }
    return (await this.under.shift()?.known) ?? null
  }

  /** Sees to it that each worker has a group, and that one more waits. */
  private async ask(workers: Pool): Promise<void> {
    let open = this.under.filter(({ isThere }) => !isThere).length
    for (; open <= workers.size; open++) {
      const items = this.take()
      if (!items) return
      await this.started((version) => this.versioned(version, workers.run<R>(this.one.job(items))))
    }
  }

  private take(): readonly T[] | null {
    return this.groups[this.taken++]?.items ?? null
  }

  private async started(work: (version: number) => Asked<R>['known']): Promise<Asked<R>> {
    const asked: Asked<R> = { known: work(await this.store.dataVersion()), isThere: false }
    this.under.push(asked)
    void asked.known.then(() => (asked.isThere = true))
    return asked
  }

  /** What failed ahead costs time alone: an error that is ours shows again where it is kept. */
  private async versioned(version: number, work: Promise<R>): Promise<Known<R> | null> {
    try {
      return { version, derived: await work }
    } catch {
      return null
    }
  }
}
