import { longestIn, often, type Cost } from './runs.ts'
import { benchSearch } from './search.ts'

/** What people ask of a series. */
const OF_SERIES = ['status', 'issues', 'show'] as const

/** A column of a table: one store. */
export type Column = readonly (readonly [name: string, value: string])[]

/** What is asked of a store: whole processes, and searches also in a running one. */
export async function asked(db: string, cli: string): Promise<Column> {
  const id = await longestIn(db)
  const search = await benchSearch(db, cli, null)
  return [
    ['list', inSeconds(often(cli, db, 'list'))],
    ...OF_SERIES.map((name): [string, string] => [
      `${name} of the longest series`,
      inSeconds(often(cli, db, name, id)),
    ]),
    ...search.slice(1).map(([name = '', , most = '']): [string, string] => [`${name}, p95`, most]),
  ]
}

/** On the clock, and of processors. */
export function inSeconds({ seconds, cpu }: Pick<Cost, 'seconds' | 'cpu'>): string {
  return `${seconds.toFixed(2)} s (${cpu.toFixed(2)} s)`
}
