import type { Database } from './database.ts'
import { emptyIndex } from './search-index.ts'

const DERIVED = [
  'thread',
  'copy',
  'link',
  'link_candidate',
  'anchor',
  'series',
  'revision',
  'revision_evidence',
  'revision_patch',
  'revision_missing',
  'revision_message',
  'patch_match',
  'standing',
  'participant',
  'stale_series',
  'judgement',
  'issue',
  'issue_evidence',
  'issue_version',
  'issue_answer',
] as const

/** Empties all derived tables and puts every message on the work list, in one transaction: the next refresh makes them anew. */
export async function dropDerived(database: Database): Promise<void> {
  await database.transaction(async () => {
    for (const table of DERIVED) await database.run(`DELETE FROM ${table}`)
    await emptyIndex(database)
    await database.run('INSERT OR IGNORE INTO stale SELECT id FROM message')
  })
}
