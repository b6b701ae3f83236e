import type { DigestReport, DigestSeries } from '../../model/report/digest.ts'
import type { ListedRecord } from '../../model/report/list.ts'
import { digestReport } from '../../query/debts/digest.ts'
import type { ListFilter } from '../../query/list.ts'
import type { Stores } from '../stores.ts'
import { named, newestOf } from './merge.ts'

/** What is new in one store, or in all of a folder. */
export async function digestOver(
  stores: Stores,
  filter: Omit<ListFilter, 'since' | 'limit'>,
  since: string | null,
  now: number,
): Promise<DigestReport> {
  if (stores.only) return digestReport(stores.only, filter, since, now)
  const homes = await stores.common()
  const answers = await stores.each(async ({ name, store }) => {
    const elsewhere = homes.series.away.get(name) ?? []
    const report = await digestReport(store, { ...filter, elsewhere }, since, now)
    const listed = (one: ListedRecord): ListedRecord => ({ ...one, ...named(one.id, name, homes) })
    const sent = (one: DigestSeries): DigestSeries => ({ ...one, listed: listed(one.listed) })
    return {
      newest: report.newest,
      fresh: report.fresh.map(sent),
      again: report.again.map(sent),
      applied: report.applied.map(listed),
      ready: report.ready.map(listed),
    }
  })
  const reports = answers.map(({ answer }) => answer)
  const sent = (pick: 'fresh' | 'again'): DigestSeries[] =>
    reports.flatMap((one) => one[pick]).sort((a, b) => latestFirst(a.listed, b.listed))
  const listed = (pick: 'applied' | 'ready'): ListedRecord[] =>
    reports.flatMap((one) => one[pick]).sort(latestFirst)
  return {
    schema: 'patchtrail/digest/1',
    since,
    newest: newestOf(reports),
    fresh: sent('fresh'),
    again: sent('again'),
    applied: listed('applied'),
    ready: listed('ready'),
  }
}

function latestFirst(a: ListedRecord, b: ListedRecord): number {
  const [one, other] = [a.standing.activity ?? '', b.standing.activity ?? '']
  if (one !== other) return one < other ? 1 : -1
  return a.id < b.id ? -1 : 1
}
