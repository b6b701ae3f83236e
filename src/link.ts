import { RefError, resolveRef, resolveSeries } from './query/refs.ts'
import { refresh, refreshSeries } from './refresh.ts'
import { readSeries, seriesOfMessages, type StoredSeries } from './store/series.ts'
import { idsOfKeys } from './store/read-derived.ts'
import type { Database } from './store/store.ts'
import { versionName } from './text/version-name.ts'

/**
 * Keeps the user's word that two messages belong to one series, or that they do not, and derives the
 * series anew. Returns what stands now, in lines. Throws RefError.
 */
export async function linkSeries(store: Database, a: string, b: string, joined: boolean): Promise<string[]> {
  const [first, second] = [await memberOf(store, a), await memberOf(store, b)]
  if (first === second) throw new RefError('both name the same message', [], true)
  if (!joined) await requireOtherVersions(store, first, second)
  const [one, other] = await idsOfKeys(store, [first, second])
  await refreshSeries(store, { a: one ?? '', b: other ?? '', joined })
  await refresh(store)
  const now = await seriesOfMessages(store, [first, second])
  const series = await readSeries(store, [...new Set(now.map((m) => m.series))])
  return series.map(lineOf)
}

/** A cover or patch: the message itself, or the latest version of the series that is named. */
async function memberOf(store: Database, ref: string): Promise<number> {
  try {
    const key = await resolveRef(store, ref)
    if ((await seriesOfMessages(store, [key])).length > 0) return key
  } catch (error) {
    if (!(error instanceof RefError)) throw error
  }
  const [series] = await readSeries(store, [await resolveSeries(store, ref)])
  return resolveRef(store, series?.revisions.at(-1)?.messageId ?? ref)
}

async function requireOtherVersions(store: Database, a: number, b: number): Promise<void> {
  const [first, second] = await seriesOfMessages(store, [a, b])
  if (first && second && first.series === second.series && first.position === second.position) {
    throw new RefError('both are of the same version; only versions can be taken apart', [], true)
  }
}

function lineOf({ title, name, revisions }: StoredSeries): string {
  return `${title} (${revisions.map(versionName).join(', ')})  ${name}`
}
