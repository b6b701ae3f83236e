import type { RefreshListener } from './refresh.ts'
import { countsOf, damageIn, misfitsIn, type StoreCounts } from '../store/check.ts'
import { ageOf, OUTDATED, UNREAD, type Age } from '../store/stamp.ts'
import type { Database } from '../store/store.ts'
import type { ScratchCopy } from '../store/write/scratch-copy.ts'

/** What a check found. */
export interface CheckReport {
  readonly counts: StoreCounts
  /** One line each; empty for a sound store. */
  readonly problems: readonly string[]
}

/** How a check derives. */
export interface Derives {
  /** Told how far deriving is. */
  readonly listener: RefreshListener
  /** Ends it, once the copy has been taken away: then it throws what this is aborted with. */
  readonly stopped: AbortSignal
}

/**
 * Verifies a store: the file, how its rows fit together, and, where asked, that all that is derived
 * follows from the mail. The store is only read; deriving happens on a copy. Throws StoreError.
 * @param derives `null`: nothing is derived
 */
export async function checkStore(store: Database, derives: Derives | null): Promise<CheckReport> {
  const { endedBy, scratchCopy } = await import('../store/write/scratch-copy.ts')
  const before = (): Promise<CheckReport & { readonly isWhole: boolean }> => asItIs(store)
  const { isWhole, ...report } = await (derives
    ? endedBy(derives.stopped, store, before)
    : before())
  if (derives === null || !isWhole) return report
  const differences = await againstMail(await scratchCopy(store, derives.stopped), derives)
  return { ...report, problems: [...report.problems, ...differences] }
}

/** @returns `isWhole`: the data base can be read */
async function asItIs(store: Database): Promise<CheckReport & { readonly isWhole: boolean }> {
  const damage = await damageIn(store)
  const isWhole = damage.length === 0
  const problems = isWhole ? [...ageText(await ageOf(store)), ...(await misfitsIn(store))] : damage
  return { counts: await countsOf(store), problems, isWhole }
}

/** What waits to be derived is counted. */
function ageText(age: Age): string[] {
  if (age === 'older') return [OUTDATED]
  return age === 'reading' ? [UNREAD] : []
}

async function againstMail(
  copy: ScratchCopy,
  { listener, stopped }: Derives,
): Promise<readonly string[]> {
  const [{ refresh }, { dropDerived }, { endedBy }] = await Promise.all([
    import('./refresh.ts'),
    import('../store/rebuild.ts'),
    import('../store/write/scratch-copy.ts'),
  ])
  const anew = async (): Promise<readonly string[]> => {
    await dropDerived(copy.store)
    await refresh(copy.store, (...progress) => {
      stopped.throwIfAborted()
      listener(...progress)
    })
    return copy.differences()
  }
  return endedBy(stopped, copy.store, anew).finally(() => copy.drop())
}
