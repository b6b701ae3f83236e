import { messageIdOf } from '../text/message-ids.ts'
import { keysOfIds, messagesBySubject } from '../store/read-derived.ts'
import type { Database } from '../store/store.ts'

/** A ref that fits nothing (`found` empty) or more than one message. */
export class RefError extends Error {
  readonly found: readonly string[]
  constructor(message: string, found: readonly string[] = []) {
    super(message)
    this.found = found
  }
}

/**
 * The message a user names: by Message-ID, by the address of an archive page, or by words of the
 * title of a patch. Throws RefError.
 */
export async function resolveRef(store: Database, ref: string): Promise<number> {
  const id = messageIdOf(ref)
  if (id) {
    const [key] = await keysOfIds(store, [id])
    if (key === undefined) throw new RefError(`no message ${id} in the store`)
    return key
  }
  const words = ref.split(/\s+/).filter(Boolean)
  const found = words.length > 0 ? await messagesBySubject(store, words) : []
  const exact = found.filter(({ subject }) => subject === ref)
  const [only, another] = exact.length === 1 ? exact : found
  if (!only) throw new RefError(`no patch has "${ref}" in its subject`)
  if (another) {
    const lines = found.map((m) => `${(m.date ?? '').slice(0, 10)}  ${m.subject}  ${m.message_id}`)
    throw new RefError(`"${ref}" fits ${found.length} patches; name one by its Message-ID:`, lines)
  }
  return only.id
}
