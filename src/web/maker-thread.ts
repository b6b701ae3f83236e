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

const readers = Readers.open(workerData as string)

async function deliver({ number, asked }: Order): Promise<Delivery> {
  try {
    const opened = await readers
    const answer = wholeAnswer(await answerTo((work) => opened.read(work), asked))
    return { number, answer }
  } catch (error) {
    return { number, error: error as Error }
  }
}

parentPort?.on('message', (order: Order) => {
  void deliver(order).then((delivery) => parentPort?.postMessage(delivery))
})
void readers.then(() => parentPort?.postMessage({ ready: true } satisfies Delivery))
