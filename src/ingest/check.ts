import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RefreshListener } from './refresh.ts'
import {
  copyStore,
  countsOf,
  damageIn,
  differencesTo,
  misfitsIn,
  type StoreCounts,
} from '../store/check.ts'
import { isOutdated, OUTDATED } from '../store/stamp.ts'
import { openForIngest, type Database } from '../store/store.ts'

/** What a check found. */
export interface CheckReport {
  readonly counts: StoreCounts
  /** One line each; empty for a sound store. */
  readonly problems: readonly string[]
}

/**
 * Verifies a store: the file, how its rows fit together, and, where asked, that all that is derived
 * follows from the mail. The store is only read; deriving happens on a copy in the system's
 * temporary folder. Throws StoreError.
 * @param path the store's file
 * @param derives told how far deriving is; `null`: nothing is derived
 */
export async function checkStore(
  store: Database,
  path: string,
  derives: RefreshListener | null,
): Promise<CheckReport> {
  const damage = await damageIn(store)
  if (damage.length > 0) return { counts: await countsOf(store), problems: damage }
  const outdated = (await isOutdated(store)) ? [OUTDATED] : []
  const misfits = await misfitsIn(store)
  const differences = derives ? await againstMail(store, path, derives) : []
  return { counts: await countsOf(store), problems: [...outdated, ...misfits, ...differences] }
}

async function againstMail(
  store: Database,
  path: string,
  listener: RefreshListener,
): Promise<string[]> {
  const [{ refresh }, { dropDerived }] = await Promise.all([
    import('./refresh.ts'),
    import('../store/rebuild.ts'),
  ])
  const folder = await mkdtemp(join(tmpdir(), 'patchtrail-check-'))
  try {
    await copyStore(store, join(folder, 'copy.db'))
    const copy = await openForIngest(join(folder, 'copy.db'))
    try {
      await dropDerived(copy)
      await refresh(copy, listener)
      return await differencesTo(copy, path)
    } finally {
      await copy.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
