import { stampNew } from '../../src/store/stamp.ts'
import type { Database } from '../../src/store/store.ts'
import { TABLES } from '../../src/store/tables.ts'
import { TEXT_TABLES } from '../../src/store/tables/search.ts'

/** Stores on the server that a test of this process has had in the place of one in memory. */
const free: string[] = []
let count = 0

/** Where a test has a store for itself; on a server one that another test had before. */
export function lentPath(): string {
  if (!process.env.PATCHTRAIL_TEST_STORE) return ':memory:'
  return free.pop() ?? `in-memory-${process.pid}-${++count}`
}

/** Gives an empty one to the next test: to make sixty tables takes longer than most tests. */
export async function givenBack(store: Database): Promise<void> {
  if (store.path === ':memory:') return
  const names = [...TABLES, ...TEXT_TABLES].map(({ name }) => `DELETE FROM ${name}`)
  await store.exec(names.join(';'))
  for (const { name, key, unique, columns } of TABLES) {
    const [only = ''] = key
    if (key.length === 1 && unique.length > 0 && columns[only]?.type === 'INTEGER')
      await store.exec(store.dialect.numbersGiven(name))
  }
  await stampNew(store)
  free.push(store.path)
}
