import { setTimeout as sleep } from 'node:timers/promises'
import { StoreError } from './store-error.ts'

/** Milliseconds until what SQLite refuses at once is tried again. */
const RETRY = 20

/**
 * Turns a file to write-ahead logging, and sets what a writer wants. Of several that turn a new file
 * at the same time SQLite refuses all but one without waiting, since each has a lock on it already;
 * so the waiting is done here.
 * @param patience milliseconds
 */
export async function writeAhead(
  exec: (sql: string) => Promise<void>,
  patience: number,
): Promise<void> {
  for (const until = Date.now() + patience; ; await sleep(RETRY)) {
    try {
      await exec('PRAGMA journal_mode = WAL')
      break
    } catch (error) {
      const isBusy = error instanceof StoreError && error.sqliteCode === 'SQLITE_BUSY'
      if (!isBusy || Date.now() > until) throw error
    }
  }
  await exec('PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768')
}
