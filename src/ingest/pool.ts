import { availableParallelism } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Answer, Job } from './worker.ts'

/**
 * Each takes some 100 MB. The thread that writes them all down needs the seventh part of a core,
 * and derives nothing itself: its heap would have no limit.
 */
const MOST = 2
/**
 * MiB of a worker's heap: a worker that needs more ends, and its work is done in the main thread.
 */
const LIMITS = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 256 }

/** Jobs that a worker has at once: with the next one at hand it need not wait for this thread. */
const JOBS = 2

/** Milliseconds that workers have to end what they are at. */
const PATIENCE = 1000

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
  /** To a worker that has nothing else to do: if that one ends, it was over this job. */
  readonly isAlone: boolean
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

interface Seat {
  readonly worker: Worker
  /** It has been started, and its program loaded. */
  isReady: boolean
  readonly current: Map<number, Waiting>
  /** Told when it has no job any more. */
  onIdle: (() => void) | null
}

/** Worker threads that take jobs in the order in which they come. */
export class Pool {
  private readonly waiting: Waiting[] = []
  private readonly seats: Seat[] = []
  private lastId = 0
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
    const size = Math.min(MOST, availableParallelism())
    return size < 2 || path === ':memory:' || file === null ? null : new Pool(path, size, file)
  }

  /**
   * Rejects with WorkerLost where the worker ended, with NoWorkers where none can be started, and
   * with what the job threw.
   */
  async run<T>(job: Job, transfer: readonly ArrayBuffer[] = [], isAlone = false): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const given = (value: unknown): void => resolve(value as T)
      this.waiting.push({ job, transfer, isAlone, resolve: given, reject })
      this.next()
    })
  }

  /**
   * What has not been done is rejected, and nothing is begun from here on. Workers may end what
   * they are at: the package sqlite3 takes the whole program with it where its thread ends before
   * its statement.
   */
  async close(): Promise<void> {
    this.isClosed = true
    this.next()
    const gone = new AbortController()
    const busy = this.seats.filter(({ current }) => current.size > 0)
    const idle = busy.map((seat) => new Promise<void>((resolve) => (seat.onIdle = resolve)))
    const late = setTimeout(PATIENCE, undefined, { signal: gone.signal }).catch(() => undefined)
    await Promise.race([Promise.all(idle), late])
    gone.abort()
    await Promise.all(this.seats.splice(0).map(({ worker }) => worker.terminate()))
  }

  /** A worker that can be given one more job. */
  private seatFor(isAlone: boolean): Seat | 'new' | null {
    const most = isAlone ? 0 : JOBS - 1
    const free = this.seats
      .filter(({ current }) => ![...current.values()].some((one) => one.isAlone))
      .filter(({ current }) => current.size <= most)
      .sort((a, b) => a.current.size - b.current.size)[0]
    if (free?.current.size === 0) return free
    return this.seats.length < this.size ? 'new' : (free ?? null)
  }

  private next(): void {
    if (this.isClosed)
      for (const { reject } of this.waiting.splice(0)) reject(new PoolClosed('closed'))
    if (this.isBroken)
      for (const { reject } of this.waiting.splice(0))
        reject(new NoWorkers('no worker thread can be started'))
    for (let one = this.waiting[0]; one; one = this.waiting[0]) {
      const found = this.seatFor(one.isAlone)
      if (found === null) return
      this.waiting.shift()
      const seat = found === 'new' ? this.seated() : found
      const id = ++this.lastId
      seat.current.set(id, one)
      seat.worker.postMessage({ id, job: one.job }, one.transfer)
    }
  }

  private seated(): Seat {
    const seat: Seat = {
      worker: new Worker(this.file, { workerData: this.path, resourceLimits: LIMITS }),
      isReady: false,
      current: new Map(),
      onIdle: null,
    }
    seat.worker.on('message', (answer: Answer) => {
      if ('ready' in answer) {
        seat.isReady = true
        return
      }
      const done = seat.current.get(answer.id)
      seat.current.delete(answer.id)
      this.next()
      if (seat.current.size === 0) seat.onIdle?.()
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
    for (const one of seat.current.values())
      one.reject(
        this.isClosed
          ? new PoolClosed('closed')
          : seat.isReady
            ? new WorkerLost('a worker thread ended early')
            : new NoWorkers('a worker thread did not start'),
      )
    seat.onIdle?.()
    this.next()
  }
}
