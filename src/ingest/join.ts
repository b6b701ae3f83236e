import { UserError } from '../model/user-error.ts'
import { refresh } from './refresh.ts'
import { refreshSeries } from './refresh-series.ts'
import { readUserLinks } from '../store/patch-facts.ts'
import { readSeries, seriesOfMessages, type StoredSeries } from '../store/series.ts'
import { idsOfKeys } from '../store/read-derived.ts'
import type { Database } from '../store/store.ts'

/** What a word of the user came to. */
export interface Joined {
  /** The messages that he spoke of. */
  readonly ids: readonly [string, string]
  /** What they are of now. */
  readonly series: readonly StoredSeries[]
}

/**
 * Keeps the user's word that two messages belong to one series, or that they do not, and derives
 * the series anew. Throws UserError.
 * @param first, second keys of covers or patches
 */
export async function joinSeries(
  store: Database,
  first: number,
  second: number,
  joined: boolean,
): Promise<Joined> {
  if (first === second) throw new UserError('mistake', 'both name the same message')
  const [one = '', other = ''] = await idsOfKeys(store, [first, second])
  // What was joined by the user's word can be taken apart, whatever came of it.
  if (!joined && !(await isSaid(store, [one, other])))
    await requireOtherVersions(store, first, second)
  await refreshSeries(store, { a: one, b: other, joined })
  await refresh(store)
  const now = await seriesOfMessages(store, [first, second])
  const series = await readSeries(store, [...new Set(now.map((m) => m.series))])
  return { ids: [one, other], series }
}

async function isSaid(store: Database, ids: readonly (string | undefined)[]): Promise<boolean> {
  const links = await readUserLinks(store)
  return links.some(({ a, b, joined }) => joined && ids.includes(a) && ids.includes(b))
}

async function requireOtherVersions(store: Database, a: number, b: number): Promise<void> {
  const [first, second] = await seriesOfMessages(store, [a, b])
  if (first && second && first.series === second.series && first.position === second.position) {
    throw new UserError('mistake', 'both are of the same version; only versions can be taken apart')
  }
}
