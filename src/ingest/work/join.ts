import { markCommitted } from '../../store/joining/committed.ts'
import { joinPlan, stampJoined } from '../../store/joining/joined.ts'
import { joinedTo, reachAll } from '../../store/joining/reached.ts'
import type { Database } from '../../store/store.ts'
import { dropUnknown, workLeft } from '../../store/work/left.ts'

/**
 * Joins the versions of what has come since the last time, while nobody else writes; where others
 * were quicker, nothing is done. Only then may threads be derived.
 */
export async function joinNew(store: Database): Promise<void> {
  await store.transaction(async () => {
    const { unjoined } = await workLeft(store, await joinedTo(store))
    if (unjoined === 0) return
    await dropUnknown(store)
    const plan = await joinPlan(store)
    if (plan.kind !== 'nothing') {
      // Loaded where there is something to join: most mail is answers.
      const { joinAll, joinSome } = await import('../joining.ts')
      if (plan.kind === 'all') await joinAll(store)
      else await joinSome(store, plan.kind === 'some' ? plan.messages : [], [])
      await stampJoined(store)
    }
    await markCommitted(store)
    await reachAll(store)
  })
}
