import { UserError } from '../../model/user-error.ts'
import { newestDate } from '../../store/lookup/names.ts'
import type { Database } from '../../store/store.ts'
import { dayBefore } from '../../text/day-before.ts'

/**
 * What time it is for a store: that of its newest mail. In an archive that is not read every day,
 * nobody can tell what happened since. Milliseconds since 1970.
 */
export async function clockOf(store: Database): Promise<number> {
  const newest = await newestDate(store, new Date().toISOString())
  return newest === null ? Date.now() : Date.parse(newest)
}

/** The start of a time that a user names, counted from the clock of a store. Throws UserError. */
export function sinceWhen(text: string, now: number): string {
  const since = dayBefore(text, now)
  if (since !== null) return since
  throw new UserError('mistake', `"${text}" is no time; try 2026-01-31, 2w or 3.months.ago`)
}
