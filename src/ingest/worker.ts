import { parentPort, workerData } from 'node:worker_threads'
import type { RawMessage } from '../model/message.ts'
import { openForQuery, type Database } from '../store/store.ts'
import { readBatch } from './content.ts'
import { deriveReviews } from './review-rows.ts'
import { deriveThreads } from './thread-rows.ts'

/** What a worker thread can be asked to do. It reads the store, and never writes. */
export type Job =
  | {
      readonly kind: 'parse'
      readonly messages: readonly (Omit<RawMessage, 'bytes'> & { readonly removed: boolean })[]
      readonly ends: readonly number[]
      readonly bytes: Uint8Array
      /** As the dialect of the store says. */
      readonly deflates: boolean
    }
  | { readonly kind: 'threads'; readonly threads: readonly (readonly number[])[] }
  | { readonly kind: 'reviews'; readonly series: readonly number[] }

/** A job, and the number by which its answer is told. */
export interface Asked {
  readonly id: number
  readonly job: Job
}

/** `ready` comes once, before all answers. */
export type Answer =
  | { readonly ready: true }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: Error }

let opened: Promise<Database> | null = null

function store(): Promise<Database> {
  opened ??= openForQuery(workerData as string)
  return opened
}

async function done(job: Job): Promise<unknown> {
  if (job.kind === 'threads') return deriveThreads(await store(), job.threads)
  if (job.kind === 'reviews') return deriveReviews(await store(), job.series)
  const all = Buffer.from(job.bytes.buffer)
  return readBatch(
    job.messages.map(({ foundAt, form, removed }, i) => ({
      raw: { foundAt, form, bytes: all.subarray(job.ends[i - 1] ?? 0, job.ends[i]) },
      removed,
    })),
    job.deflates,
  )
}

/**
 * One job after the other: the heap holds what one of them needs, and a thread that ends for want
 * of memory while it works has no statement under way, which would end the program.
 */
let last: Promise<void> = Promise.resolve()

parentPort?.on('message', ({ id, job }: Asked) => {
  last = last
    .then(() => done(job))
    .then(
      (value) => parentPort?.postMessage({ id, value } satisfies Answer),
      (error: unknown) => parentPort?.postMessage({ id, error: error as Error } satisfies Answer),
    )
})
parentPort?.postMessage({ ready: true } satisfies Answer)
