import { Kept } from '../store/mail/kept.ts'
import { keepTold } from '../store/mail/told.ts'
import { keepMails, type StoredMail } from '../store/read-mails.ts'
import { Stores } from '../stores/stores.ts'

/** Requests that read at the same time; others wait. */
const MOST = 4
/** Milliseconds that one request may read. */
const LONGEST = 8000

/** Lines of mails that are kept between requests, of all stores: some 50 MB. */
const KEPT_LINES = 400_000

/** A request that took too long. */
export class TooLong extends Error {}

/**
 * Connections that read a store, each request on its own snapshot: an ingest beside it changes
 * nothing under its hands.
 */
export class Readers {
  private readonly free: Stores[]
  private readonly all: Set<Stores>
  private readonly waiting: ((stores: Stores) => void)[] = []
  private constructor(
    private readonly path: string,
    private readonly kept: KeptOfStores,
    opened: readonly Stores[],
    private readonly longest: number,
  ) {
    this.free = [...opened]
    this.all = new Set(opened)
  }

  /** Throws StoreError. @param longest milliseconds that one request may read */
  static async open(path: string, longest = LONGEST): Promise<Readers> {
    const kept = new KeptOfStores()
    const all: Stores[] = []
    for (let i = 0; i < MOST; i++) all.push(await opened(path, kept))
    return new Readers(path, kept, all, longest)
  }

  /** Throws TooLong, and what the work throws. */
  async read<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    let stores =
      this.free.pop() ?? (await new Promise<Stores>((resolve) => this.waiting.push(resolve)))
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      for (const { store } of stores.parts) store.interrupt()
    }, this.longest)
    try {
      if (!(await stores.isCurrent())) stores = await this.reopened(stores)
      await stores.everywhere((store) => store.exec('BEGIN'))
      return await work(stores.again())
    } catch (error) {
      throw isLate ? new TooLong('this takes too long') : error
    } finally {
      clearTimeout(timer)
      await stores.everywhere((store) => store.exec('COMMIT').catch(() => undefined))
      const next = this.waiting.shift()
      if (next) next(stores)
      else this.free.push(stores)
    }
  }

  /** Where stores of the folder have come or gone. */
  private async reopened(stores: Stores): Promise<Stores> {
    const now = await opened(this.path, this.kept)
    this.all.delete(stores)
    this.all.add(now)
    await stores.close()
    return now
  }

  async close(): Promise<void> {
    await Promise.all([...this.all].map((stores) => stores.close()))
  }
}

/** Mails that are kept of each store: keys are of one store. */
class KeptOfStores {
  private readonly byPath = new Map<string, readonly [Kept<StoredMail>, Kept<StoredMail>]>()

  of(path: string, stores: number): readonly [mails: Kept<StoredMail>, told: Kept<StoredMail>] {
    const lines = Math.ceil(KEPT_LINES / stores)
    const kept = this.byPath.get(path) ?? [new Kept(lines), new Kept(lines)]
    this.byPath.set(path, kept)
    return kept
  }
}

async function opened(path: string, kept: KeptOfStores): Promise<Stores> {
  const stores = await Stores.open(path)
  for (const part of stores.parts) {
    const [mails, told] = kept.of(part.path, stores.parts.length)
    keepMails(part.store, mails)
    keepTold(part.store, told)
  }
  return stores
}
