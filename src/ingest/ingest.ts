import type { IngestSummary } from '../model/report/ingest.ts'
import type { Remote } from '../mail/lore/lore.ts'
import { locationOf, readSource } from '../mail/source/sources.ts'
import { expectMuch } from './engine.ts'
import { noCounts } from '../linking/counts.ts'
import { Pool } from './pool.ts'
import { refresh } from './refresh.ts'
import { reachedParts, rememberSource } from '../store/sources.ts'
import { ageOf } from '../store/stamp.ts'
import type { Database } from '../store/store.ts'
import { inBatches } from './ahead.ts'
import { begun, fail, keep, lostPart, newTally, type IngestListener, type Run } from './keep.ts'

export type { IngestListener, Progress } from './keep.ts'

/**
 * Reads what is new in sources into the store and refreshes what is derived from it. A source or
 * message that cannot be read is a listed problem; the rest is kept. Throws StoreError.
 * @param remote how sources on the web are had
 * @param derives `false`: what is to be derived stays on the work lists
 */
export async function ingest(
  store: Database,
  sources: readonly string[],
  listener: IngestListener = {},
  remote?: Remote,
  derives = true,
): Promise<IngestSummary> {
  const started = performance.now()
  expectMuch()
  const tally = newTally()
  const pool = Pool.for(store.path)
  try {
    const age = await ageOf(store)
    if (age !== 'current') {
      if (age === 'older') listener.outdated?.()
      await (await import('./upgrade.ts')).upgrade(store)
    }
    for (const source of sources)
      await ingestSource({ store, tally, listener, pool, remote }, source)
    const seconds = (): number => (performance.now() - started) / 1000
    if (!derives) return { ...tally, ...noCounts(), threads: 0, seconds: seconds() }
    const refreshed = await refresh(
      store,
      (done, of, stage) => listener.progress?.({ stage, done, share: of === 0 ? null : done / of }),
      pool,
    )
    return { ...tally, ...refreshed, seconds: seconds() }
  } finally {
    await pool?.close()
  }
}

/** Reads what is new in one source. */
async function ingestSource(run: Run, source: string): Promise<void> {
  const location = locationOf(source, run.remote)
  const started = performance.now()
  const before = { ...run.tally }
  await rememberSource(run.store, location)
  const reached = await reachedParts(run.store, location)
  const ended = await inBatches(readSource(source, reached, run.remote), run.pool !== null, {
    begin: (steps, isEarly) => begun(steps, run.store.dialect.deflates, isEarly ? null : run.pool),
    keep: (batch) => keep(run, { source, location }, batch),
  })
  if (ended) await fail(run, location, lostPart(source, { text: ended.message, at: ended.at }))
  const { read, added, removed } = run.tally
  run.listener.source?.({
    source,
    read: read - before.read,
    added: added - before.added,
    removed: removed - before.removed,
    seconds: (performance.now() - started) / 1000,
  })
}
