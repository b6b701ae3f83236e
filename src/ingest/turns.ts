import { setImmediate } from 'node:timers/promises'

/** Milliseconds for which a thread works on without looking what has come for it. */
const BREATH = 4

let last: Promise<unknown> = Promise.resolve()
let since = 0

/**
 * One piece of work of this thread after the other, so that each is over soon and what it holds is
 * let go; what they read from the store can be had meanwhile.
 */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const own = last.then(() => {
    since = performance.now()
    return work()
  })
  last = own.catch(() => undefined)
  return own
}

/** Between two items of a long work: answers that have come for this thread are taken first. */
export async function breath(): Promise<void> {
  if (performance.now() - since < BREATH) return
  await setImmediate()
  since = performance.now()
}
