import { setTimeout as pause } from 'node:timers/promises'
import { isInTheWay, StoreError } from '../../store/store.ts'

/** Milliseconds between two tries, on average. */
const BETWEEN = 100
/** Two that each wait for what the other one has are told so at once, and one goes on. */
const TRIES = 50

/** Does a transaction again where others were in its way. Throws what it throws. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left--) {
    try {
      return await work()
    } catch (error) {
      if (left === 0 || !isInTheWay(stateIn(error))) throw error
      await pause(BETWEEN * 2 * Math.random())
    }
  }
}

/** The data base's own word for an error. */
export function stateIn(error: unknown): string | null {
  if (error instanceof StoreError) return error.sqliteCode
  return (error as { readonly code?: string }).code ?? null
}
