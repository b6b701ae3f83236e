import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Answer, Job } from './worker.ts'

/** Each takes some 150 MB; the thread that writes has a core for itself. */
const MOST = 2
/**
 * MiB of a worker's heap: a worker that needs more ends, and its work is done in the main thread.
 */
const LIMITS = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 128 }

/** The built program: run from its sources, everything is done in one thread. */
const PROGRAM = import.meta.url.endsWith('.js') ? new URL('./worker.js', import.meta.url) : null

/** The worker that had the job ended before it answered: it ran out of memory, say. */
export class WorkerLost extends Error {}

/** Workers cannot be started here; whoever asked does the job. */
export class NoWorkers extends Error {}

/** The pool was closed: nobody waits for what it had not done. */
class PoolClosed extends Error {}

interface Waiting {
  readonly job: Job
  readonly transfer: readonly ArrayBuffer[]
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

interface Seat {
  readonly worker: Worker
  /** It has been started, and its program loaded. */
  isReady: boolean
  current: Waiting | null
}

/** Worker threads that take jobs in the order in which they come. */
export class Pool {
  private readonly waiting: Waiting[] = []
  private readonly seats: Seat[] = []
  private isBroken = false
  private isClosed = false
  private constructor(
    private readonly path: string,
    readonly size: number,
    private readonly file: URL,
  ) {}

  /**
   * `null` where there is one core only, or a store that other threads cannot open.
   * @param file of the worker's program
   */
  static for(path: string, file = PROGRAM): Pool | null {
    const size = Math.min(MOST, availableParallelism() - 1)
    return size < 1 || path === ':memory:' || file === null ? null : new Pool(path, size, file)
  }

  /**
   * Rejects with WorkerLost where the worker ended, with NoWorkers where none can be started, and
   * with what the job threw.
   */
  async run<T>(job: Job, transfer: readonly ArrayBuffer[] = []): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ job, transfer, resolve: (value) => resolve(value as T), reject })
      this.next()
    })
  }

  /** What has not been done is rejected, and nothing is done from here on. */
  async close(): Promise<void> {
    this.isClosed = true
    this.next()
    await Promise.all(this.seats.splice(0).map(({ worker }) => worker.terminate()))
  }

  private next(): void {
    if (this.isClosed)
      for (const { reject } of this.waiting.splice(0)) reject(new PoolClosed('closed'))
    if (this.isBroken)
      for (const { reject } of this.waiting.splice(0))
        reject(new NoWorkers('no worker thread can be started'))
    if (this.waiting.length === 0) return
    const seat =
      this.seats.find(({ current }) => current === null) ??
      (this.seats.length < this.size ? this.seated() : null)
    const one = seat && this.waiting.shift()
    if (!seat || !one) return
    seat.current = one
    seat.worker.postMessage(one.job, one.transfer)
  }

  private seated(): Seat {
    const seat: Seat = {
      worker: new Worker(this.file, { workerData: this.path, resourceLimits: LIMITS }),
      isReady: false,
      current: null,
    }
    seat.worker.on('message', (answer: Answer) => {
      if ('ready' in answer) {
        seat.isReady = true
        return
      }
      const done = seat.current
      seat.current = null
      this.next()
      if ('error' in answer) done?.reject(answer.error)
      else done?.resolve(answer.value)
    })
    // An error of a worker is followed by its exit.
    seat.worker.on('error', () => undefined)
    seat.worker.on('exit', () => this.lost(seat))
    this.seats.push(seat)
    return seat
  }

  private lost(seat: Seat): void {
    const at = this.seats.indexOf(seat)
    if (at !== -1) this.seats.splice(at, 1)
    if (!seat.isReady) this.isBroken = true
    seat.current?.reject(
      this.isClosed
        ? new PoolClosed('closed')
        : seat.isReady
          ? new WorkerLost('a worker thread ended early')
          : new NoWorkers('a worker thread did not start'),
    )
    this.next()
  }
}
