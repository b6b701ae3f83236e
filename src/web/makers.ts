import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { answerTo, type Asked } from './asked.ts'
import type { Answer } from './cache.ts'
import type { Delivery, Order } from './maker-thread.ts'
import { Queue } from './queue.ts'
import { Readers } from './readers.ts'
import { Watch } from './watch.ts'
import { wholeAnswer } from './whole.ts'

/** Threads that make pages; the one that answers has a core for itself. */
const MOST = 2

/**
 * MiB for what is made and thrown away: a page is many small things, and with less room for them
 * a third of the time goes into tidying up.
 */
const LIMITS = { maxYoungGenerationSizeMb: 96 }

/** The built program: run from its sources, pages are made in the thread that answers. */
const PROGRAM = import.meta.url.endsWith('.js')
  ? new URL('./maker-thread.js', import.meta.url)
  : null

/** Pages that a thread makes at once: while one waits for the store, another is made. */
const AT_ONCE = 2

interface Waiting {
  readonly kind: string
  readonly asked: Asked
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

interface Seat {
  readonly worker: Worker
  /** What it makes, by number, and since when. */
  readonly making: Map<number, { readonly one: Waiting; readonly since: number }>
}

/**
 * Who makes pages: threads of their own, so that what is there already is given at once however
 * much is being made.
 */
export class Makers {
  private readonly seats: Seat[] = []
  private readonly queue = new Queue<Waiting>()
  private count = 0
  private isClosed = false
  private constructor(
    private readonly path: string,
    private readonly watch: Watch,
    private readonly file: URL | null,
    /** Of the thread that answers, which makes pages where there are no others. */
    private readonly readers: Readers | null,
  ) {}

  /** Throws StoreError. @param file the program of the threads; `null`: there are none */
  static async open(path: string, file = PROGRAM): Promise<Makers> {
    const watch = await Watch.open(path)
    return new Makers(path, watch, file, file === null ? await Readers.open(path) : null)
  }

  /** Another number once the store has changed. */
  version(): Promise<number> {
    return this.watch.version()
  }

  /** The file of the store that has a series of this name; `null`: there is none. */
  holding(name: string): Promise<string | null> {
    return this.watch.holding(name)
  }

  /** The answer to what is asked, mistakes too. Rejects where a thread ended before it had one. */
  async make(asked: Asked): Promise<Answer> {
    const { file, readers } = this
    if (readers !== null) return wholeAnswer(await answerTo((work) => readers.read(work), asked))
    if (file === null) throw new Error('nobody makes pages')
    return new Promise<Answer>((resolve, reject) => {
      const kind = `${asked.what} ${asked.index}`
      this.queue.add({ kind, asked, resolve, reject }, performance.now())
      this.next(file)
    })
  }

  async close(): Promise<void> {
    this.isClosed = true
    await Promise.all(this.seats.splice(0).map(({ worker }) => worker.terminate()))
    await this.readers?.close()
    await this.watch.close()
  }

  /** Gives what waits to those that have time for it. */
  private next(file: URL): void {
    while (this.queue.size > 0) {
      const seat = this.free(file)
      const one = seat && this.queue.next()
      if (!seat || !one) return
      const number = ++this.count
      seat.making.set(number, { one, since: performance.now() })
      seat.worker.postMessage({ number, asked: one.asked } satisfies Order)
    }
  }

  /** The one that has least to do; `null`: nobody has time. */
  private free(file: URL): Seat | null {
    const least = this.seats.reduce<Seat | null>(
      (a, b) => (a && a.making.size <= b.making.size ? a : b),
      null,
    )
    if (least?.making.size === 0) return least
    const most = Math.max(1, Math.min(MOST, availableParallelism() - 1))
    if (this.seats.length < most) return this.seated(file)
    return least && least.making.size < AT_ONCE ? least : null
  }

  private seated(file: URL): Seat {
    const seat: Seat = {
      worker: new Worker(file, { workerData: this.path, resourceLimits: LIMITS }),
      making: new Map(),
    }
    seat.worker.on('message', (delivery: Delivery) => {
      if ('ready' in delivery) return
      const made = seat.making.get(delivery.number)
      seat.making.delete(delivery.number)
      if (made) this.queue.took(made.one.kind, performance.now() - made.since)
      this.next(file)
      if ('error' in delivery) made?.one.reject(delivery.error)
      else made?.one.resolve(delivery.answer)
    })
    // An error of a thread is followed by its exit.
    seat.worker.on('error', (error) => console.error(error))
    seat.worker.on('exit', () => this.lost(seat, file))
    this.seats.push(seat)
    return seat
  }

  private lost(seat: Seat, file: URL): void {
    const at = this.seats.indexOf(seat)
    if (at !== -1) this.seats.splice(at, 1)
    const error = new Error(
      this.isClosed ? 'the server is being closed' : 'a thread that makes pages ended early',
    )
    for (const { one } of seat.making.values()) one.reject(error)
    if (!this.isClosed) return this.next(file)
    for (let one = this.queue.next(); one; one = this.queue.next()) one.reject(error)
  }
}
