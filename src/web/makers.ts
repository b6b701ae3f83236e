import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { answerTo, type Asked } from './asked.ts'
import type { Answer } from './cache.ts'
import type { Delivery, Order } from './maker-thread.ts'
import { Readers } from './readers.ts'
import { seriesByName } from '../store/series.ts'
import { openForQuery, type Database } from '../store/store.ts'
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

interface Waiting {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

interface Seat {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
}

/**
 * Who makes pages: threads of their own, so that what is there already is given at once however
 * much is being made.
 */
export class Makers {
  private readonly seats: Seat[] = []
  private count = 0
  private isClosed = false
  private constructor(
    private readonly path: string,
    private readonly watch: Database,
    private readonly file: URL | null,
    /** Of the thread that answers, which makes pages where there are no others. */
    private readonly readers: Readers | null,
  ) {}

  /** Throws StoreError. @param file the program of the threads; `null`: there are none */
  static async open(path: string, file = PROGRAM): Promise<Makers> {
    const watch = await openForQuery(path)
    return new Makers(path, watch, file, file === null ? await Readers.open(path) : null)
  }

  /** Another number once the store has changed. */
  version(): Promise<number> {
    return this.watch.dataVersion()
  }

  /** Is there a series of this name? */
  async hasSeries(name: string): Promise<boolean> {
    return (await seriesByName(this.watch, name)) !== null
  }

  /** The answer to what is asked, mistakes too. Rejects where a thread ended before it had one. */
  async make(asked: Asked): Promise<Answer> {
    const { file, readers } = this
    if (readers !== null) return wholeAnswer(await answerTo((work) => readers.read(work), asked))
    if (file === null) throw new Error('nobody makes pages')
    const seat = this.seat(file)
    return new Promise<Answer>((resolve, reject) => {
      const number = ++this.count
      seat.waiting.set(number, { resolve, reject })
      seat.worker.postMessage({ number, asked } satisfies Order)
    })
  }

  async close(): Promise<void> {
    this.isClosed = true
    await Promise.all(this.seats.splice(0).map(({ worker }) => worker.terminate()))
    await this.readers?.close()
    await this.watch.close()
  }

  /** The one that has least to do. */
  private seat(file: URL): Seat {
    const idle = this.seats.find(({ waiting }) => waiting.size === 0)
    const most = Math.max(1, Math.min(MOST, availableParallelism() - 1))
    if (idle) return idle
    if (this.seats.length < most) return this.seated(file)
    return this.seats.reduce((a, b) => (b.waiting.size < a.waiting.size ? b : a))
  }

  private seated(file: URL): Seat {
    const seat: Seat = {
      worker: new Worker(file, { workerData: this.path, resourceLimits: LIMITS }),
      waiting: new Map(),
    }
    seat.worker.on('message', (delivery: Delivery) => {
      if ('ready' in delivery) return
      const { number } = delivery
      const one = seat.waiting.get(number)
      seat.waiting.delete(number)
      if ('error' in delivery) one?.reject(delivery.error)
      else one?.resolve(delivery.answer)
    })
    // An error of a thread is followed by its exit.
    seat.worker.on('error', (error) => console.error(error))
    seat.worker.on('exit', () => this.lost(seat))
    this.seats.push(seat)
    return seat
  }

  private lost(seat: Seat): void {
    const at = this.seats.indexOf(seat)
    if (at !== -1) this.seats.splice(at, 1)
    const error = new Error(
      this.isClosed ? 'the server is being closed' : 'a thread that makes pages ended early',
    )
    for (const { reject } of seat.waiting.values()) reject(error)
  }
}
