import { Kept } from '../store/mail/kept.ts'
import { keepTold } from '../store/mail/told.ts'
import { keepMails, type StoredMail } from '../store/read-mails.ts'
import { openForQuery, type Database } from '../store/store.ts'

/** Requests that read at the same time; others wait. */
const MOST = 4
/** Milliseconds that one request may read. */
const LONGEST = 8000

/** Lines of mails that are kept between requests: some 50 MB. */
const KEPT_LINES = 400_000

/** A request that took too long. */
export class TooLong extends Error {}

/**
 * Connections that read a store, each request on its own snapshot: an ingest beside it changes
 * nothing under its hands.
 */
export class Readers {
  private readonly free: Database[]
  private readonly waiting: ((store: Database) => void)[] = []
  private constructor(private readonly all: readonly Database[]) {
    this.free = [...all]
  }

  /** Throws StoreError. */
  static async open(path: string): Promise<Readers> {
    const all: Database[] = []
    const kept = new Kept<StoredMail>(KEPT_LINES)
    const told = new Kept<StoredMail>(KEPT_LINES)
    for (let i = 0; i < MOST; i++) {
      const store = await openForQuery(path)
      keepMails(store, kept)
      keepTold(store, told)
      all.push(store)
    }
    return new Readers(all)
  }

  /** Throws TooLong, and what the work throws. */
  async read<T>(work: (store: Database) => Promise<T>): Promise<T> {
    const store =
      this.free.pop() ?? (await new Promise<Database>((resolve) => this.waiting.push(resolve)))
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      store.interrupt()
    }, LONGEST)
    try {
      await store.exec('BEGIN')
      return await work(store)
    } catch (error) {
      throw isLate ? new TooLong('this takes too long') : error
    } finally {
      clearTimeout(timer)
      await store.exec('COMMIT').catch(() => undefined)
      const next = this.waiting.shift()
      if (next) next(store)
      else this.free.push(store)
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((store) => store.close()))
  }
}
