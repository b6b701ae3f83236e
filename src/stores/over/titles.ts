import { Handles } from '../../query/named/handles.ts'
import { newestTitles, type NewestTitle } from '../../store/lookup/newest-titles.ts'
import { handleOf } from '../../text/handle.ts'
import type { Stores } from '../stores.ts'

/** A series as a shell offers it. */
export interface Titled {
  readonly handle: string
  readonly title: string
}

/** Those series of all stores that have the newest mail. */
export async function titlesOver(stores: Stores, limit: number): Promise<Titled[]> {
  if (stores.only) {
    const handleFor = await Handles.naming(stores.only)
    return (await newestTitles(stores.only, [], limit)).map((one) => titled(one, handleFor))
  }
  const { series, handle } = await stores.common()
  const answers = await stores.each(({ name, store }) =>
    newestTitles(store, series.away.get(name) ?? [], limit),
  )
  return answers
    .flatMap(({ answer }) => answer)
    .sort((a, b) => ((a.activity ?? '') < (b.activity ?? '') ? 1 : -1))
    .slice(0, limit)
    .map((one) => titled(one, (name) => handleOf(name).slice(0, handle)))
}

function titled({ name, title }: NewestTitle, handleFor: (name: string) => string): Titled {
  return { handle: handleFor(name), title }
}
