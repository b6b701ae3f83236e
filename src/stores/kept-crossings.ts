import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoreStamp } from '../store/lookup/shared.ts'
import type { Crossings, Group } from './crossings.ts'

/** The stores that something was found of, as they were then. */
export interface Stamped {
  readonly stores: readonly string[]
  readonly stamps: readonly StoreStamp[]
}

/** What stands in the two files of a folder: most questions need series alone. */
export type KeptSeries = Omit<Crossings, 'messages'>
export interface KeptMessages extends Stamped {
  readonly messages: readonly Group<number>[]
}

export const SERIES = 'crossings.json'
export const MESSAGES = 'crossings.messages.json'

/** What was kept; `null` where there is nothing that can be read. */
export async function readKept<T>(folder: string, name: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(join(folder, name), 'utf8')) as T
  } catch {
    return null
  }
}

/** Whole or not at all; in a folder that cannot be written to it is found at each question. */
export async function keep<T>(folder: string, name: string, now: T): Promise<void> {
  const path = join(folder, name)
  const draft = `${path}.${process.pid}.new`
  try {
    await writeFile(draft, JSON.stringify(now))
    await rename(draft, path)
  } catch {
    await rm(draft, { force: true }).catch(() => undefined)
  }
}
