import type { UserJoin } from '../model/series.ts'
import { markCommitted } from '../store/joining/committed.ts'
import { joinPlan, stampJoined } from '../store/joining/joined.ts'
import { saveUserLink } from '../store/patch-facts.ts'
import { keysOfIds } from '../store/read-derived.ts'
import type { Database } from '../store/store.ts'

/**
 * Which patches make which series. Where only some patches are new, they are joined with all that
 * they could meet, and the rest stays as it is: the same comes of it as if all were joined anew.
 * @param said what the user says now: kept in the same transaction, so that no kill leaves it
 * without effect
 */
export async function refreshSeries(store: Database, said: UserJoin | null = null): Promise<void> {
  await store.transaction(async () => {
    const plan = await joinPlan(store)
    if (plan.kind === 'nothing') await markCommitted(store)
    if (plan.kind === 'nothing' && !said) return
    // Loaded where there is something to derive: most mail is answers.
    const { joinAll, joinSome } = await import('./joining.ts')
    if (said) await saveUserLink(store, said)
    if (plan.kind === 'all') await joinAll(store)
    else {
      const named = said ? await keysOfIds(store, [said.a, said.b]) : []
      await joinSome(store, plan.kind === 'some' ? plan.messages : [], named)
    }
    await markCommitted(store)
    await stampJoined(store)
  })
}
