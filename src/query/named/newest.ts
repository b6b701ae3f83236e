import { StoreError, type Database } from '../../store/store.ts'
import { newestDate } from '../../store/lookup/names.ts'

/** Stores that are asked as one, and what was found last. */
interface Together {
  readonly stores: readonly Database[]
  last: { readonly now: string; readonly newest: Promise<string | null> } | null
}

const TOGETHER = new WeakMap<Database, Together>()

/** What time it is for each of these stores is what time it is for all of them. */
export function tellTimeAsOne(stores: readonly Database[]): void {
  const together: Together = { stores, last: null }
  for (const store of stores) TOGETHER.set(store, together)
}

/**
 * When the newest mail was sent, of a store or of the whole folder that it stands in: a quiet list
 * that is read with others is as old as they tell. `null` where there is none.
 * @param now ISO 8601 UTC
 */
export function newestMail(store: Database, now: string): Promise<string | null> {
  const together = TOGETHER.get(store)
  if (!together) return newestDate(store, now)
  if (together.last?.now !== now) together.last = { now, newest: newestOf(together.stores, now) }
  return together.last.newest
}

async function newestOf(stores: readonly Database[], now: string): Promise<string | null> {
  const dates = await Promise.all(
    stores.map((store) =>
      newestDate(store, now).catch((error: unknown) => {
        // What cannot be read is told by who asks it; the others know the time.
        if (error instanceof StoreError) return null
        throw error
      }),
    ),
  )
  return dates.reduce((a, b) => ((b ?? '') > (a ?? '') ? b : a), null)
}
