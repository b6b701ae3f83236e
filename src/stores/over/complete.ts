import type { CompleteReport } from '../../model/report/complete.ts'
import { completeReport, completeWith, type Known } from '../../query/pages/complete.ts'
import { pathsHolding, peopleStarting, titlesHolding } from '../../store/lookup/complete.ts'
import { changedAmong, sentAmong } from '../../store/lookup/as-one.ts'
import type { Stores } from '../stores.ts'

/** So many of each store are looked at: who is rare in each may be frequent in all. */
const LOOKED_AT = 500
const NONE: readonly number[] = []

/** How a query may go on, by what all stores know together: the likeliest first. */
export function completeOver(
  stores: Stores,
  query: string,
  searches: Readonly<Record<string, string>>,
): Promise<CompleteReport> {
  if (stores.only) return completeReport(stores.only, query, searches)
  return completeWith(knownToAll(stores), query, searches)
}

function knownToAll(stores: Stores): Known {
  return {
    people: async (start, limit) => {
      const { away } = await (await stores.common()).messages()
      const answers = await stores.each(async ({ store, name }) => {
        const elsewhere = await sentAmong(store, away.get(name) ?? NONE)
        const people = await peopleStarting(store, start, LOOKED_AT)
        return people.map((one) => ({
          ...one,
          mails: one.mails - (elsewhere.get(one.address) ?? 0),
        }))
      })
      const all = answers.flatMap(({ answer }) => answer)
      const names = new Map(all.map((one) => [one.address, one.name]))
      return summed(all.map(({ address, mails }) => [address, mails]))
        .slice(0, limit)
        .map(([address, mails]) => ({ name: names.get(address) ?? '', address, mails }))
    },
    paths: async (part, limit) => {
      const { away } = await (await stores.common()).messages()
      const answers = await stores.each(async ({ store, name }) => {
        const elsewhere = await changedAmong(store, away.get(name) ?? NONE)
        const paths = await pathsHolding(store, part, LOOKED_AT)
        return paths.map(({ path, times }) => [path, times - (elsewhere.get(path) ?? 0)] as const)
      })
      return summed(answers.flatMap(({ answer }) => answer))
        .slice(0, limit)
        .map(([path, times]) => ({ path, times }))
    },
    titles: async (words, limit) => {
      const { series } = await stores.common()
      const answers = await stores.each(async ({ store, name }) => {
        const away = new Set(series.away.get(name))
        return (await titlesHolding(store, words, LOOKED_AT)).filter((one) => !away.has(one.name))
      })
      const lists = answers.map(({ answer }) => answer.slice(0, limit))
      const longest = Math.max(0, ...lists.map(({ length }) => length))
      return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list[i] ?? []))
        .flat()
        .slice(0, limit)
    },
  }
}

/** Most first, then by name. */
function summed(all: readonly (readonly [string, number])[]): [string, number][] {
  const found = new Map<string, number>()
  for (const [name, n] of all) found.set(name, (found.get(name) ?? 0) + n)
  return [...found].filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}
