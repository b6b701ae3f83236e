import { UserError } from '../model/user-error.ts'
import type { Override } from '../model/override.ts'
import { refresh } from './refresh.ts'
import { readJudgements, saveOverride } from '../store/judgements.ts'
import { keysOfIds } from '../store/read-derived.ts'
import type { Database } from '../store/store.ts'
import { messageOf, noComment } from '../text/comment-id.ts'

/**
 * Keeps the user's word on a comment and derives its series anew. Throws UserError.
 * @param id `<message-id>#<number>`, as printed below every issue; brackets may be left out
 * @param state `null` takes the word back
 */
export async function overrideIssue(
  store: Database,
  id: string,
  state: Override['state'] | null,
  note: string | null,
): Promise<string> {
  const m = /^<?([^<>\s]+@[^<>\s#]+)>?#(\d+)$/.exec(id.trim())
  if (!m) throw new UserError('mistake', noComment(id))
  const full = `<${m[1] ?? ''}>#${m[2] ?? ''}`
  const [key] = await keysOfIds(store, [messageOf(full)])
  if (key === undefined)
    throw new UserError('not-found', `no message ${messageOf(full)} in the store`)
  if (!(await readJudgements(store, [key])).has(`${key} ${m[2] ?? ''}`))
    throw new UserError('not-found', `${messageOf(full)} has no comment ${m[2] ?? ''} on a series`)
  await saveOverride(store, full, state === null ? null : { id: full, state, note })
  await refresh(store)
  return state === null ? `${full}: what was derived holds again` : `${full}: ${state}`
}
