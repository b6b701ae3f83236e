import type { Database } from '../database.ts'
import { insertInto, META } from '../tables.ts'

/**
 * What is to be joined: nothing, some patches with what they meet, or all of them anew.
 */
export type JoinPlan =
  | { readonly kind: 'nothing' | 'all' }
  | { readonly kind: 'some'; readonly messages: readonly number[] }

/** Where more than this share of all patches is new, it is quicker to take all. */
const MOST_NEW = 0.2

/**
 * What versions are joined by besides patches, and what they were joined to: the user's word, mail
 * that was removed, other series than those that were kept.
 */
const STATE = `
SELECT (SELECT count(*) || ' ' || coalesce(sum(id), 0) FROM message WHERE removed = 1)
  || ' ' || (SELECT count(*) || ' ' || coalesce(sum(joined), 0) FROM user_link)
  || ' ' || (SELECT count(*) FROM revision) || ' ' || (SELECT count(*) FROM revision_message) AS state`

async function stateOf(database: Database): Promise<string> {
  return (await database.get<{ state: string }>(STATE))?.state ?? ''
}

/** Is a patch of the work list a copy of one that has a Message-ID of its own? */
const COPIES = `
SELECT 1 AS one FROM stale s JOIN message m ON m.id = s.message JOIN message o ON o.fingerprint = m.fingerprint
WHERE o.id <> m.id AND (o.id_is_made = 1 OR m.id_is_made = 1) LIMIT 1`

/**
 * Most mail is answers: then nothing is to be joined. Patches on the work list that are of no
 * series yet have come; those that are of one say something else than they did, or a run was
 * killed.
 */
export async function joinPlan(database: Database): Promise<JoinPlan> {
  const kept = await database.get<{ value: string }>("SELECT value FROM meta WHERE key = 'joined'")
  if (kept?.value !== (await stateOf(database))) return { kind: 'all' }
  const patches = await database.all<{ message: number; is_known: number; patches: number }>(
    `SELECT s.message, r.message IS NOT NULL AS is_known,
       (SELECT count(*) FROM revision_message) AS patches
     FROM stale s JOIN patch p ON p.message = s.message
     LEFT JOIN revision_message r ON r.message = s.message`,
  )
  const renamed = await supersededBy(database)
  if (patches.length + renamed.length === 0) return { kind: 'nothing' }
  const all = patches[0]?.patches ?? 0
  const isMuch = patches.length > MOST_NEW * all || patches.some((p) => p.is_known === 1)
  if (isMuch || (await database.get(COPIES)) !== null) return { kind: 'all' }
  return { kind: 'some', messages: [...patches.map(({ message }) => message), ...renamed] }
}

/** Has no patch come, and no author's word on one, since the versions were joined? */
export async function areJoined(database: Database): Promise<boolean> {
  return (await joinPlan(database)).kind === 'nothing'
}

/** Patches of which a reply on the work list says what they supersede. */
async function supersededBy(database: Database): Promise<number[]> {
  const rows = await database.all<{ message: number }>(
    `SELECT DISTINCT x.id AS message FROM stale s JOIN trailer t ON t.message = s.message
     JOIN message m ON m.id = t.message AND m.content = 'reply'
     JOIN message_reference r ON r.message = m.id AND r.header = 'in-reply-to'
     JOIN message x ON x.message_id = r.referenced JOIN patch p ON p.message = x.id
     WHERE lower(t.name) IN ('supersedes', 'obsoletes')`,
  )
  return rows.map(({ message }) => message)
}

/** Says that all versions were joined; in the transaction that did it. */
export async function stampJoined(database: Database): Promise<void> {
  await database.run("DELETE FROM meta WHERE key = 'joined'")
  await insertInto(database, META, [{ key: 'joined', value: await stateOf(database) }])
}
