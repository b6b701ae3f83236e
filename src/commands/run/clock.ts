import { UserError } from '../../model/user-error.ts'
import { clockOf } from '../../query/list.ts'
import { newestMail } from '../../query/named/newest.ts'
import type { Database } from '../../store/store.ts'
import type { Stores } from '../../stores/stores.ts'
import { dayBefore } from '../../text/day-before.ts'

/**
 * What time it is for a store: that of the newest mail of it, or of its folder. Milliseconds since
 * 1970.
 */
export async function timeOf(store: Database): Promise<number> {
  const now = Date.now()
  return clockOf(await newestMail(store, new Date(now).toISOString()), now)
}

/** The same for all stores of a folder: the newest mail of any. */
export async function timeOfAll(stores: Stores): Promise<number> {
  const times = await stores.each(({ store }) => timeOf(store))
  return Math.max(...times.map(({ answer }) => answer))
}

/** The start of a time that a user names, counted from the clock of a store. Throws UserError. */
export function sinceWhen(text: string, now: number): string {
  const since = dayBefore(text, now)
  if (since !== null) return since
  throw new UserError('mistake', `"${text}" is no time; try 2026-01-31, 2w or 3.months.ago`)
}
