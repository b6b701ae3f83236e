import { rmSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { chosenDriver } from '../driver/choose.ts'
import type { Connection } from '../driver/driver.ts'

/** Milliseconds between two looks whether the other one is done. */
const LOOK = 200

/**
 * Does what would be done twice by two processes at once, where another one does it when that is
 * done. They know of each other by a file beside the store that one of them has locked: the system
 * frees it where a process is killed. Where none can be made, nobody waits.
 * @param path of the store's file
 * @param waits told once, where another one is at it
 */
export async function alone<T>(
  path: string,
  waits: () => void,
  work: () => Promise<T>,
): Promise<T> {
  const freed = path === ':memory:' ? null : await locked(`${path}-deriving`, waits)
  try {
    return await work()
  } finally {
    await freed?.()
  }
}

/** @returns what frees it; `null`: there is no lock to be had */
async function locked(file: string, waits: () => void): Promise<(() => Promise<void>) | null> {
  const { driver } = await chosenDriver()
  for (let isTold = false; ; isTold = true) {
    const connection = await driver.open(file, 'write', 0).catch(() => null)
    if (connection === null) return null
    const before = await numberOf(file)
    const state = await begun(connection)
    // One who frees it takes the file away: whoever then has the lock of that one has none.
    if (state === 'locked' && before === (await numberOf(file)))
      return async () => {
        rmSync(file, { force: true })
        await connection.close()
      }
    await connection.close()
    if (state === 'never') return null
    if (!isTold && state === 'taken') waits()
    await pause(LOOK)
  }
}

async function begun(connection: Connection): Promise<'locked' | 'taken' | 'never'> {
  try {
    // Nothing is written: the file stays empty.
    await connection.exec('BEGIN EXCLUSIVE')
    return 'locked'
  } catch (error) {
    return (error as { readonly code?: string }).code === 'SQLITE_BUSY' ? 'taken' : 'never'
  }
}

/** What a file is, whatever its name; 0 where it is gone. */
async function numberOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.ino ?? 0
}
