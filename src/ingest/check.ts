import type { RefreshListener } from './refresh.ts'
import { countsOf, damageIn, misfitsIn, type StoreCounts } from '../store/check.ts'
import { isOutdated, OUTDATED } from '../store/stamp.ts'
import type { Database } from '../store/store.ts'

/** What a check found. */
export interface CheckReport {
  readonly counts: StoreCounts
  /** One line each; empty for a sound store. */
  readonly problems: readonly string[]
}

/**
 * Verifies a store: the file, how its rows fit together, and, where asked, that all that is derived
 * follows from the mail. The store is only read; deriving happens on a copy. Throws StoreError.
 * @param derives told how far deriving is; `null`: nothing is derived
 */
export async function checkStore(
  store: Database,
  derives: RefreshListener | null,
): Promise<CheckReport> {
  const damage = await damageIn(store)
  if (damage.length > 0) return { counts: await countsOf(store), problems: damage }
  const outdated = (await isOutdated(store)) ? [OUTDATED] : []
  const misfits = await misfitsIn(store)
  const differences = derives ? await againstMail(store, derives) : []
  return { counts: await countsOf(store), problems: [...outdated, ...misfits, ...differences] }
}

async function againstMail(store: Database, listener: RefreshListener): Promise<string[]> {
  const [{ refresh }, { dropDerived }, { scratchCopy }] = await Promise.all([
    import('./refresh.ts'),
    import('../store/rebuild.ts'),
    import('../store/write/scratch-copy.ts'),
  ])
  const copy = await scratchCopy(store)
  try {
    await dropDerived(copy.store)
    await refresh(copy.store, listener)
    return await copy.differences()
  } finally {
    await copy.drop()
  }
}
