import type { Command } from 'commander'
import { readConfig } from '../config/config.ts'
import { UserError } from '../model/user-error.ts'
import { issuesOnPatch } from '../query/debts/on-patch.ts'
import { resolveRef } from '../query/refs.ts'
import { b4Check } from '../report/formats/b4-check.ts'
import { idsOfKeys } from '../store/read-derived.ts'
import { heldAs } from './given/ref.ts'
import { printJson } from './run/output.ts'
import { withStores } from './run/with-store.ts'

/**
 * `issues - --format b4`: the JSON that `b4 review` reads of its `review-perpatch-check-cmd`; an
 * empty list where the store knows nothing of the patch. Throws UserError for what is no mail.
 */
export async function printB4Check(program: Command, words: readonly string[]): Promise<void> {
  const result = await withStores(program, {}, async (stores) => {
    try {
      const { part, ref } = await heldAs(stores, words, 'message')
      const { store } = part
      const key = await resolveRef(store, ref)
      const [id = ''] = await idsOfKeys(store, [key])
      const found = await issuesOnPatch(store, id)
      const { archive } = readConfig()
      const url = archive ? `${archive}${encodeURI(id.slice(1, -1))}` : null
      return found === null ? [] : b4Check(found.issues, url)
    } catch (error) {
      // Nothing to report is an empty list; the check itself went well.
      if (error instanceof UserError && error.code === 'not-found') return []
      throw error
    }
  })
  await printJson(result)
}
