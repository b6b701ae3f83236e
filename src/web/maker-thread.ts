import { parentPort, workerData } from 'node:worker_threads'
import { answerTo, type Asked } from './asked.ts'
import type { Answer } from './cache.ts'
import { Readers } from './readers.ts'
import { wholeAnswer } from './whole.ts'

/** What the thread that makes pages is asked, and what it says. */
export interface Order {
  readonly number: number
  readonly asked: Asked
}

/** The answer to an order; `ready` comes once, before all others. */
export type Delivery =
  | { readonly ready: true }
  | { readonly number: number; readonly answer: Answer }
  | { readonly number: number; readonly error: Error }

let readers: Promise<Readers> | null = null

/** A store that could not be opened is tried again for the next page. */
async function opened(): Promise<Readers> {
  readers ??= Readers.open(workerData as string)
  try {
    return await readers
  } catch (error) {
    readers = null
    throw error
  }
}

async function deliver({ number, asked }: Order): Promise<Delivery> {
  try {
    const answer = wholeAnswer(await answerTo(async (work) => (await opened()).read(work), asked))
    return { number, answer }
  } catch (error) {
    return { number, error: error as Error }
  }
}

parentPort?.on('message', (order: Order) => {
  void deliver(order).then((delivery) => parentPort?.postMessage(delivery))
})
const tellReady = (): void => parentPort?.postMessage({ ready: true } satisfies Delivery)
opened().then(tellReady, tellReady)
