import type { Database } from '../database.ts'
import { threadsWith } from '../threads.ts'

/** Messages of the work list that are looked at at once. */
const SEEDS = 50

/** Whole threads to derive; the list is locked for them until the transaction ends. */
export interface TakenThreads {
  readonly threads: readonly (readonly number[])[]
  /** Is anything left that could be taken: by others just now, or later? */
  readonly isDone: boolean
}

/**
 * Takes some threads that nobody else derives from the work list, in a transaction of
 * `Database.deriving`: the list gets them back where it ends early.
 * @param upTo the last message whose versions are joined; threads with later ones wait for that
 */
export function takeThreads(database: Database, upTo: number): Promise<TakenThreads> {
  // One after the other: two would each take a part of a thread, and neither could go on.
  return database.inTurn('taking', async () => {
    let last = 0
    for (;;) {
      const seeds = await freeAfter(database, last, upTo)
      const threads = seeds.length === 0 ? [] : await ownThreads(database, seeds, upTo)
      if (threads.length > 0) return { threads, isDone: false }
      if (seeds.length < SEEDS) return { threads, isDone: !(await isAnyTaken(database, upTo)) }
      last = seeds.at(-1) ?? last
    }
  })
}

async function freeAfter(database: Database, last: number, upTo: number): Promise<number[]> {
  const rows = await database.all<{ message: number }>(
    `SELECT message FROM stale WHERE message > ? AND message <= ? ORDER BY message LIMIT ${SEEDS}
     FOR UPDATE SKIP LOCKED`,
    last,
    upTo,
  )
  return rows.map(({ message }) => message)
}

/** Threads of these messages of which no message is another's work, or waits to be joined. */
async function ownThreads(
  database: Database,
  seeds: readonly number[],
  upTo: number,
): Promise<number[][]> {
  const threads = await threadsWith(database, seeds)
  const list = JSON.stringify(threads.flat())
  const own = await staleAmong(database, list, ' FOR UPDATE SKIP LOCKED')
  const all = await staleAmong(database, list, '')
  const isFree = (key: number): boolean => !all.has(key) || (own.has(key) && key <= upTo)
  return threads.filter((keys) => keys.every(isFree))
}

async function staleAmong(
  database: Database,
  list: string,
  how: string,
): Promise<ReadonlySet<number>> {
  const rows = await database.all<{ message: number }>(
    `SELECT message FROM stale WHERE message IN (SELECT value FROM json_each(?))${how}`,
    list,
  )
  return new Set(rows.map(({ message }) => message))
}

/** Does anybody else derive threads now? What is on the list besides waits to be joined. */
async function isAnyTaken(database: Database, upTo: number): Promise<boolean> {
  const count = async (how: string): Promise<number> =>
    (
      await database.get<{ n: number }>(
        `SELECT count(*) AS n FROM (SELECT 1 FROM stale WHERE message <= ?${how}) x`,
        upTo,
      )
    )?.n ?? 0
  const free = await count(' FOR UPDATE SKIP LOCKED')
  return free < (await count(''))
}
